import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";

type Props = { link: string; errors: FieldError[] };

/** The page of an activation link: whoever registered proves it with the password chosen then. */
export function ActivationPage({ link, errors }: Props) {
  return (
    <div class="reading">
      <h1>Active su cuenta</h1>
      <ErrorSummary errors={errors} purpose="activar la cuenta" />
      <form class="card stack narrow" method="post" action="/activar" novalidate>
        <input type="hidden" name="enlace" value={link} />
        <Field
          name="contrasena"
          label="Contraseña"
          hint="La que escogió al registrarse."
          type="password"
          errors={errors}
          autocomplete="current-password"
        />
        <button type="submit" class="button">Activar cuenta</button>
      </form>
    </div>
  );
}

export function SpentLinkPage() {
  return (
    <div class="reading">
      <h1>Active su cuenta</h1>
      <Notice kind="warn">
        <p>Este enlace ya se usó o venció. Pida uno nuevo.</p>
      </Notice>
      <p class="actions">
        <a class="button" href="/registro">Registrar de nuevo</a>
        <a class="button button-second" href="/zona-ser">Ir a Zona Ser</a>
      </p>
    </div>
  );
}
