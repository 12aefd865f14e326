import type { FieldError } from "../errors.ts";
import { canonicalEmail, type ProviderDetails } from "./provider.ts";
import { reasonProblem } from "../reason.ts";

/** Who receives a provider's links, and who registers for it. */
export type Hands = Pick<ProviderDetails, "email" | "representativeId" | "representativeName">;

/** What the staff typed, by the names of the fields. */
export type TypedHands = { correo: string; cedula: string; representante: string; motivo: string };

const MAX_NAME = 200;

/**
 * Reads the new contact details. An existing Correo or cédula may be replaced, not removed (as by
 * loads); an address of several lines is not valid (R12).
 */
export function readHands(
  typed: TypedHands,
  stored: Hands,
): { hands: Hands; errors: FieldError[] } {
  const hands = {
    email: readEmail(typed.correo, stored.email),
    representativeId: readCedula(typed.cedula) ?? null,
    representativeName: readName(typed.representante),
  };
  const errors = [
    beside("correo", isWrong(typed.correo, hands.email, stored.email) && WRONG_EMAIL),
    beside(
      "cedula",
      isWrong(typed.cedula, hands.representativeId, stored.representativeId) && WRONG_ID,
    ),
    beside("representante", isLong(hands.representativeName) && WRONG_NAME),
    beside("motivo", reasonProblem(typed.motivo)),
  ];
  return { hands, errors: errors.flat() };
}

/** Which of the three differ; a new name of the same person takes nobody's access away. */
export function changedHands(stored: Hands, hands: Hands) {
  return {
    isEmailNew: stored.email !== hands.email,
    isPersonNew: stored.representativeId !== hands.representativeId,
    isNameNew: stored.representativeName !== hands.representativeName,
  };
}

const WRONG_EMAIL = "Escriba un solo correo, por ejemplo pagos@clinica.co.";
const WRONG_ID = "Escriba la cédula, solo números y sin el 1 del final.";
const WRONG_NAME = `Escriba el nombre en a lo sumo ${MAX_NAME} caracteres.`;

function beside(field: string, message: string | false | undefined): FieldError[] {
  return message ? [{ field, message }] : [];
}

function isWrong(typed: string, read: string | null, stored: string | null): boolean {
  return read === null && (typed.trim() !== "" || stored !== null);
}

function isLong(name: string | null): boolean {
  return name !== null && name.length > MAX_NAME;
}

/**
 * The stored address where the two differ in case only, so that nothing changes; null where
 * invalid.
 */
function readEmail(typed: string, stored: string | null): string | null {
  const email = canonicalEmail(typed) ?? null;
  return email === stored?.toLowerCase() ? stored : email;
}

/** Dots and spaces do not count. */
function readCedula(typed: string): string | undefined {
  const digits = typed.replace(/[.\s\u00a0]/g, "");
  return /^\d{3,15}$/.test(digits) ? digits : undefined;
}

function readName(typed: string): string | null {
  const name = typed.replace(/\s+/g, " ").trim();
  return name === "" ? null : name;
}

/** What a change does, in sentences, for whoever is about to confirm it. */
export function consequencesOf(
  stored: Hands & { hasAccount: boolean },
  hands: Hands,
): string[] {
  const { isEmailNew, isPersonNew } = changedHands(stored, hands);
  if (!isEmailNew && !isPersonNew) return ["Solo cambia el nombre: nadie pierde el acceso."];
  return [
    stored.hasAccount &&
    "Terminan las sesiones del representante y la cuenta se activa de nuevo: debe registrarse otra vez.",
    "Los enlaces pendientes dejan de servir.",
    isPersonNew && stored.hasAccount &&
    "El segundo factor y las llaves de acceso del representante anterior se quitan.",
    stored.email !== null && "Al correo que estaba registrado le contamos del cambio.",
    hands.email !== null && "Al correo que queda registrado le decimos cómo registrarse.",
    "Las personas del equipo y sus tokens de API conservan su acceso: revíselos con la IPS.",
  ].filter((sentence) => sentence !== false);
}
