import type { FieldError } from "../../domain/errors.ts";
import { formatCount } from "../../domain/thousands.ts";
import { describedBy, errorOf, FieldMessage } from "./field.tsx";

type Props = {
  name: string;
  /** Set where a page has several fields of the same name. */
  id?: string;
  label: string;
  value: string;
  hint?: string;
  /**
   * How many characters are accepted; the browser does not cut a longer text, so that nothing typed
   * is lost.
   */
  max?: number;
  errors?: FieldError[];
  rows?: number;
};

/** A labelled text of some lines with its limit, and its error between hint and box. */
export function TextAreaField(props: Props) {
  const { name, id = name, label, value, errors, rows = 5 } = props;
  const error = errorOf(errors, id);
  const hint = hintOf(props);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <FieldMessage name={id} error={error} />
      <textarea
        id={id}
        name={name}
        rows={rows}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(id, hint, error)}
      >
        {value}
      </textarea>
    </div>
  );
}

function hintOf({ hint, max }: Props): string {
  return [hint, max && `Hasta ${formatCount(max)} caracteres.`].filter(Boolean).join(" ");
}
