import type { FieldError } from "../../domain/errors.ts";
import { BackToAccount } from "./back_to_account.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { CurrentPasswordField } from "./current_password_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";

type Props = {
  /** The present address, with only its ends legible. */
  current: string | null;
  isOnFile: boolean;
  typed: string;
  errors: FieldError[];
  csrfToken: string;
};

/** A new address, which is used once its owner has confirmed it. */
export function AccountEmailPage({ current, isOnFile, typed, errors, csrfToken }: Props) {
  return (
    <div class="reading">
      <BackToAccount />
      <h1>Correo</h1>
      <ErrorSummary errors={errors} purpose="cambiar el correo" />
      <p class="lead">
        {current
          ? (
            <>
              Hoy los enlaces llegan a <strong>{current}</strong>.
            </>
          )
          : "Hoy no hay un correo registrado."} {isOnFile &&
          "Es el correo de su IPS: desde él se recupera la cuenta."}
      </p>
      <form class="card stack narrow" method="post" action="/cuenta/correo" novalidate>
        <CsrfField token={csrfToken} />
        <Field
          name="correo"
          label="Correo nuevo"
          hint="Le enviamos un enlace para confirmarlo, y un aviso al de hoy."
          value={typed}
          errors={errors}
          autocomplete="email"
          inputmode="email"
          maxlength={254}
        />
        <CurrentPasswordField errors={errors} />
        <button type="submit" class="button">Enviar enlace</button>
      </form>
    </div>
  );
}

export function EmailAskedPage({ email }: { email: string }) {
  return (
    <div class="reading">
      <BackToAccount />
      <h1>Correo</h1>
      <Notice kind="ok">
        <p>
          Enviamos un enlace a{" "}
          {email}. Ábralo y escriba su contraseña; hasta entonces nada cambia. Vence en una hora.
        </p>
      </Notice>
    </div>
  );
}

type ConfirmProps = { link: string; errors: FieldError[] };

/** The page of the link that a new address got. */
export function ConfirmEmailPage({ link, errors }: ConfirmProps) {
  return (
    <div class="reading">
      <h1>Confirme su correo nuevo</h1>
      <ErrorSummary errors={errors} purpose="cambiar el correo" />
      <form class="card stack narrow" method="post" action="/cuenta/correo/confirmar" novalidate>
        <input type="hidden" name="enlace" value={link} />
        <Field
          name="contrasena"
          label="Contraseña"
          hint="La misma con la que entra al portal."
          type="password"
          errors={errors}
          autocomplete="current-password"
        />
        <button type="submit" class="button">Confirmar correo</button>
      </form>
    </div>
  );
}

export function SpentEmailPage() {
  return (
    <div class="reading">
      <h1>Confirme su correo nuevo</h1>
      <Notice kind="warn">
        <p>Este enlace ya se usó o venció, o ese correo ya es de otra persona.</p>
      </Notice>
      <p class="actions">
        <a class="button" href="/cuenta/correo">Pedir otro enlace</a>
      </p>
    </div>
  );
}
