import { Fact } from "../parts/fact.tsx";
import { MAX_REASON } from "../../domain/reason.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { Hands, TypedHands } from "../../domain/providers/new_hands.ts";
import { formatNit } from "../../domain/nit.ts";
import type { ProviderRecord } from "../../domain/providers/record.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { PROVIDERS } from "../staff/links.ts";
import { Crumb } from "../parts/crumb.tsx";

type FormProps = {
  provider: Provider;
  typed: TypedHands;
  errors: FieldError[];
  problem?: string | undefined;
  csrfToken: string;
};

/** Who receives a provider's links and who registers for it; nothing changes before it is confirmed. */
export function ProviderContactPage({ provider, typed, errors, problem, csrfToken }: FormProps) {
  return (
    <div class="reading">
      <Head provider={provider} title="Cambiar correo o representante" />
      {problem && (
        <Notice kind="warn">
          <p>{problem}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="revisar el cambio" />
      <form class="card stack narrow" method="post" action={action(provider)} novalidate>
        <CsrfField token={csrfToken} />
        <Field
          name="correo"
          label="Correo"
          hint="El único que recibe enlaces. Compruébelo por teléfono, en un número que no venga de quien lo pide."
          value={typed.correo}
          errors={errors}
          inputmode="email"
          maxlength={254}
        />
        <Field
          name="cedula"
          label="Cédula del representante legal"
          hint="Sin el 1 del final."
          value={typed.cedula}
          errors={errors}
          inputmode="numeric"
          maxlength={30}
        />
        <Field
          name="representante"
          label="Representante legal"
          value={typed.representante}
          errors={errors}
          maxlength={200}
        />
        <TextAreaField
          name="motivo"
          label="Motivo"
          hint="Quién lo pidió y cómo lo comprobó. Lo ven los administradores."
          max={MAX_REASON}
          value={typed.motivo}
          errors={errors}
          rows={3}
        />
        <button type="submit" name="accion" value="revisar" class="button">
          Revisar el cambio
        </button>
      </form>
    </div>
  );
}

type ConfirmProps = {
  provider: ProviderRecord;
  hands: Hands;
  typed: TypedHands;
  /** A digest of what was on file when this page was made. */
  seen: string;
  consequences: string[];
  csrfToken: string;
};

/** The new details and their consequences, before the change is made. */
export function ConfirmContactPage(props: ConfirmProps) {
  const { provider, hands, typed, seen, consequences, csrfToken } = props;
  return (
    <div class="reading">
      <Head provider={provider} title="Confirme el cambio" />
      <dl class="card facts">
        <Change name="Correo" before={provider.email} after={hands.email} />
        <Change
          name="Cédula"
          before={provider.representativeId}
          after={hands.representativeId}
        />
        <Change
          name="Representante legal"
          before={provider.representativeName}
          after={hands.representativeName}
        />
        <Fact name="Motivo">{typed.motivo}</Fact>
      </dl>
      <section class="block" aria-labelledby="consecuencias">
        <h2 id="consecuencias">Al confirmar</h2>
        <ul class="consequences">{consequences.map((one) => <li>{one}</li>)}</ul>
        <form class="actions" method="post" action={action(provider)}>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="correo" value={typed.correo} />
          <input type="hidden" name="cedula" value={typed.cedula} />
          <input type="hidden" name="representante" value={typed.representante} />
          <input type="hidden" name="motivo" value={typed.motivo} />
          <input type="hidden" name="visto" value={seen} />
          <button type="submit" name="accion" value="confirmar" class="button">
            Confirmar el cambio
          </button>
          <button type="submit" name="accion" value="corregir" class="button button-second">
            Corregir
          </button>
        </form>
      </section>
    </div>
  );
}

function Change(
  { name, before, after }: Record<"name", string> & Record<"before" | "after", string | null>,
) {
  if (before === after) return <Fact name={name}>{after ?? "–"} (no cambia)</Fact>;
  return (
    <Fact name={name}>
      <del>{before ?? "No había"}</del> <strong>{after ?? "–"}</strong>
    </Fact>
  );
}

function Head({ provider, title }: { provider: Provider; title: string }) {
  return (
    <>
      <Crumb href={`${PROVIDERS}/${provider.nit}`}>{provider.legalName}</Crumb>
      <h1>{title}</h1>
      <p class="lead">
        {provider.legalName}, NIT {formatNit(provider.nit)}
      </p>
    </>
  );
}

function action({ nit }: Provider): string {
  return `${PROVIDERS}/${nit}/contacto`;
}
