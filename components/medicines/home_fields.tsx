import type { FieldError } from "../../domain/errors.ts";
import { MAX_ADDRESS, type TypedHome } from "../../domain/medicines/request_form.ts";
import { Field } from "../parts/field.tsx";

/** Where a medicine is to be brought, and whom to call. */
export function HomeFields({ typed, errors }: { typed: TypedHome; errors: FieldError[] }) {
  return (
    <>
      <Field
        name="direccion"
        label="Dirección"
        hint="Con el barrio y el municipio."
        value={typed.direccion}
        errors={errors}
        autocomplete="address-line1"
        maxlength={MAX_ADDRESS + 1}
      />
      <Field
        name="telefono"
        label="Teléfono"
        hint="Lo llamamos antes de ir."
        value={typed.telefono}
        errors={errors}
        autocomplete="tel"
        inputmode="tel"
        maxlength={40}
      />
    </>
  );
}
