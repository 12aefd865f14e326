import type { FieldError } from "../../domain/errors.ts";
import { Field } from "../parts/field.tsx";

/** The password that whoever is signed in must give again before something that guards the account. */
export function CurrentPasswordField({ errors }: { errors: FieldError[] }) {
  return (
    <Field
      name="actual"
      label="Contraseña actual"
      type="password"
      errors={errors}
      autocomplete="current-password"
    />
  );
}
