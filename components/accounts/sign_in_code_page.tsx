import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";

/** The second step of a sign-in. */
export function SignInCodePage({ errors }: { errors: FieldError[] }) {
  return (
    <div class="reading">
      <h1>Código de verificación</h1>
      <ErrorSummary errors={errors} purpose="iniciar sesión" />
      <form class="card stack narrow" method="post" action="/zona-ser/codigo" novalidate>
        <Field
          name="codigo"
          label="Código"
          hint="Los seis números que muestra su aplicación, o uno de sus códigos de recuperación."
          errors={errors}
          autocomplete="one-time-code"
          maxlength={40}
          autofocus={errors.length === 0}
        />
        <button type="submit" class="button">Entrar</button>
        <p>
          <a href="/zona-ser">Empezar de nuevo</a>
        </p>
      </form>
    </div>
  );
}
