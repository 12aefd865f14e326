import type { Child } from "hono/jsx";
import type { FieldError } from "../../domain/errors.ts";
import { errorOf, FieldMessage } from "../parts/field.tsx";

type Choice = { value: string; name: string; more?: Child };
type Props = { name: string; legend: string; choices: Choice[]; errors: FieldError[] };

/** One choice of several, each as large as a thumb, with what there is to know of it. */
export function ChoiceCards({ name, legend, choices, errors }: Props) {
  return (
    <fieldset class="choice-cards">
      <legend class="visually-hidden">{legend}</legend>
      <FieldMessage name={name} error={errorOf(errors, name)} />
      {choices.map(({ value, name: words, more }, index) => (
        <div class="card choice">
          <input
            type="radio"
            id={index === 0 ? name : `${name}-${index}`}
            name={name}
            value={value}
          />
          <label for={index === 0 ? name : `${name}-${index}`}>
            <strong>{words}</strong>
            {more}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
