import type { FieldError } from "../../domain/errors.ts";
import { MAX_REASON } from "../../domain/reason.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  action: string;
  /** The list that the person was found in. */
  list: { href: string; name: string };
  /** Who will read the reason, in a sentence. */
  told: string;
  example: string;
  back: string;
  typed: string;
  errors: FieldError[];
  csrfToken: string;
};

/** Why the staff wants to see one person's data: asked once, and told to whom `told` says. */
export function ViewReasonPage(props: Props) {
  const { action, list, told, example, back, typed, errors, csrfToken } = props;
  return (
    <div class="reading">
      <Crumb href={list.href}>{list.name}</Crumb>
      <h1>¿Por qué necesita ver los datos de esta persona?</h1>
      <p class="lead">Lo escribe una vez y sirve media hora, solo para esta persona. {told}</p>
      <ErrorSummary errors={errors} purpose="seguir" />
      <form class="card stack narrow" method="post" action={action} novalidate>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="volver" value={back} />
        <TextAreaField
          name="motivo"
          label="Motivo"
          hint={`Por ejemplo: ${example}`}
          max={MAX_REASON}
          value={typed}
          errors={errors}
          rows={3}
        />
        <button type="submit" class="button">Ver los datos</button>
      </form>
    </div>
  );
}
