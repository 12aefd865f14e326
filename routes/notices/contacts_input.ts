import { z } from "zod";
import { type Contact, MAX_CONTACTS } from "../../domain/notices/contact.ts";

const address = z.string().max(300).default("");
const wish = z.string().max(10).optional();
const NUMBERS = Array.from({ length: MAX_CONTACTS }, (_, index) => index + 1);

/** The form of up to five addresses that get notices; other fields are ignored. */
export const CONTACTS_FORM = z.object({
  accion: z.enum(["avisos"]),
  ...Object.fromEntries(NUMBERS.map((number) => [`correo${number}`, address])),
  ...Object.fromEntries(NUMBERS.map((number) => [`pagos${number}`, wish])),
  ...Object.fromEntries(NUMBERS.map((number) => [`semana${number}`, wish])),
});

/** The rows in which something was typed, in their order; only the spaces around it are dropped. */
export function readContacts(form: Record<string, unknown>): Contact[] {
  return NUMBERS.map((number) => ({
    address: String(form[`correo${number}`] ?? "").trim(),
    wantsPostings: form[`pagos${number}`] !== undefined,
    wantsWeekly: form[`semana${number}`] !== undefined,
  })).filter(({ address }) => address !== "");
}
