import type { FieldError } from "../../domain/errors.ts";
import { describedBy, errorOf, FieldMessage } from "./field.tsx";
import { Icon } from "./icon.tsx";

/** The two ends of a range: their names in the manual, and the name of the calendar button. */
export const DATE_FIELDS = {
  desde: { label: "Desde", choose: "Elegir la fecha inicial" },
  hasta: { label: "Hasta", choose: "Elegir la fecha final" },
} as const;

export type DateFieldName = keyof typeof DATE_FIELDS;

type Props = {
  name: DateFieldName;
  value: string;
  errors?: FieldError[];
  nonce: string;
  autofocus?: boolean;
};

/** A date that is typed, or picked from the calendar image beside it. */
export function DateField({ name, value, errors, nonce, autofocus }: Props) {
  const { label, choose } = DATE_FIELDS[name];
  const error = errorOf(errors, name);
  return (
    <div class="field date-field" id={`campo-${name}`}>
      <label for={name}>{label}</label>
      <FieldMessage name={name} error={error} />
      <div class="joined">
        <input
          id={name}
          name={name}
          value={value}
          inputmode="numeric"
          autocomplete="off"
          maxlength={20}
          placeholder="dd/mm/aaaa"
          autofocus={autofocus}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={describedBy(name, undefined, error)}
        />
        <button
          type="button"
          class="calendar-button"
          aria-label={choose}
          popovertarget={`calendario-${name}`}
          hx-get={`/calendario?campo=${name}`}
          hx-include={`#${name}`}
          hx-target={`#calendario-${name}`}
          hx-swap="innerHTML"
          hx-nonce={nonce}
        >
          <Icon name="calendar" />
        </button>
      </div>
      <div class="calendar-popover" id={`calendario-${name}`} popover="auto"></div>
    </div>
  );
}
