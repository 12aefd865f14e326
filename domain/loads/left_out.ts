import { type AmountReading, readAmountNumber, readAmountText, settle } from "../amount.ts";
import { type Cents, formatMoney } from "../money.ts";
import { addError, addWarning } from "./findings.ts";
import {
  type Cell,
  describeCell,
  findingAt,
  isShown,
  type Row,
  type Table,
  unshown,
} from "./cell.ts";
import { plainHeader } from "./kind.ts";
import type { Paid } from "./lines/paid.ts";
import type { Finding } from "./report.ts";
import { isBlank, type KnownTable } from "./table.ts";

const MAX_LABEL = 80;
/** What a label of a total says, in plain words: `gran total`, `total general de facturas: 168`. */
const BEFORE_TOTAL = ["gran", "sub"];
const TOTALS = ["total", "totales", "subtotal", "subtotales", "suma", "sumas", "sumatoria"];
const AFTER_TOTAL = [
  ..."total general generales de nit".split(" "),
  ..."comprobantes facturas prestadores pagos registros filas".split(" "),
];

/** Looser, for a row that has amounts and no other word: neither day nor document nor NIT. */
const SUM = /^(?:gran |sub ?|valor |saldo )?(?:total|suma)/;
/** A note or a signature below the table fills a cell or two. */
const NOTE_CELLS = 2;

/**
 * Whether a row is not data of the table; then a finding is noted. A totals row and a repeated
 * header are left out with a warning. A row of amounts alone, or of a word alone, is an error: it
 * may be a total or a note, or a payment that lost its NIT.
 */
export function isLeftOut(known: KnownTable, row: Row): boolean {
  const { table, kind } = known;
  const nit = cellOf(table, row, "nit");
  if (!isBlank(nit) && (typeof nit !== "string" || /^\s*\d/.test(nit))) return false;
  if (typeof nit === "string" && plainHeader(nit.slice(0, MAX_LABEL)) === "nit") {
    return leaveOut(table, row, "repite el encabezado y no se tuvo en cuenta");
  }
  const words = wordsOf(table, row);
  const isSummed = hasAmount(table, row);
  if (isTotal(words, isSummed)) {
    known.total = row;
    return leaveOut(table, row, "la fila parece un total y no se tuvo en cuenta");
  }
  if (kind !== "vouchers" && kind !== "settlements") return false;
  if (words.length === 0 && isSummed) {
    return refuse(table, row, "la fila tiene solo valores: bórrela si es un total");
  }
  if (words.length > NOTE_CELLS || isSummed || !words.every(isWord)) return false;
  return refuse(table, row, "la fila no es un pago: bórrela si es una nota");
}

/**
 * Compares the total below a table with what its rows pay, all of them or those of the last group.
 * A difference is a warning: the file may have lost rows, or its total may sum something else.
 */
export function judgeTotalsRow(
  { table, total }: KnownTable,
  { all, group }: Paid,
): void {
  const place = table.places.get("paidAmount");
  const cell = place && total?.cells[place.index];
  const said = cell === undefined ? undefined : readCents(table, cell);
  if (!total || said === undefined) return;
  if ([all.all, all.standing, group.all, group.standing].includes(said)) return;
  addWarning(table.findings, {
    ...findingAt(table, total, "paidAmount"),
    value: describeCell(cell ?? null),
    message: `el total dice ${formatMoney(said)} y las filas suman ${formatMoney(all.all)}: ` +
      "revise que no falten filas",
  });
}

function isTotal(words: Cell[], isSummed: boolean): boolean {
  const [first, ...others] = words;
  if (isSummed && others.length === 0 && matches(first, SUM)) return true;
  const isLabel = (word: Cell) => typeof word === "string" && isTotalLabel(word);
  return words.some(isLabel) && words.every((word) => isLabel(word) || isCount(word));
}

function isTotalLabel(text: string): boolean {
  if (text.length > MAX_LABEL) return false;
  const words = plainHeader(text).split(/[ :]+/).filter((word) => !/^[\d.,-]*$/.test(word));
  const rest = words.slice(BEFORE_TOTAL.includes(words[0] ?? "") ? 1 : 0);
  const [total = "", ...others] = rest;
  return TOTALS.includes(total) && others.every((word) => AFTER_TOTAL.includes(word));
}

/** The filled cells of a row that are no amounts. */
function wordsOf(table: Table, row: Row): Cell[] {
  const amounts = new Set(
    table.places.values().filter(({ column }) => column.kind === "amount").map(({ index }) =>
      index
    ),
  );
  return row.cells.filter((cell, index) => !isBlank(cell) && !amounts.has(index));
}

function hasAmount(table: Table, row: Row): boolean {
  return table.places.values().some(({ index, column }) =>
    column.kind === "amount" && !isBlank(row.cells[index] ?? null)
  );
}

function matches(cell: Cell | undefined, pattern: RegExp): boolean {
  return typeof cell === "string" && cell.length <= MAX_LABEL &&
    pattern.test(plainHeader(cell));
}

/** A text that does not begin like a number or a day. */
function isWord(cell: Cell): boolean {
  return typeof cell === "string" && !/^\s*\d/.test(cell);
}

function isCount(cell: Cell): boolean {
  return typeof cell === "number" || isShown(cell) ||
    (typeof cell === "string" && /^\s*\d{1,9}\s*$/.test(cell));
}

function leaveOut(table: Table, row: Row, message: string): true {
  addWarning(table.findings, { ...placeOf(table, row), message });
  return true;
}

function refuse(table: Table, row: Row, message: string): true {
  const advice = `${message}, o complete sus datos`;
  addError(table.findings, { ...placeOf(table, row), message: advice });
  return true;
}

/** The cell where the NIT should be, with the first text of the row. */
function placeOf(table: Table, row: Row): Omit<Finding, "message"> {
  const first = row.cells.find((cell) => !isBlank(cell)) ?? null;
  return { ...findingAt(table, row, "nit"), value: describeCell(first) };
}

function cellOf(table: Table, row: Row, key: string): Cell {
  return row.cells[table.places.get(key)?.index ?? -1] ?? null;
}

function readCents(table: Table, shown: Cell): Cents | undefined {
  const cell = unshown(shown);
  if (typeof cell !== "string" && typeof cell !== "number") return undefined;
  const reading = typeof cell === "number" ? readAmountNumber(cell) : settled(table, cell);
  return "cents" in reading ? reading.cents : undefined;
}

function settled(table: Table, text: string): AmountReading {
  const reading = readAmountText(text);
  const [notation, ...others] = table.notations.get("paidAmount") ?? [];
  const isSettled = "ambiguous" in reading && notation && others.length === 0;
  return isSettled ? settle(reading.ambiguous, notation) : reading;
}
