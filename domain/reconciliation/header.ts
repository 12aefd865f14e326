import { readAmountText } from "../amount.ts";

export const NUMBER_HEADER = /factura|documento|numero|^n° |^doc$|^fact?$/;
export const AMOUNT_HEADER = /saldo|valor|neto|total|monto|importe|cartera|pendiente/;

/** Headers have no amounts and no digits; a text that the next row repeats is a value. */
export function isHeader(first: string[], second: string[]): boolean {
  if (first.length === 0 || first.some(isAmount)) return false;
  const names = first.filter((cell) => cell !== "" && !/\d/.test(cell));
  const isNamed = (cell: string) =>
    NUMBER_HEADER.test(plainName(cell)) || AMOUNT_HEADER.test(plainName(cell));
  const repeats = first.some((cell, index) => cell !== "" && cell === second[index]);
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
