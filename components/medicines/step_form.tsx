import type { FieldError } from "../../domain/errors.ts";
import { MAX_REFUSAL, type TypedStep } from "../../domain/medicines/step_form.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { errorOf, Field, FieldMessage } from "../parts/field.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";

type Props = { action: string; typed: TypedStep; errors: FieldError[]; csrfToken: string };

const CHOICES = [
  ["programar", "Programar la entrega", "El afiliado ve la fecha."],
  ["entregar", "Marcar como entregada", "La solicitud termina."],
  ["rechazar", "No procede", "El afiliado lee el motivo."],
] as const;

/** What the staff does with a request; the style sheet shows the field of the chosen step alone. */
export function StepForm({ action, typed, errors, csrfToken }: Props) {
  const error = errorOf(errors, "accion");
  return (
    <form class="card stack step-form" method="post" action={action} novalidate>
      <CsrfField token={csrfToken} />
      <fieldset id="accion" aria-describedby={error ? "accion-error" : undefined}>
        <legend>¿Qué se hace con esta solicitud?</legend>
        <FieldMessage name="accion" error={error} />
        {CHOICES.map(([value, words, hint]) => (
          <div class="choice">
            <input
              type="radio"
              id={`accion-${value}`}
              name="accion"
              value={value}
              checked={value === typed.accion}
            />
            <label for={`accion-${value}`}>
              {words} <span class="hint">{hint}</span>
            </label>
          </div>
        ))}
      </fieldset>
      <div class="day-field">
        <Field
          name="fecha"
          label="Fecha de entrega"
          hint="Día, mes y año: 05/03/2026."
          value={typed.fecha}
          errors={errors}
          inputmode="numeric"
          maxlength={20}
        />
      </div>
      <div class="reason-field">
        <TextAreaField
          name="motivo"
          label="Motivo"
          value={typed.motivo}
          max={MAX_REFUSAL}
          rows={3}
          errors={errors}
        />
      </div>
      <button type="submit" class="button">Guardar</button>
    </form>
  );
}
