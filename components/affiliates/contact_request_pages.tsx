import type { TypedConsulta } from "../../domain/affiliates/consulta.ts";
import type { TypedContact } from "../../domain/affiliates/contact_request.ts";
import { formatDate } from "../../domain/dates.ts";
import type { Eps } from "../../domain/eps.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { BirthField, DocumentFields } from "./document_fields.tsx";
import { Crumb } from "../parts/crumb.tsx";
import { PhoneLink } from "./phone_link.tsx";

type OwnProps = {
  name: string;
  typed: TypedContact;
  /** Why the address cannot be changed here; undefined where it can. */
  locked: string | undefined;
  errors: FieldError[];
  csrfToken: string;
};

/** What changed of how the EPS reaches somebody; it is on file once the staff has checked it. */
export function ContactChangePage({ name, typed, locked, errors, csrfToken }: OwnProps) {
  return (
    <div class="reading">
      <Crumb href="/afiliados/mi-afiliacion">Mi afiliación</Crumb>
      <h1>Pedir un cambio</h1>
      <p class="lead">
        Cómo encontramos a{" "}
        {name}. Un funcionario lo comprueba y lo registra. Si cambia el correo, su cuenta se abre de
        nuevo con un enlace al correo nuevo.
      </p>
      <ErrorSummary errors={errors} purpose="pedir el cambio" />
      <form
        class="card stack narrow"
        method="post"
        action="/afiliados/mi-afiliacion/contacto"
        novalidate
      >
        <CsrfField token={csrfToken} />
        <Field
          name="direccion"
          label="Dirección"
          value={typed.direccion}
          errors={errors}
          autocomplete="address-line1"
          maxlength={200}
        />
        <ReachFields typed={typed} errors={errors} locked={locked} />
        <button type="submit" class="button">Pedir el cambio</button>
      </form>
    </div>
  );
}

type OutsideProps = { typed: TypedConsulta & TypedContact; errors: FieldError[]; eps: Eps };

/** For an affiliate whose address the EPS does not have. */
export function NoAddressPage({ typed, errors, eps }: OutsideProps) {
  return (
    <div class="reading">
      <Crumb href="/afiliados/registro">Registrar Usuario</Crumb>
      <h1>Pida que lo registren</h1>
      <p class="lead">
        Para quien {eps.name}{" "}
        no tiene correo. Un funcionario le llama, comprueba que es usted y registra su correo; hasta
        entonces no enviamos ningún enlace.
      </p>
      <ErrorSummary errors={errors} purpose="enviar la solicitud" />
      <form
        class="card stack narrow"
        method="post"
        action="/afiliados/registro/solicitud"
        novalidate
      >
        <DocumentFields typed={typed} errors={errors} />
        <BirthField value={typed.nacimiento} errors={errors} />
        <ReachFields typed={typed} errors={errors} />
        <button type="submit" class="button">Enviar solicitud</button>
      </form>
    </div>
  );
}

type ReachProps = Pick<OwnProps, "typed" | "errors"> & Partial<Pick<OwnProps, "locked">>;

function ReachFields({ typed, errors, locked }: ReachProps) {
  return (
    <>
      <Field
        name="telefono"
        label="Teléfono"
        value={typed.telefono}
        errors={errors}
        inputmode="tel"
        autocomplete="tel"
        maxlength={30}
      />
      <Field
        name="correo"
        label="Correo"
        {...(locked === undefined ? {} : { hint: locked })}
        value={typed.correo}
        errors={errors}
        inputmode="email"
        autocomplete="email"
        maxlength={254}
      />
    </>
  );
}

type ReceivedProps = {
  folio: string;
  dueOn: string;
  eps: Eps;
  back: { href: string; name: string };
};

/** The answer to every request, whatever was typed. */
export function ContactReceivedPage({ folio, dueOn, eps, back }: ReceivedProps) {
  return (
    <div class="reading">
      <h1>Recibimos su solicitud</h1>
      <Notice kind="ok">
        <p>
          Radicado <span class="mono">{folio}</span>.
        </p>
      </Notice>
      <p class="lead">
        Un funcionario la revisa a más tardar el <strong>{formatDate(dueOn)}</strong>{" "}
        y puede llamarle. Línea: <PhoneLink phone={eps.phone} />.
      </p>
      <p>
        <a href={back.href}>{back.name}</a>
      </p>
    </div>
  );
}
