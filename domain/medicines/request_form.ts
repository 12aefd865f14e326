import { type AttemptLimit, WAITS } from "../accounts/attempt_limit.ts";
import { type CivilDate, readTypedDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { lengthProblem } from "../text_length.ts";
import { readFormulaNumber } from "./pending.ts";
import type { DeliveryWay } from "./request.ts";

/** Medicines that one person asks for, with up to ten megabytes of pictures each. */
export const MEDICINE_REQUEST_BY_PERSON: AttemptLimit = {
  name: "medicine request by person",
  free: 20,
  ...WAITS,
};

export const MAX_ADDRESS = 200;
export const MAX_NEEDED = 500;
const MIN_PHONE_DIGITS = 7;
const MAX_PHONE_DIGITS = 15;

export type TypedHome = { direccion: string; telefono: string };
export type TypedWay = TypedHome & { entrega: string; punto: string };
export type TypedFormula = TypedWay & { formula: string; fecha: string; necesita: string };

/** What an affiliate asks for by a formula of her own. */
export type FormulaWish = {
  formulaNumber: string;
  formulaOn: CivilDate;
  asked: string;
  delivery: DeliveryWay;
};

/** Where to bring a medicine, or what is missing, each beside its field. */
export function readHome(
  { direccion, telefono }: TypedHome,
): { delivery: DeliveryWay } | { errors: FieldError[] } {
  const [address, phone] = [direccion.trim(), telefono.trim()];
  const errors = [
    ...errorAt("direccion", addressProblem(address)),
    ...errorAt("telefono", phoneProblem(phone)),
  ];
  return errors.length > 0 ? { errors } : { delivery: { way: "home", address, phone } };
}

/** The point that was chosen, or that none was. */
export function readPoint(punto: string): { delivery: DeliveryWay } | { errors: FieldError[] } {
  if (punto === "") return { errors: errorAt("punto", "Escoja el punto donde quiere recoger.") };
  return { delivery: { way: "point", pointCode: punto } };
}

/** The whole request by a formula of one's own; `today` because no formula is of tomorrow. */
export function readFormulaWish(
  typed: TypedFormula,
  today: CivilDate,
): { wish: FormulaWish } | { errors: FieldError[] } {
  const formulaNumber = readFormulaNumber(typed.formula.trim());
  const date = readTypedDate(typed.fecha);
  const asked = typed.necesita.trim();
  const way = readWay(typed);
  const errors = [
    ...errorAt("formula", formulaNumber ? undefined : FORMULA_EXPECTED),
    ...errorAt("fecha", "problem" in date ? date.problem : dayProblem(date.date, today)),
    ...errorAt("necesita", asked === "" ? NEEDED_EXPECTED : lengthProblem(asked, MAX_NEEDED)),
    ..."errors" in way ? way.errors : [],
  ];
  if (errors.length > 0 || !formulaNumber || "problem" in date || "errors" in way) {
    return { errors };
  }
  return { wish: { formulaNumber, formulaOn: date.date, asked, delivery: way.delivery } };
}

const FORMULA_EXPECTED = "Escriba el número que está en la fórmula.";
const NEEDED_EXPECTED = "Escriba qué medicamento necesita y cuánto.";

function readWay(typed: TypedWay) {
  if (typed.entrega === "domicilio") return readHome(typed);
  if (typed.entrega === "punto") return readPoint(typed.punto);
  return { errors: errorAt("entrega", "Escoja si se lo llevamos o si lo recoge.") };
}

function addressProblem(address: string): string | undefined {
  if (address === "") return "Escriba la dirección, con el barrio y el municipio.";
  return lengthProblem(address, MAX_ADDRESS);
}

function phoneProblem(phone: string): string | undefined {
  const digits = phone.replace(/[\s().+-]/g, "");
  const isPhone = /^\d+$/.test(digits) && digits.length >= MIN_PHONE_DIGITS &&
    digits.length <= MAX_PHONE_DIGITS;
  return isPhone ? undefined : "Escriba un teléfono, por ejemplo 300 123 4567.";
}

function dayProblem(date: CivilDate, today: CivilDate): string | undefined {
  return date > today ? "La fecha de la fórmula no puede ser de mañana en adelante." : undefined;
}

function errorAt(field: string, message: string | undefined): FieldError[] {
  return message === undefined ? [] : [{ field, message }];
}
