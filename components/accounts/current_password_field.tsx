import type { FieldError } from "../../domain/errors.ts";
import { Field } from "../parts/field.tsx";

/** The password that one must type again before changing what protects the account. */
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
