import type { FieldError } from "../../domain/errors.ts";
import { describedBy, errorOf, FieldMessage } from "./field.tsx";

type Props = {
  name: string;
  /** Where a page has several fields of one name. */
  id?: string;
  label: string;
  value: string;
  hint?: string;
  errors?: FieldError[];
  rows?: number;
};

/** A labelled text of some lines, with its error between hint and box. */
export function TextAreaField({ name, id = name, label, value, hint, errors, rows = 5 }: Props) {
  const error = errorOf(errors, id);
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
