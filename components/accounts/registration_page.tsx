import type { Child } from "hono/jsx";
import type { FieldError } from "../../domain/errors.ts";
import { formatNit, type Nit } from "../../domain/nit.ts";
import type { PasswordRule } from "../../domain/accounts/password.ts";
import type { Eps } from "../../domain/eps.ts";
import { boost, unboosted } from "../parts/boost.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { NewPasswordFields } from "./new_password_fields.tsx";
import { PolicyConsent } from "./policy_consent.tsx";

/** The step of the registration, with what the steps before it found. */
export type RegistrationStep =
  | { name: "nit"; typed: string }
  | { name: "cedula"; nit: Nit; typed: string }
  | { name: "cuenta"; nit: Nit; legalName: string; accepted: boolean; rules: PasswordRule[] };

type Props = { step: RegistrationStep; errors: FieldError[]; eps: Eps; nonce: string };

/** Registrar Usuario: one page whose next part appears when the one before is answered. */
export function RegistrationPage({ step, errors, eps, nonce }: Props) {
  return (
    <div class="reading" {...boost("registro", nonce, "drop")}>
      <p class="crumb">
        <a href="/zona-ser" {...unboosted(nonce)}>
          <Icon name="back" /> Zona Ser
        </a>
      </p>
      <h1>Registrar Usuario</h1>
      <p class="soft" role="status">Paso {PLACES[step.name]} de 4</p>
      <ErrorSummary errors={errors} purpose="seguir con el registro" />
      <ol class="card steps">
        <NitStep step={step} errors={errors} />
        <CedulaStep step={step} errors={errors} />
        <AccountStep step={step} errors={errors} eps={eps} nonce={nonce} />
        <Step place={4} title="Activar" state="later">
          <p class="soft">Enviaremos un enlace al correo que {eps.name} tiene de su IPS.</p>
        </Step>
      </ol>
    </div>
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
          hint="La del representante legal, con un 1 al final."
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

function AccountStep({ step, errors, eps, nonce }: StepProps & { eps: Eps; nonce: string }) {
  const title = "Políticas y clave de acceso";
  if (step.name !== "cuenta") return <Step place={3} title={title} state="later" />;
  return (
    <Step place={3} title={title} state="open">
      <form
        class="stack"
        method="post"
        action="/registro"
        novalidate
        hx-sync="this:drop"
        hx-nonce={nonce}
      >
        <input type="hidden" name="paso" value="cuenta" />
        <PolicyConsent accepted={step.accepted} errors={errors} eps={eps} />
        <NewPasswordFields
          rules={step.rules}
          errors={errors}
          nonce={nonce}
          rulesHref="/registro/reglas"
        />
        <button type="submit" class="button">Aceptar</button>
      </form>
    </Step>
  );
}

type OneStepProps = {
  place: number;
  title: string;
  state: "done" | "open" | "later";
  change?: string;
  children?: Child;
};

function Step({ place, title, state, change, children }: OneStepProps) {
  return (
    <li class={`step step-${state}`}>
      <span class="step-mark">{state === "done" ? <Icon name="check" /> : place}</span>
      <div class="step-body">
        {title && <h2 class="step-title">{title}</h2>}
        {children}
      </div>
      {change && <a class="step-change" href={change} aria-label={`Cambiar: ${title}`}>Cambiar</a>}
    </li>
  );
}

type ReceivedProps = { eps: Eps; isAgain: boolean; nonce: string };

/** The one answer to a finished registration, whatever the EPS knows of the provider. */
export function RegistrationReceivedPage({ eps, isAgain, nonce }: ReceivedProps) {
  return (
    <div class="reading" {...boost("registro", nonce, "drop")}>
      <h1>Registrar Usuario</h1>
      <Notice kind="ok">
        <p tabindex={-1} autofocus>
          <strong>Registro recibido.</strong> Enviamos un enlace al correo que {eps.name}{" "}
          tiene de su IPS.
        </p>
      </Notice>
      <div class="card prose">
        <h2>Qué sigue</h2>
        <ol class="numbered">
          <li>Abra el correo y siga el enlace. Vence en 24 horas y sirve una sola vez.</li>
          <li>Escriba la contraseña que acaba de escoger.</li>
          <li>Entre a Zona Ser con su NIT.</li>
        </ol>
        <p>
          Si en unos minutos no le llega, revise el correo no deseado o llame a la línea{" "}
          <strong>{eps.phone}</strong>. Si {eps.name} no tiene el correo de su IPS,{" "}
          <a href="/registro/solicitud" {...unboosted(nonce)}>pida que lo registren</a>.
        </p>
        <form class="actions" method="post" action="/registro">
          <input type="hidden" name="paso" value="reenviar" />
          <button type="submit" class="button button-second">Enviar el enlace otra vez</button>
          <a class="button button-quiet" href="/registro?paso=nit">Registrar otra IPS</a>
        </form>
        {isAgain && (
          <p role="status">
            Si había un enlace pendiente, enviamos otro y el anterior ya no sirve.
          </p>
        )}
      </div>
    </div>
  );
}
