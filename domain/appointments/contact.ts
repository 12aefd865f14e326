import type { FieldError } from "../errors.ts";
import { canonicalEmail } from "../providers/provider.ts";
import type { AppointmentContact } from "./booking.ts";

/** As the fields of the form are named. */
export type TypedContact = { telefono: string; direccion: string; correo: string };

const MAX_ADDRESS = 200;
const MIN_ADDRESS = 4;

/** Reads how somebody wants to be reached, or says what is wrong with each field. */
export function readContact(
  typed: TypedContact,
): { contact: AppointmentContact } | { errors: FieldError[] } {
  const phone = readPhone(typed.telefono);
  const address = typed.direccion.trim().replace(/\s+/g, " ");
  const email = canonicalEmail(typed.correo);
  const errors = [
    !phone && { field: "telefono", message: PHONE_EXPECTED },
    (address.length < MIN_ADDRESS || address.length > MAX_ADDRESS) &&
    { field: "direccion", message: "Escriba su dirección, por ejemplo Calle 30 # 12-40." },
    !email && { field: "correo", message: "Escriba un correo completo, como nombre@correo.com." },
  ].filter((error) => error !== false);
  return phone && email && errors.length === 0
    ? { contact: { phone, address, email } }
    : { errors };
}

const PHONE_EXPECTED = "Escriba el teléfono completo: 10 cifras, por ejemplo 300 123 4567.";

/** A telephone as it was typed, with 7 to 15 digits; undefined where it is none. */
export function readPhone(text: string): string | undefined {
  const plain = text.trim().replace(/\s+/g, " ");
  const digits = plain.replace(/\D/g, "").length;
  return /^\+?[\d ().-]+$/.test(plain) && digits >= 7 && digits <= 15 ? plain : undefined;
}

export function phoneError(typed: string): FieldError[] {
  return readPhone(typed) ? [] : [{ field: "telefono", message: PHONE_EXPECTED }];
}
