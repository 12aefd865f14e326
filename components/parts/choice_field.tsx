import type { FieldError } from "../../domain/errors.ts";
import { describedBy, errorOf, FieldMessage } from "./field.tsx";

type Props = {
  name: string;
  label: string;
  value: string;
  hint?: string;
  options: readonly (readonly [value: string, name: string])[];
  errors?: FieldError[];
};

/** A labelled list of which one is chosen, with its hint, and its error between hint and list. */
export function ChoiceField({ name, label, value, hint, options, errors }: Props) {
  const error = errorOf(errors, name);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint && <p class="hint" id={`${name}-hint`}>{hint}</p>}
      <FieldMessage name={name} error={error} />
      <select
        id={name}
        name={name}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(name, hint, error)}
      >
        {options.map(([one, words]) => <option value={one} selected={one === value}>{words}
        </option>)}
      </select>
    </div>
  );
}
