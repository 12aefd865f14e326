import { type AmountReading, type Notation, readAmountText, settle } from "../amount.ts";
import { hasInvoiceKey, MAX_TYPED_LENGTH } from "../payments/invoice_number.ts";
import type { Cents } from "../money.ts";
import { formatCount } from "../thousands.ts";
import { headerPlace, MAX_TITLES } from "./header.ts";

/** As many rows as one list may have (product, "Cruce de cartera"). */
export const MAX_LIST_ROWS = 20_000;
/** Lines that are read at all, blank ones too: a body of nothing but line ends must not fill memory. */
export const MAX_LIST_LINES = 2 * MAX_LIST_ROWS;

/** As long as the prefix of an invoice number may be typed. */
export const MAX_PREFIX = 20;

/** Columns that are read; a list of invoices has no more. */
const MAX_COLUMNS = 50;

/** A row as it was pasted; `number` counts the lines of the list from 1, its header too. */
export type PastedRow = { cells: string[]; number: number };

/**
 * A list of invoices as it was pasted or read of a file. `headers` are empty where it has none; `titles`
 * are the rows above them.
 */
export type PastedList = {
  titles: PastedRow[];
  headers: string[];
  rows: PastedRow[];
  width: number;
};

/** Which columns hold the invoice's number and, where there is one, its value; both from 0. */
export type ListColumns = { number: number; amount: number | undefined };

/** An invoice of the list; `problem` says why it cannot be looked up. */
export type ListedInvoice = {
  row: PastedRow;
  number: string;
  amount: Cents | null;
  problem?: string;
};

/** Signs of the text of a list: a small workbook may hold a large one. */
const MAX_KEPT_SIGNS = 3_000_000;

/** Why the text of a list cannot be kept. */
export function weightProblem(text: string): string | undefined {
  if (text.length <= MAX_KEPT_SIGNS) return undefined;
  return "La lista es muy pesada: deje solo la columna del número y la del valor.";
}

/** Why a list cannot be compared; `lineCount` counts its blank lines, too. */
export function listProblem({ rows, width }: PastedList, lineCount: number): string | undefined {
  if (rows.length === 0 && width > 0) return "La lista no trae ningún número de factura.";
  if (rows.length === 0) return "Pegue su lista, o escoja un archivo que la traiga.";
  if (rows.length > MAX_LIST_ROWS) {
    return `La lista tiene más de ${formatCount(MAX_LIST_ROWS)} filas: crúcela en dos veces.`;
  }
  if (lineCount <= MAX_LIST_LINES) return undefined;
  return `La lista tiene más de ${formatCount(MAX_LIST_LINES)} líneas con las vacías: quítelas.`;
}

/** Removes blank rows, and takes the header and what stands above it apart. */
export function readPastedList(lines: string[][]): PastedList {
  const rows = lines.map((cells, index) => ({
    cells: cells.slice(0, MAX_COLUMNS).map(trim),
    number: index + 1,
  }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const header = headerPlace(rows.slice(0, MAX_TITLES + 1).map(({ cells }) => cells));
  const listed = rows.slice(header === undefined ? 0 : header + 1);
  const inTable = header === undefined ? rows : rows.slice(header);
  return {
    titles: rows.slice(0, header ?? 0),
    headers: header === undefined ? [] : rows[header]?.cells ?? [],
    rows: listed,
    width: inTable.reduce((widest, { cells }) => Math.max(widest, filledWidth(cells)), 0),
  };
}

/** The name of a column as it is shown: its header, else the letter that a spreadsheet gives it. */
export function columnName({ headers }: PastedList, index: number): string {
  return headers[index] || `Columna ${String.fromCharCode(65 + index % 26)}`;
}

/**
 * Reads the invoices of a list. A single separator before three digits is read as the other cells
 * of the column write it, else as thousands: the list is shown as it was read.
 * `prefix` goes before numbers that are digits alone.
 */
export function readInvoices(
  { rows }: PastedList,
  columns: ListColumns,
  prefix = "",
): ListedInvoice[] {
  const amounts = rows.map(({ cells }) => amountOf(cells, columns));
  const notation = amounts.map((one) => one && "notation" in one ? one.notation : undefined)
    .find((one) => one !== undefined);
  return rows.map((row, index) => {
    const number = withPrefix(row.cells[columns.number] ?? "", prefix);
    const amount = settled(amounts[index], notation ?? "comma");
    const problem = numberProblem(number) ?? ("problem" in amount ? amount.problem : undefined);
    const cents = "cents" in amount ? amount.cents : null;
    return { row, number, amount: cents, ...(problem !== undefined && { problem }) };
  });
}

/** How many numbers of a list are digits alone; with the prefix of the invoices they may be found. */
export function countBare(invoices: ListedInvoice[]): number {
  return invoices.filter(({ number }) => BARE.test(number)).length;
}

const BARE = /^\d+$/;

function withPrefix(number: string, prefix: string): string {
  return prefix !== "" && BARE.test(number) ? `${prefix}-${number}` : number;
}

function amountOf(cells: string[], { amount }: ListColumns): AmountReading | undefined {
  const cell = amount === undefined ? "" : cells[amount] ?? "";
  return cell === "" ? undefined : readAmountText(cell);
}

function settled(reading: AmountReading | undefined, notation: Notation) {
  if (!reading) return { cents: null };
  const read = "ambiguous" in reading ? settle(reading.ambiguous, notation) : reading;
  return "problem" in read ? { problem: `El valor ${read.problem}.` } : read;
}

function numberProblem(number: string): string | undefined {
  if (number.length > MAX_TYPED_LENGTH) return "El número es demasiado largo.";
  return hasInvoiceKey(number) ? undefined : "Falta el número de la factura.";
}

function filledWidth(cells: string[]): number {
  return cells.findLastIndex((cell) => cell !== "") + 1;
}

/** Removes no-break spaces and characters without width, which are copied from web pages, too. */
function trim(cell: string): string {
  return cell.replace(/[\u00a0\u200b-\u200d\u2060\ufeff]/g, " ").trim();
}
