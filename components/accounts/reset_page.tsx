import type { FieldError } from "../../domain/errors.ts";
import type { PasswordRule } from "../../domain/accounts/password.ts";
import type { Eps } from "../../domain/eps.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { NewPasswordFields } from "./new_password_fields.tsx";
import { Notice } from "../parts/notice.tsx";
import { UserKindField } from "./user_kind_field.tsx";

type AskProps = {
  typed: { tipo: string; tipoDocumento: string; usuario: string };
  errors: FieldError[];
};

/** Forgotten password: ask for a link. */
export function AskResetPage({ typed, errors }: AskProps) {
  return (
    <div class="reading">
      <h1>¿Olvidó la clave?</h1>
      <ErrorSummary errors={errors} purpose="enviarle el enlace" />
      <form class="card stack narrow" method="post" action="/clave" novalidate>
        <UserKindField typed={typed} />
        <Field
          name="usuario"
          label="Usuario"
          hint="El NIT de su IPS o su correo; afiliados, el número de su documento. El enlace llega al correo que tenemos registrado."
          value={typed.usuario}
          errors={errors}
          autocomplete="username"
          maxlength={254}
        />
        <button type="submit" class="button">Enviar enlace</button>
      </form>
    </div>
  );
}

/** The answer, the same whether there is such an account or not. */
export function ResetAskedPage({ eps }: { eps: Eps }) {
  return (
    <div class="reading">
      <h1>¿Olvidó la clave?</h1>
      <Notice kind="ok">
        <p>
          Si ese usuario tiene cuenta, enviamos un enlace al correo que {eps.name}{" "}
          tiene registrado. Vence en una hora.
        </p>
      </Notice>
      <p>
        Si en unos minutos no le llega, revise el correo no deseado o llame a la línea{" "}
        <strong class="nowrap">{eps.phone}</strong>.
      </p>
    </div>
  );
}

type ChooseProps = { link: string; rules: PasswordRule[]; errors: FieldError[]; nonce: string };

/** The page of the link: choose a new password. */
export function ChoosePasswordPage({ link, rules, errors, nonce }: ChooseProps) {
  return (
    <div class="reading">
      <h1>Escoja una contraseña nueva</h1>
      <ErrorSummary errors={errors} purpose="cambiar la contraseña" />
      <form class="card stack narrow" method="post" action="/clave" novalidate>
        <input type="hidden" name="enlace" value={link} />
        <NewPasswordFields
          rules={rules}
          errors={errors}
          nonce={nonce}
          rulesHref="/clave/reglas"
        />
        <button type="submit" class="button">Cambiar contraseña</button>
      </form>
    </div>
  );
}

export function SpentResetPage() {
  return (
    <div class="reading">
      <h1>Escoja una contraseña nueva</h1>
      <Notice kind="warn">
        <p>Este enlace ya se usó o venció. Pida uno nuevo.</p>
      </Notice>
      <p class="actions">
        <a class="button" href="/clave">Pedir otro enlace</a>
      </p>
    </div>
  );
}
