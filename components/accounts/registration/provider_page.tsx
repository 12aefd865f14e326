import type { FieldError } from "../../../domain/errors.ts";
import { formatNit, type Nit } from "../../../domain/nit.ts";
import type { Eps } from "../../../domain/eps.ts";
import { Field } from "../../parts/field.tsx";
import { AccountStep, RegistrationFrame, Step, type TypedAccount } from "./parts.tsx";

/** The step of a provider's registration, with what the steps before it found. */
export type RegistrationStep =
  | { name: "nit"; typed: string }
  | { name: "cedula"; nit: Nit; typed: string }
  | { name: "cuenta"; nit: Nit; legalName: string; account: TypedAccount };

type Props = { step: RegistrationStep; errors: FieldError[]; eps: Eps; nonce: string };

/** Registrar Usuario for providers: NIT, cédula, policies and password, link. */
export function RegistrationPage({ step, errors, eps, nonce }: Props) {
  const account = step.name === "cuenta" ? step.account : undefined;
  const rest = { path: "/registro", errors, nonce } as const;
  return (
    <RegistrationFrame place={PLACES[step.name]} places={4} {...rest}>
      <NitStep step={step} errors={errors} />
      <CedulaStep step={step} errors={errors} />
      <AccountStep place={3} typed={account} eps={eps} {...rest} />
      <Step place={4} title="Activar" state="later">
        <p class="soft">Enviaremos un enlace al correo que {eps.name} tiene de su IPS.</p>
      </Step>
    </RegistrationFrame>
  );
}

const PLACES = { nit: 1, cedula: 2, cuenta: 3 };

type StepProps = { step: RegistrationStep; errors: FieldError[] };

function NitStep({ step, errors }: StepProps) {
  if (step.name !== "nit") {
    return (
      <Step place={1} title="NIT de la IPS" state="done" change="/registro?paso=nit">
        <p>
          <strong>{formatNit(step.nit)}</strong>
        </p>
      </Step>
    );
  }
  return (
    <Step place={1} title="" state="open">
      <form class="stack" method="post" action="/registro" novalidate>
        <input type="hidden" name="paso" value="nit" />
        <Field
          name="nit"
          label="Nit IPS"
          hint="Con o sin dígito de verificación."
          value={step.typed}
          errors={errors}
          inputmode="numeric"
          maxlength={30}
          autofocus={errors.length === 0}
        />
        <button type="submit" class="button">Consultar</button>
      </form>
    </Step>
  );
}

function CedulaStep({ step, errors }: StepProps) {
  if (step.name === "nit") return <Step place={2} title="Cédula" state="later" />;
  if (step.name === "cuenta") {
    return (
      <Step place={2} title="Representante legal" state="done" change="/registro?paso=cedula">
        <p>
          Representante legal de <strong>{step.legalName}</strong>
        </p>
      </Step>
    );
  }
  return (
    <Step place={2} title="" state="open">
      <form class="stack" method="post" action="/registro" novalidate>
        <input type="hidden" name="paso" value="cedula" />
        <Field
          name="cedula"
          label="Cédula"
          hint="El número de la cédula del representante legal y, pegado al final, un 1. Si es 12345678, escriba 123456781."
          value={step.typed}
          errors={errors}
          inputmode="numeric"
          maxlength={30}
          autofocus={errors.length === 0}
        />
        <button type="submit" class="button">Validar</button>
      </form>
    </Step>
  );
}
