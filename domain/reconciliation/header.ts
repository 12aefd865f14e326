import { readAmountText } from "../amount.ts";

export const NUMBER_HEADER = /factura|documento|numero|^n° |^doc$|^fact?$/;
export const AMOUNT_HEADER = /saldo|valor|neto|total|monto|importe|cartera|pendiente/;

/** Rows that are not blank, among which a header is looked for: people write titles over a table. */
export const MAX_TITLES = 20;

/**
 * The place of a list's header, in its first row or below titles: a row of several names, one of them
 * an invoice's number, over such a number. Undefined where the list has none.
 */
export function headerPlace(rows: string[][]): number | undefined {
  const named = rows.slice(0, MAX_TITLES).findIndex((row, index) => {
    const number = numberPlace(row);
    const next = rows[index + 1] ?? [];
    return number !== -1 && filled(row) > 1 && hasDigit(next[number]) && isHeader(row, next) &&
      rows.slice(0, index).every((above) => isTitle(above, row, next, number));
  });
  if (named !== -1) return named;
  return isHeader(rows[0] ?? [], rows[1] ?? []) ? 0 : undefined;
}

/** Whether some column of a list says that it has invoices. */
export function namesInvoices(headers: string[]): boolean {
  return headers.some((header) => plainName(header).includes("factura"));
}

function numberPlace(row: string[]): number {
  const names = row.map(plainName);
  const invoice = names.findIndex((name) => name.includes("factura"));
  return invoice === -1 ? names.findIndex((name) => NUMBER_HEADER.test(name)) : invoice;
}

/**
 * What stands above a header is a title where it is narrower or lacks digits where the first row has
 * some, but no invoice, whose number is written as that row's. A year alone is a title, too.
 */
function isTitle(above: string[], header: string[], first: string[], number: number): boolean {
  const isLone = filled(above) === 1 && isAmount(above[number] ?? "");
  if (!isLone && isAlike(above[number], first[number])) return false;
  return filled(above) < filled(header) ||
    first.some((cell, index) => hasDigit(cell) && !hasDigit(above[index]));
}

function filled(row: string[]): number {
  return row.filter((cell) => cell !== "").length;
}

function hasDigit(cell = ""): boolean {
  return /\d/.test(cell);
}

/** Whether two texts have digits and differ in these alone, as `FEV-9` and `FEV-10` do. */
function isAlike(one = "", other = ""): boolean {
  const [first, second] = [one, other].map((text) => text.replace(/\d+/g, "0"));
  return hasDigit(one) && first === second;
}

/** Headers have no amounts and no digits; what the next row repeats, but for digits, is a value. */
function isHeader(first: string[], second: string[]): boolean {
  if (first.length === 0 || first.some(isAmount)) return false;
  const names = first.filter((cell) => cell !== "" && !/\d/.test(cell));
  const isNamed = (cell: string) =>
    NUMBER_HEADER.test(plainName(cell)) || AMOUNT_HEADER.test(plainName(cell));
  const repeats = first.some((cell, index) =>
    cell !== "" && cell === second[index] || !isNamed(cell) && isAlike(cell, second[index])
  );
  return !repeats && (names.length === first.length || names.some(isNamed));
}

export function isAmount(cell: string): boolean {
  return cell !== "" && !("problem" in readAmountText(cell));
}

/** A header without capitals and accents, and with one spelling of `N°`. */
export function plainName(header: string): string {
  return header.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/^n[º.o]+ /, "n° ");
}
