import type { TypedConsulta } from "../../domain/affiliates/consulta.ts";
import type { Eps } from "../../domain/eps.ts";
import type { FieldError } from "../../domain/errors.ts";
import {
  AccountStep,
  RegistrationFrame,
  Step,
  type TypedAccount,
} from "../accounts/registration/parts.tsx";
import { BirthField, DocumentFields } from "./document_fields.tsx";

/** The step of an affiliate's registration; nothing that is on file is shown in any. */
export type AffiliateStep =
  | { name: "datos"; typed: TypedConsulta }
  | { name: "cuenta"; document: string; account: TypedAccount };

type Props = { step: AffiliateStep; errors: FieldError[]; eps: Eps; nonce: string };

/** Registrar Usuario for affiliates: who one is, policies and password, link. */
export function AffiliateRegistrationPage({ step, errors, eps, nonce }: Props) {
  const account = step.name === "cuenta" ? step.account : undefined;
  const rest = { path: "/afiliados/registro", errors, nonce } as const;
  return (
    <RegistrationFrame place={account ? 2 : 1} places={3} {...rest}>
      <WhoStep step={step} errors={errors} />
      <AccountStep place={2} typed={account} eps={eps} {...rest} />
      <Step place={3} title="Activar" state="later">
        <p class="soft">Enviaremos un enlace al correo que {eps.name} tiene de usted.</p>
      </Step>
    </RegistrationFrame>
  );
}

function WhoStep({ step, errors }: Pick<Props, "step" | "errors">) {
  if (step.name === "cuenta") {
    return (
      <Step place={1} title="Sus datos" state="done" change="/afiliados/registro?paso=datos">
        <p>
          <strong>{step.document}</strong>
        </p>
      </Step>
    );
  }
  return (
    <Step place={1} title="" state="open">
      <form class="stack" method="post" action="/afiliados/registro" novalidate>
        <input type="hidden" name="paso" value="datos" />
        <DocumentFields typed={step.typed} errors={errors} />
        <BirthField value={step.typed.nacimiento} errors={errors} />
        <button type="submit" class="button">Seguir</button>
      </form>
    </Step>
  );
}
