import type { Cents } from "./money.ts";

/** How a column writes its numbers: by the character before the decimals. */
export type Notation = "comma" | "point";

export type AmountReading =
  | { cents: Cents; notation?: Notation }
  | { ambiguous: string }
  | { problem: string };

const NOT_A_NUMBER = "no es un número: escríbalo como 1234567,50";
export const TOO_MANY_DECIMALS = "tiene más de dos decimales";
const TOO_LARGE = "es demasiado grande";
/** A million million pesos: sums of 90 such amounts are still exact. */
export const MAX_CENTS = 100_000_000_000_000;
const NOISE_CENTS = 1e-4;

/** Reads an Excel number of pesos; noise under a millionth of a peso is rounded away. */
export function readAmountNumber(pesos: number): AmountReading {
  const cents = Math.round(pesos * 100);
  if (!Number.isFinite(pesos)) return { problem: NOT_A_NUMBER };
  if (Math.abs(cents) > MAX_CENTS) return { problem: TOO_LARGE };
  const noise = Math.max(NOISE_CENTS, Math.abs(cents) * Number.EPSILON * 2);
  if (Math.abs(pesos * 100 - cents) > noise) return { problem: TOO_MANY_DECIMALS };
  return { cents: cents === 0 ? 0 : cents };
}

/**
 * Reads an amount as the contract allows it: `1234567,50`, `1.234.567,50`, `1234567.50`, with `$`,
 * spaces, a leading or trailing minus or parentheses; also `1'234.567,50`, `COP 1.234,00`, and a
 * dash alone, which is how accounting formats show nothing. One separator with exactly three digits
 * behind it is ambiguous until another cell of the column settles the notation (`settle`).
 */
export function readAmountText(text: string): AmountReading {
  return readUsual(text) ?? readAnyNotation(text);
}

/**
 * How nearly every file writes an amount, `-1234567,50`: up to thirteen digits, a separator, two
 * digits. Read digit by digit, because a load reads a million of them.
 */
function readUsual(text: string): AmountReading | undefined {
  const first = text[0] === "-" ? 1 : 0;
  const separator = text.length - 3;
  if (separator <= first || separator - first > MAX_USUAL_DIGITS) return undefined;
  let cents = 0;
  for (let index = first; index < text.length; index++) {
    if (index === separator) continue;
    const digit = text.charCodeAt(index) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    cents = cents * 10 + digit;
  }
  const notation = NOTATIONS[text[separator] ?? ""];
  if (notation === undefined) return undefined;
  if (cents > MAX_CENTS) return { problem: TOO_LARGE };
  return { cents: first === 1 && cents !== 0 ? -cents : cents, notation };
}

const MAX_USUAL_DIGITS = 13;
const ZERO = "0".charCodeAt(0);
const NOTATIONS: Record<string, Notation> = { ",": "comma", ".": "point" };

function readAnyNotation(text: string): AmountReading {
  const bare = withoutCurrency(text);
  if (bare === "-") return { cents: 0 };
  const { negative, body: typed } = unsign(bare);
  const body = withoutApostrophes(typed);
  if (!/^\d[\d.,]*$/.test(body)) return { problem: NOT_A_NUMBER };
  const separators = body.replace(/\d/g, "");
  if (separators === "") return toCents(negative, body, "");
  const last = separators.at(-1) === "," ? "," : ".";
  const isMixed = separators.includes(".") && separators.includes(",");
  if (!isMixed && separators.length > 1) return readGrouped(negative, body, last);
  const [whole = "", decimals = ""] = splitAtLast(body, last);
  if (!isMixed && decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) return { ambiguous: text };
  return readDecimals(negative, whole, decimals, last);
}

/** The only notation in which an ambiguous cell is an amount: there its separator divides groups. */
export function notationOfAmbiguous(ambiguous: string): Notation {
  return ambiguous.includes(",") ? "point" : "comma";
}

/** Reads an ambiguous cell in the notation that the other cells of its column settled. */
export function settle(ambiguous: string, notation: Notation): AmountReading {
  const { negative, body } = unsign(withoutCurrency(ambiguous));
  const isGrouped = body.includes(notation === "comma" ? "." : ",");
  return isGrouped
    ? toCents(negative, body.replace(/[.,]/g, ""), "")
    : { problem: TOO_MANY_DECIMALS };
}

const SPACES = /[\s\u202f]/g;
/** Every dash that means a minus, or alone zero, as accounting formats show it. */
const DASHES = /[\u2010-\u2014\u2212\ufe63\uff0d]/g;
const CURRENCY_BEFORE = /^([-(]?)(?:COP|COL|\$){1,2}/i;
const CURRENCY_BEHIND = /(?:COP|\$)([-)]?)$/i;

/** `COP -1.234` → `-1.234`. */
function withoutCurrency(text: string): string {
  return text.replace(SPACES, "").replace(DASHES, "-").replace(CURRENCY_BEFORE, "$1")
    .replace(CURRENCY_BEHIND, "$1");
}

/** `1'234.567,50` → `1.234.567,50`: apostrophes separate groups of three, as points do. */
function withoutApostrophes(body: string): string {
  const plain = body.replace(/[’´]/g, "'");
  const match = /^\d{1,3}(?:'\d{3})+([.,][\d.,]*)?$/.exec(plain);
  if (!match) return body;
  const [, rest = ""] = match;
  if (rest === "") return plain.replaceAll("'", "");
  const isGrouped = /^[.,]\d{3}(?:[.,]|$)/.test(rest);
  const other = rest.startsWith(".") ? "," : ".";
  return plain.replaceAll("'", isGrouped ? rest.charAt(0) : other);
}

function unsign(text: string): { negative: boolean; body: string } {
  const match = /^(?:\((.*)\)|-(.*)|(.*)-)$/.exec(text);
  const body = match?.[1] ?? match?.[2] ?? match?.[3] ?? text;
  return { negative: match !== null, body };
}

function splitAtLast(body: string, separator: string): string[] {
  const at = body.lastIndexOf(separator);
  return [body.slice(0, at), body.slice(at + 1)];
}

function readGrouped(negative: boolean, body: string, separator: "," | "."): AmountReading {
  const pattern = separator === "." ? /^\d{1,3}(\.\d{3})+$/ : /^\d{1,3}(,\d{3})+$/;
  if (!pattern.test(body)) return { problem: NOT_A_NUMBER };
  const notation = separator === "." ? "comma" : "point";
  return toCents(negative, body.replace(/[.,]/g, ""), "", notation);
}

function readDecimals(
  negative: boolean,
  whole: string,
  decimals: string,
  separator: "," | ".",
): AmountReading {
  const pattern = separator === "," ? /^\d+$|^\d{1,3}(\.\d{3})+$/ : /^\d+$|^\d{1,3}(,\d{3})+$/;
  if (!pattern.test(whole) || !/^\d+$/.test(decimals)) return { problem: NOT_A_NUMBER };
  if (decimals.length > 2) return { problem: TOO_MANY_DECIMALS };
  const notation = separator === "," ? "comma" : "point";
  return toCents(negative, whole.replace(/[.,]/g, ""), decimals, notation);
}

function toCents(
  negative: boolean,
  whole: string,
  decimals: string,
  notation?: Notation,
): AmountReading {
  const cents = Number(whole + decimals.padEnd(2, "0"));
  if (cents > MAX_CENTS) return { problem: TOO_LARGE };
  return { cents: negative && cents !== 0 ? -cents : cents, ...(notation && { notation }) };
}
