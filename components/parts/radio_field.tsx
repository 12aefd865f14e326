import type { FieldError } from "../../domain/errors.ts";
import { errorOf, FieldMessage } from "./field.tsx";

type Props = {
  name: string;
  label: string;
  value: string;
  /** Each with its words, and more about it where that helps to choose. */
  options: readonly (readonly [value: string, words: string, about?: string])[];
  errors: FieldError[];
};

/** A few answers of which one is ticked, each a large target. */
export function RadioField({ name, label, value, options, errors }: Props) {
  const error = errorOf(errors, name);
  return (
    <fieldset class="field" id={name} aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{label}</legend>
      <FieldMessage name={name} error={error} />
      {options.map(([one, words, about]) => (
        <div class="choice">
          <input
            type="radio"
            id={`${name}-${one}`}
            name={name}
            value={one}
            checked={one === value}
          />
          <label for={`${name}-${one}`}>
            {words}
            {about && <span class="hint">{about}</span>}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
