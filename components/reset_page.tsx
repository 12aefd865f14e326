import type { FieldError } from "../domain/errors.ts";
import type { PasswordRule } from "../domain/registration.ts";
import { ErrorSummary } from "./error_summary.tsx";
import { Field } from "./field.tsx";
import { NewPasswordFields } from "./new_password_fields.tsx";
import { Notice } from "./notice.tsx";

type Eps = { name: string; phone: string };

/** Forgotten password: ask for a link. */
export function AskResetPage({ typed, errors }: { typed: string; errors: FieldError[] }) {
  return (
    <div class="reading">
      <h1>¿Olvidó la clave?</h1>
      <ErrorSummary errors={errors} purpose="enviarle el enlace" />
      <form class="card stack narrow" method="post" action="/clave" novalidate>
        <Field
          name="usuario"
          label="Usuario"
          hint="El NIT de su IPS. El enlace llega al correo que tenemos registrado."
          value={typed}
          errors={errors}
          autocomplete="username"
          maxlength={40}
        />
        <button type="submit" class="button">Enviar enlace</button>
      </form>
    </div>
  );
}

/** The one answer, whether there is such an account or not. */
export function ResetAskedPage({ eps }: { eps: Eps }) {
  return (
    <div class="reading">
      <h1>¿Olvidó la clave?</h1>
      <Notice kind="ok">
        <p>
          Si ese usuario tiene cuenta, enviamos un enlace al correo que {eps.name}{" "}
          tiene de su IPS. Vence en una hora.
        </p>
      </Notice>
      <p>
        Si en unos minutos no le llega, revise el correo no deseado o llame a la línea{" "}
        <strong>{eps.phone}</strong>.
      </p>
    </div>
  );
}

type ChooseProps = { action: string; rules: PasswordRule[]; errors: FieldError[]; nonce: string };

/** The page of the link: choose a new password. */
export function ChoosePasswordPage({ action, rules, errors, nonce }: ChooseProps) {
  return (
    <div class="reading">
      <h1>Escoja una contraseña nueva</h1>
      <ErrorSummary errors={errors} purpose="cambiar la contraseña" />
      <form class="card stack narrow" method="post" action={action} novalidate>
        <NewPasswordFields
          rules={rules}
          errors={errors}
          nonce={nonce}
          rulesHref={action.replace("/clave", "/clave/reglas")}
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
