import { formatCount } from "./thousands.ts";

/** A Colombian tax number: digits only, without its check digit. */
export type Nit = string;

const WEIGHTS = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
const SHAPE = /^\d{5,15}$/;

/**
 * The check digit (DV) of a NIT: weights from right to left, modulo 11.
 * Source: DIAN, Orden Administrativa 4 de 1989.
 */
export function checkDigit(nit: Nit): string {
  const sum = [...nit].reverse().reduce(
    (total, digit, position) => total + Number(digit) * (WEIGHTS[position] ?? 0),
    0,
  );
  const remainder = sum % 11;
  return String(remainder < 2 ? remainder : 11 - remainder);
}

/**
 * Reads a NIT as people type it: dots, spaces and `-DV` allowed.
 * Ten digits that begin with 8 or 9 are a company's NIT with its DV, because no cédula of ten
 * digits begins so. Returns undefined where the text is no NIT or its DV is wrong.
 */
export function parseNit(text: string): Nit | undefined {
  const compact = text.replace(/[\s.\u00a0]/g, "");
  const [, body = "", dv] = /^(\d+)(?:-(\d))?$/.exec(compact) ?? [];
  if (dv === undefined && /^[89]\d{9}$/.test(body)) {
    return withCheckDigit(body.slice(0, 9), body.slice(9));
  }
  return withCheckDigit(body, dv);
}

const DOTTED = /^(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:[.,]0+| ?- ?(\d))?$/;
/** No number of more digits is written with dots: `900.798.865.000` may be a number with decimals. */
const MAX_DOTTED_DIGITS = 10;

/**
 * The digits of a whole number, and a check digit behind it, as files hold them: with dots or spaces
 * in groups of three only, or with the decimals of a number that programs make of it
 * (`900798865.00`). Undefined for anything else.
 */
export function readDotted(text: string): { digits: string; dv: string | undefined } | undefined {
  const [, body, dv] = DOTTED.exec(text) ?? [];
  const digits = body?.replace(/[. ]/g, "");
  const isTooLong = digits !== body && digits !== undefined && digits.length > MAX_DOTTED_DIGITS;
  return digits === undefined || isTooLong ? undefined : { digits, dv };
}

function withCheckDigit(body: string, dv: string | undefined): Nit | undefined {
  const nit = body.replace(/^0+/, "");
  if (!SHAPE.test(nit)) return undefined;
  return dv === undefined || dv === checkDigit(nit) ? nit : undefined;
}

/** `900356158` → `900.356.158-8`. */
export function formatNit(nit: Nit): string {
  return `${formatCount(Number(nit))}-${checkDigit(nit)}`;
}
