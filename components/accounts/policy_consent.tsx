import type { FieldError } from "../../domain/errors.ts";
import type { Eps } from "../../domain/eps.ts";
import { errorOf, FieldMessage } from "../parts/field.tsx";
import { PolicyText } from "./policy_text.tsx";

type Props = {
  accepted: boolean;
  errors: FieldError[];
  eps: Eps;
};

/** The policies to be read, and the box by which they are accepted; the box is never disabled. */
export function PolicyConsent({ accepted, errors, eps }: Props) {
  const error = errorOf(errors, "politicas");
  return (
    <div class="field">
      <FieldMessage name="politicas" error={error} />
      <div class="choice">
        <input
          id="politicas"
          name="politicas"
          type="checkbox"
          value="si"
          checked={accepted}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={error && "politicas-error"}
        />
        <label for="politicas">Ver y Aceptar las Políticas del Sitio</label>
      </div>
      <details class="policy">
        <summary>Leer el texto completo</summary>
        <div class="policy-text prose">
          <PolicyText eps={eps} />
        </div>
      </details>
    </div>
  );
}
