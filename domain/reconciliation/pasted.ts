import { type AmountReading, type Notation, readAmountText, settle } from "../amount.ts";
import { invoiceKey, MAX_TYPED_LENGTH } from "../payments/invoice_number.ts";
import type { Cents } from "../money.ts";
import { formatCount } from "../thousands.ts";

/** As many rows as one list may have (product, "Cruce de cartera"). */
export const MAX_LIST_ROWS = 20_000;
/** Lines that are read at all, blank ones too: a body of nothing but line ends must not fill memory. */
export const MAX_LIST_LINES = 2 * MAX_LIST_ROWS;

/** Columns that are read; a list of invoices has no more. */
const MAX_COLUMNS = 50;

/** A row as it was pasted; `number` counts the lines of the list from 1, its header too. */
export type PastedRow = { cells: string[]; number: number };

/** A list of invoices as it was pasted or read of a file. `headers` are empty where it has none. */
export type PastedList = { headers: string[]; rows: PastedRow[]; width: number };

/** Which columns hold the invoice's number and, where there is one, its value; both from 0. */
export type ListColumns = { number: number; amount: number | undefined };

/** An invoice of the list; `problem` says why it cannot be looked up. */
export type ListedInvoice = {
  row: PastedRow;
  number: string;
  amount: Cents | null;
  problem?: string;
};

const NUMBER_HEADER = /factura|documento|numero|^n° |^doc$|^fact?$/;
const AMOUNT_HEADER = /saldo|valor|neto|total|monto|importe|cartera|pendiente/;
/** Rows by which the columns are recognised; a list has the same columns from its first row on. */
const SAMPLE_ROWS = 200;

/** What the text of a list may weigh as a page carries it on: signs, and five more where markup. */
const MAX_CARRIED = 3_000_000;
const MARKUP_SIGN = /[&<>"]/g;

/** Why the text of a list cannot go on to the next step, which is a page that carries it whole. */
export function weightProblem(text: string): string | undefined {
  const weight = text.length + 5 * (text.match(MARKUP_SIGN)?.length ?? 0);
  if (weight <= MAX_CARRIED) return undefined;
  return "La lista es muy pesada: deje solo la columna del número y la del valor.";
}

/** Why a list cannot be compared; `lineCount` counts its blank lines, too. */
export function listProblem({ rows }: PastedList, lineCount: number): string | undefined {
  if (rows.length === 0) return "Pegue su lista, o escoja un archivo que la traiga.";
  if (rows.length > MAX_LIST_ROWS) {
    return `La lista tiene más de ${formatCount(MAX_LIST_ROWS)} filas: crúcela en dos veces.`;
  }
  if (lineCount <= MAX_LIST_LINES) return undefined;
  return `La lista tiene más de ${formatCount(MAX_LIST_LINES)} líneas con las vacías: quítelas.`;
}

/** Removes blank rows, and decides whether the first row is a header. */
export function readPastedList(lines: string[][]): PastedList {
  const rows = lines.map((cells, index) => ({
    cells: cells.slice(0, MAX_COLUMNS).map(trim),
    number: index + 1,
  }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const width = rows.reduce((widest, { cells }) => Math.max(widest, filledWidth(cells)), 0);
  const hasHeader = isHeader(rows[0], rows[1]);
  const [headers = [], listed] = hasHeader ? [rows[0]?.cells, rows.slice(1)] : [[], rows];
  return { headers, rows: listed, width };
}

/** The columns that most likely hold number and value: by their names, else by what is in them. */
export function guessColumns({ headers, rows, width }: PastedList): ListColumns {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const columns = Array.from({ length: width }, (_, index) => ({
    index,
    header: plain(headers[index] ?? ""),
    cells: sample.map(({ cells }) => cells[index] ?? "").filter((cell) => cell !== ""),
  }));
  const number = best(columns, likelyNumber) ?? 0;
  return { number, amount: best(columns.filter(({ index }) => index !== number), likelyAmount) };
}

/** The name of a column as it is shown: its header, else the letter that a spreadsheet gives it. */
export function columnName({ headers }: PastedList, index: number): string {
  return headers[index] || `Columna ${String.fromCharCode(65 + index % 26)}`;
}

/**
 * Reads the invoices of a list. A single separator before three digits is read as the other cells
 * of the column write it, else as thousands: the list is shown as it was read, and not stored.
 */
export function readInvoices({ rows }: PastedList, columns: ListColumns): ListedInvoice[] {
  const amounts = rows.map(({ cells }) => amountOf(cells, columns));
  const notation = amounts.map((one) => one && "notation" in one ? one.notation : undefined)
    .find((one) => one !== undefined);
  return rows.map((row, index) => {
    const number = row.cells[columns.number] ?? "";
    const amount = settled(amounts[index], notation ?? "comma");
    const problem = numberProblem(number) ?? ("problem" in amount ? amount.problem : undefined);
    const cents = "cents" in amount ? amount.cents : null;
    return { row, number, amount: cents, ...(problem !== undefined && { problem }) };
  });
}

type Column = { index: number; header: string; cells: string[] };

function best(columns: Column[], likely: (column: Column) => number): number | undefined {
  const scored = columns.map((column) => ({ index: column.index, score: likely(column) }))
    .filter(({ score }) => score > 0);
  return scored.toSorted((one, other) => other.score - one.score)[0]?.index;
}

/**
 * How likely a column has invoice numbers: they have digits, differ from row to row, and have
 * letters rather than decimals.
 */
function likelyNumber({ header, cells }: Column): number {
  const named = NUMBER_HEADER.test(header) ? 2 : 0;
  const different = new Set(cells).size / Math.max(1, cells.length);
  const numbered = share(cells, (cell) => /\d/.test(cell) && !isDate(cell));
  const written = share(cells, (cell) => /[A-Za-z]/.test(cell)) / 2;
  const withCents = share(cells, (cell) => /[$,]/.test(cell));
  return numbered === 0 ? 0 : named + different * numbered + written - withCents;
}

function likelyAmount({ header, cells }: Column): number {
  const named = AMOUNT_HEADER.test(header) ? 2 : 0;
  const amounts = share(cells, isAmount);
  return amounts < 0.5 ? 0 : named + amounts + share(cells, (cell) => /[$.,]/.test(cell)) / 2;
}

function share(cells: string[], test: (cell: string) => boolean): number {
  return cells.filter(test).length / Math.max(1, cells.length);
}

/** Headers have no amounts and no digits; a text that the next row repeats is a value. */
function isHeader(first: PastedRow | undefined, second: PastedRow | undefined): boolean {
  if (!first || first.cells.some(isAmount)) return false;
  const names = first.cells.filter((cell) => cell !== "" && !/\d/.test(cell));
  const isNamed = (cell: string) =>
    NUMBER_HEADER.test(plain(cell)) || AMOUNT_HEADER.test(plain(cell));
  const repeats = first.cells.some((cell, index) => cell !== "" && cell === second?.cells[index]);
  return !repeats && (names.length === first.cells.length || names.some(isNamed));
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
  return invoiceKey(number) === "" ? "Falta el número de la factura." : undefined;
}

function isAmount(cell: string): boolean {
  return cell !== "" && !("problem" in readAmountText(cell));
}

function isDate(cell: string): boolean {
  return /^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}$/.test(cell);
}

function plain(header: string): string {
  return header.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/^n[º.o]+ /, "n° ");
}

function filledWidth(cells: string[]): number {
  return cells.findLastIndex((cell) => cell !== "") + 1;
}

/** Removes no-break spaces and characters without width, which are copied from web pages, too. */
function trim(cell: string): string {
  return cell.replace(/[\u00a0\u200b-\u200d\u2060\ufeff]/g, " ").trim();
}
