import { addDays, addYears, type CivilDate, formatDate, readTypedDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { PROVIDER_SCOPES, type ProviderScope, SCOPE_FIELDS } from "./scope.ts";

/** How long a token may live, in days; or until a day that is typed. */
const LIFETIMES = ["30", "90", "365"] as const;
export const OTHER_DAY = "fecha";
export const EXPIRIES = [...LIFETIMES, OTHER_DAY] as const;
export type Expiry = typeof EXPIRIES[number];

/** So that a forgotten program does not fill the list, and every living token is one that is needed. */
export const MAX_LIVING_TOKENS = 20;
const MAX_NAME = 100;

/** What is typed for a new token. */
export type TypedToken = {
  nombre: string;
  vence: Expiry;
  fecha: string;
  /** The boxes that are ticked, one for each scope. */
  permisos: ProviderScope[];
};

export const EMPTY_TOKEN: TypedToken = {
  nombre: "",
  vence: "90",
  fecha: "",
  permisos: ["read"],
};

/** The choices of an expiry with the day on which each ends. */
export function expiryOptions(today: CivilDate): [Expiry, string][] {
  return [
    ...LIFETIMES.map((days): [Expiry, string] => [
      days,
      `En ${days} días, el ${formatDate(addDays(today, Number(days)))}`,
    ]),
    [OTHER_DAY, "El día que escribo abajo"],
  ];
}

/** The name and last day of a token, or what is wrong with them. */
export function readToken(
  { nombre, vence, fecha }: Pick<TypedToken, "nombre" | "vence" | "fecha">,
  today: CivilDate,
): { name: string; expiresOn: CivilDate } | { errors: FieldError[] } {
  const name = nombre.trim();
  const expiry = readExpiry(vence, fecha, today);
  const errors: FieldError[] = [];
  if (name === "" || name.length > MAX_NAME) {
    const message = `Escriba qué programa usará el token, en a lo sumo ${MAX_NAME} letras.`;
    errors.push({ field: "nombre", message });
  }
  if ("problem" in expiry) errors.push({ field: "fecha", message: expiry.problem });
  if ("problem" in expiry || errors.length > 0) return { errors };
  return { name, expiresOn: expiry.date };
}

/** The scopes whose boxes are ticked. */
export function tickedScopes(form: Record<string, unknown>): ProviderScope[] {
  return PROVIDER_SCOPES.filter((scope) => form[SCOPE_FIELDS[scope]] === "si");
}

function readExpiry(
  vence: Expiry,
  typed: string,
  today: CivilDate,
): { date: CivilDate } | { problem: string } {
  if (vence !== OTHER_DAY) return { date: addDays(today, Number(vence)) };
  const reading = readTypedDate(typed);
  if ("problem" in reading) return reading;
  if (reading.date < today) return { problem: "Ese día ya pasó." };
  if (reading.date > addYears(today, 1)) return { problem: "Escoja un día dentro de un año." };
  return reading;
}
