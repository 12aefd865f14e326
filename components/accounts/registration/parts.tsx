import type { Child, PropsWithChildren } from "hono/jsx";
import type { PasswordRule } from "../../../domain/accounts/password.ts";
import type { Eps } from "../../../domain/eps.ts";
import type { FieldError } from "../../../domain/errors.ts";
import { boost, unboosted } from "../../parts/boost.ts";
import { ErrorSummary } from "../../parts/error_summary.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/notice.tsx";
import { NewPasswordFields } from "../new_password_fields.tsx";
import { PolicyConsent } from "../policy_consent.tsx";

/** Who registers: each has its steps at its own address. */
const WAYS = [["Prestador", "/registro"], ["Afiliado", "/afiliados/registro"]] as const;
export type RegistrationPath = typeof WAYS[number][1];

type FrameProps = PropsWithChildren<{
  path: RegistrationPath;
  /** The open step, and how many there are. */
  place: number;
  places: number;
  errors: FieldError[];
  nonce: string;
}>;

/** Registrar Usuario: one page whose next step appears when the one before is answered. */
export function RegistrationFrame({ path, place, places, errors, nonce, children }: FrameProps) {
  return (
    <div class="reading" {...boost("registro", nonce, "drop")}>
      <p class="crumb">
        <a href="/zona-ser" {...unboosted(nonce)}>
          <Icon name="back" /> Zona Ser
        </a>
      </p>
      <h1>Registrar Usuario</h1>
      <nav class="chips" aria-label="Quién se registra">
        {WAYS.map(([name, href]) => (
          <a
            class="chip"
            href={href}
            aria-current={href === path ? "true" : undefined}
            {...unboosted(nonce)}
          >
            {name}
          </a>
        ))}
      </nav>
      <p class="soft step-count" role="status">Paso {place} de {places}</p>
      <ErrorSummary errors={errors} purpose="seguir con el registro" />
      <ol class="card steps">{children}</ol>
    </div>
  );
}

type StepProps = {
  place: number;
  title: string;
  state: "done" | "open" | "later";
  change?: string;
  children?: Child;
};

export function Step({ place, title, state, change, children }: StepProps) {
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

/** The policies and the password, as far as they were filled in. */
export type TypedAccount = { accepted: boolean; rules: PasswordRule[] };

type AccountProps = {
  place: number;
  path: RegistrationPath;
  /** Undefined where the steps before it are not answered. */
  typed: TypedAccount | undefined;
  errors: FieldError[];
  eps: Eps;
  nonce: string;
};

export function AccountStep({ place, path, typed, errors, eps, nonce }: AccountProps) {
  const title = "Políticas y clave de acceso";
  if (!typed) return <Step place={place} title={title} state="later" />;
  return (
    <Step place={place} title={title} state="open">
      <form
        class="stack"
        method="post"
        action={path}
        novalidate
        hx-sync="this:drop"
        hx-nonce={nonce}
      >
        <input type="hidden" name="paso" value="cuenta" />
        <PolicyConsent accepted={typed.accepted} errors={errors} eps={eps} />
        <NewPasswordFields
          rules={typed.rules}
          errors={errors}
          nonce={nonce}
          rulesHref={`${path}/reglas`}
        />
        <button type="submit" class="button">Aceptar</button>
      </form>
    </Step>
  );
}

type ReceivedProps = {
  path: RegistrationPath;
  eps: Eps;
  isAgain: boolean;
  nonce: string;
  words: ReceivedWords;
};

/** What the answer says to a provider, or to an affiliate. */
export type ReceivedWords = {
  sent: string;
  enter: string;
  /** For whom the EPS has no address of. */
  without: string;
  another: string;
  /** The address of the first step. */
  first: string;
};

/** The one answer to a finished registration, whatever the EPS knows. */
export function RegistrationReceivedPage({ path, eps, isAgain, nonce, words }: ReceivedProps) {
  return (
    <div class="reading" {...boost("registro", nonce, "drop")}>
      <h1>Registrar Usuario</h1>
      <Notice kind="ok">
        <p tabindex={-1} autofocus>
          <strong>Registro recibido.</strong> {words.sent}
        </p>
      </Notice>
      <div class="card prose">
        <h2>Qué sigue</h2>
        <ol class="numbered">
          <li>Abra el correo y siga el enlace. Vence en 24 horas y sirve una sola vez.</li>
          <li>Escriba la contraseña que acaba de escoger.</li>
          <li>{words.enter}</li>
        </ol>
        <p>
          Si en unos minutos no le llega, revise el correo no deseado o llame a la línea{" "}
          <strong class="nowrap">{eps.phone}</strong>. {words.without},{" "}
          <a href={`${path}/solicitud`} {...unboosted(nonce)}>pida que lo registren</a>.
        </p>
        <form class="actions" method="post" action={path}>
          <input type="hidden" name="paso" value="reenviar" />
          <button type="submit" class="button button-second">Enviar el enlace otra vez</button>
          <a class="button button-quiet" href={words.first}>{words.another}</a>
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
