/** A hyphen of any length: Word and Excel put a longer one in its place. */
const SEPARATORS = /[\s\u00a0\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d./\\_]+/;
const MAX_PADDING = 12;
/** As long as any number that a load takes, and as a person types one. */
export const MAX_NUMBER_LENGTH = 300;
export const MAX_TYPED_LENGTH = 100;

/**
 * The key under which an invoice number is stored and looked up: upper case, without spaces, hyphens
 * of any length, dots, underscores and slashes of either kind, and without zeros before the last run
 * of digits. `FEV-001234`, `fev 1234` and `FEV1234` have one key. The number itself stays as the
 * payer wrote it.
 */
export function invoiceKey(invoiceNumber: string): string {
  const compact = invoiceNumber.toUpperCase().split(SEPARATORS).join("");
  const start = startOfLastDigits(compact);
  return compact.slice(0, start) + withoutZeros(compact.slice(start));
}

/** Whether a number has anything that it could be found by: its key is not empty. */
export function hasInvoiceKey(invoiceNumber: string): boolean {
  return invoiceNumber.split(SEPARATORS).some((piece) => piece !== "");
}

/**
 * Every key under which the typed number may have been stored. A prefix that ends in a digit
 * (`FE01-123`) runs into its number, so the zeros that the payer may have written between are
 * tried.
 */
export function invoiceKeyCandidates(typed: string): string[] {
  const keys = new Set([invoiceKey(typed)]);
  const split = splitNumber(typed);
  if (split && /\d$/.test(split.prefix)) {
    for (let zeros = 0; zeros <= MAX_PADDING; zeros++) {
      keys.add(invoiceKey(split.prefix + "0".repeat(zeros) + split.number));
    }
  }
  return [...keys];
}

/**
 * What the prefix of a number is in its key, where the prefix ends in a digit: the keys of one invoice
 * then differ by the zeros behind it. Undefined where all spellings have one key.
 */
export function prefixInKeys(invoiceNumber: string): string | undefined {
  const { prefix = "" } = splitNumber(invoiceNumber) ?? {};
  return /[1-9]0*$/.test(prefix) ? invoiceKey(prefix) : undefined;
}

/**
 * Whether a stored number is the typed one, in any spelling: the same prefix and number where
 * separators say which is which, else the same key.
 */
export function isSameInvoice(typed: string, stored: string): boolean {
  return isSameSpelling(spellingOf(typed), spellingOf(stored));
}

/** A number as it is compared; `exact` is undefined where no separator says where its prefix ends. */
export type Spelling = { key: string; exact: string | undefined };

export function spellingOf(invoiceNumber: string): Spelling {
  const split = splitNumber(invoiceNumber);
  const exact = split && `${split.prefix}\n${split.number}`;
  return { key: invoiceKey(invoiceNumber), exact };
}

export function isSameSpelling(one: Spelling, other: Spelling): boolean {
  const isExact = one.exact !== undefined && other.exact !== undefined;
  return isExact ? one.exact === other.exact : one.key === other.key;
}

/** Walks from the end: a pattern would walk from every zero of a long hostile text. */
function startOfLastDigits(text: string): number {
  let start = text.length;
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start--;
  return start;
}

function isDigit(sign: number): boolean {
  return sign >= 0x30 && sign <= 0x39;
}

function withoutZeros(digits: string): string {
  let zeros = 0;
  while (zeros < digits.length - 1 && digits[zeros] === "0") zeros++;
  return digits.slice(zeros);
}

/** Prefix and number without leading zeros, where a separator says which is which. */
function splitNumber(text: string): { prefix: string; number: string } | undefined {
  const pieces = text.trim().toUpperCase().split(SEPARATORS).filter((piece) => piece !== "");
  const digits: string[] = [];
  while (pieces.length > 1 && /^\d+$/.test(pieces.at(-1) ?? "")) digits.unshift(pieces.pop() ?? "");
  if (digits.length === 0) return undefined;
  return { prefix: pieces.join(""), number: withoutZeros(digits.join("")) };
}

/** Why a typed text can be no number of an invoice or a voucher, undefined where it may be one. */
export function numberProblem(
  typed: string,
  maxLength = MAX_NUMBER_LENGTH,
): string | undefined {
  if (typed.length > maxLength) return `Escriba a lo sumo ${maxLength} caracteres.`;
  if (!hasInvoiceKey(typed)) return "Escriba el número de una factura o de un comprobante.";
  return undefined;
}
