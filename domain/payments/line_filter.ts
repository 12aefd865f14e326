import {
  SETTLEMENT_COLUMNS,
  type SettlementColumnKey,
  type SortColumn,
  withSlugs,
} from "./columns.ts";
import { invoiceKey } from "./invoice_number.ts";
import type { PaymentFilter } from "./voucher_filter.ts";

export type LineColumnKey = SettlementColumnKey | "paidOn";

/** Por factura: a row is a line of a voucher, with the voucher's day. */
export type LineFilter = PaymentFilter<LineColumnKey>;

/** The manual's nine columns of Detalle de Pagos, and the day on which each line was paid. */
export const LINE_COLUMNS: SortColumn<LineColumnKey>[] = withSlugs<LineColumnKey>([
  { key: "paidOn", header: "Fecha de Pago", kind: "date" },
  ...SETTLEMENT_COLUMNS,
]);

/**
 * Beyond these the lines of a range are neither ordered nor searched: that reads all of them, and
 * others would wait.
 */
export const MAX_SEARCHED_LINES = 200_000;

/** A text as lines are compared with it; a number is looked for in any spelling. */
export function searchedIn(text: string): { text: string; key: string } {
  return { text: asciiLower(text), key: invoiceKey(text) };
}

/** Whether a line has a text in its number, its kind of document or its voucher's number. */
export function hasText(line: Searchable, searched: string): boolean {
  const { text, key } = searchedIn(searched);
  const { invoiceNumber, documentType, voucherNumber } = line;
  const isNumber = key !== "" && invoiceKey(invoiceNumber).includes(key);
  return isNumber || asciiLower(`${invoiceNumber} ${documentType} ${voucherNumber}`).includes(text);
}

type Searchable = { invoiceNumber: string; documentType: string; voucherNumber: string };

/** As the database lowers a text: the letters of English alone. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
