import { addBusinessDays } from "../business_days.ts";
import type { CivilDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { readAmountText, settle } from "../amount.ts";
import type { Cents } from "../money.ts";
import { type Nit, parseNit } from "../nit.ts";
import { canonicalEmail } from "./provider.ts";

/** What a provider without an address on file says of itself, checked. */
export type RegistrationRequest = {
  nit: Nit;
  documentNumber: string;
  paidAmount: Cents;
  representativeId: string;
  contactName: string;
  contactPhone: string;
  contactEmail: string;
};

/** The same as typed, by the names of the form's fields. */
export type TypedRequest = Record<
  "nit" | "documento" | "valor" | "cedula" | "nombre" | "telefono" | "correo",
  string
>;

const MAX_TEXT = 200;
const DECISION_BUSINESS_DAYS = 3;

/** The day by which the staff must decide on a request of today. */
export function requestDueDate(today: CivilDate): CivilDate {
  return addBusinessDays(today, DECISION_BUSINESS_DAYS);
}

/** Checks a typed request; every field gets an error of its own. */
export function readRegistrationRequest(
  typed: TypedRequest,
): { request: RegistrationRequest } | { errors: FieldError[] } {
  const nit = parseNit(typed.nit);
  const paidAmount = readPesos(typed.valor);
  const representativeId = typed.cedula.replace(/[.\s\u00a0]/g, "");
  const contactEmail = canonicalEmail(typed.correo);
  const texts = {
    documentNumber: typed.documento.trim(),
    contactName: typed.nombre.trim(),
    contactPhone: typed.telefono.trim(),
  };
  const errors = [
    !nit &&
    { field: "nit", message: "Escriba el NIT de la IPS, con o sin dígito de verificación." },
    !/^\d{3,15}$/.test(representativeId) &&
    { field: "cedula", message: "Escriba la cédula del representante legal, solo números." },
    !isText(texts.documentNumber) &&
    {
      field: "documento",
      message: "Escriba el N° Documento de un pago, como aparece en su banco.",
    },
    !paidAmount &&
    { field: "valor", message: "Escriba el valor exacto, por ejemplo 1.234.567,50." },
    !isText(texts.contactName) && { field: "nombre", message: "Escriba con quién hablamos." },
    !/^[\d\s()+-]{7,30}$/.test(texts.contactPhone) &&
    { field: "telefono", message: "Escriba un teléfono, por ejemplo 604 555 0100." },
    !contactEmail &&
    { field: "correo", message: "Escriba un correo, por ejemplo pagos@suips.com." },
  ].filter((error) => error !== false);
  if (!nit || !paidAmount || !contactEmail || errors.length > 0) return { errors };
  return { request: { nit, paidAmount, representativeId, contactEmail, ...texts } };
}

/** An amount as people type it here: a point alone groups thousands. */
function readPesos(typed: string): Cents | undefined {
  const reading = readAmountText(typed);
  const settled = "ambiguous" in reading ? settle(typed, "comma") : reading;
  return "cents" in settled && settled.cents > 0 ? settled.cents : undefined;
}

function isText(text: string): boolean {
  return text !== "" && text.length <= MAX_TEXT && !/\p{Cc}/u.test(text);
}
