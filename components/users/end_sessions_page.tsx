import { MAX_REASON } from "../../domain/reason.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { USERS } from "../staff/links.ts";
import { Crumb } from "../parts/crumb.tsx";

/** What must be typed, so that nobody ends everybody's sessions by mistake. */
export const END_ALL_PHRASE = "CERRAR TODAS";

type Props = {
  typed: { frase: string; motivo: string };
  errors: FieldError[];
  csrfToken: string;
};

/** Ends the sessions of everybody: for the day on which a secret leaked. */
export function EndSessionsPage({ typed, errors, csrfToken }: Props) {
  return (
    <div class="reading">
      <Crumb href={USERS}>Usuarios</Crumb>
      <h1>Cerrar las sesiones de todos</h1>
      <ErrorSummary errors={errors} purpose="cerrar las sesiones" />
      <Notice kind="warn">
        <p>
          Todas las personas, también usted, deben entrar de nuevo. Lo que estén escribiendo sin
          guardar se pierde y las descargas se cortan. Los tokens de API siguen sirviendo.
        </p>
      </Notice>
      <form class="card stack narrow" method="post" action={`${USERS}/sesiones`} novalidate>
        <CsrfField token={csrfToken} />
        <TextAreaField
          name="motivo"
          label="Motivo"
          max={MAX_REASON}
          value={typed.motivo}
          errors={errors}
          rows={3}
        />
        <Field
          name="frase"
          label={`Escriba ${END_ALL_PHRASE}`}
          value={typed.frase}
          errors={errors}
          maxlength={40}
        />
        <button type="submit" class="button button-bad">Cerrar las sesiones de todos</button>
      </form>
    </div>
  );
}
