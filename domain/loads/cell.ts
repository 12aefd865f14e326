import { type CivilDate, isoDay } from "../dates.ts";
import type { Notation } from "../amount.ts";
import type { Cents } from "../money.ts";
import { addError, type Findings } from "./findings.ts";
import { columnLetters, type Finding, printable } from "./report.ts";
import type { FileColumn } from "./kind.ts";
import { isDamaged, isPrintable, plainText } from "../plain_text.ts";

/**
 * A cell as a reader of files gives it: a CSV has text only, a workbook also numbers and dates, and
 * numbers that it shows as another text (`{ number: 123, shown: "CE-0123" }`). In a table that was
 * opened every text is plain (`plainText`).
 */
export type Cell = string | number | boolean | Date | null | ShownNumber | { unreadable: string };
export type ShownNumber = { number: number; shown: string };

/** Where a column is, and the amount that was read in it last: many columns say 0,00 in every row. */
type ColumnPlace = { index: number; column: FileColumn; latest?: { cell: Cell; cents: Cents } };

/** A table that is being judged: where its columns are and what was found so far. */
export type Table = {
  file: string;
  sheet: string | null;
  places: Map<string, ColumnPlace>;
  findings: Findings;
  /** Days to add to a bare serial: 1462 where the workbook counts from 1904. */
  serialShift: number;
  notations: Map<string, Set<Notation>>;
  ambiguous: AmbiguousAmounts[];
  /** NITs that were read already, by their cell: a file has many rows and few providers. */
  nits: Map<Cell, string>;
  /** Dates that were read already, by text or instant: a file has many rows and few days. */
  dates: Map<string | number, CivilDate>;
  /** Keys of date columns in which a year of two digits was read. */
  shortYears: Set<string>;
  /** Keys of columns of instants in which a day without a time of day was read. */
  untimed: Set<string>;
};

/**
 * A row of a table; `number` is the spreadsheet's own, the header is row 1. `oldResults` are places
 * of cells whose formula the workbook asks to calculate again.
 */
export type Row = { cells: Cell[]; number: number; isHidden?: boolean; oldResults?: number[] };

/**
 * Amounts of one column that one notation alone can read: how many there are, and the first ones,
 * each with its place among the ambiguous ones of its table.
 */
export type AmbiguousAmounts = {
  key: string;
  notation: Notation;
  count: number;
  first: { place: number; row: Row }[];
};

const NO_RESULT = "es una fórmula sin resultado: abra el libro en Excel y guárdelo";
const MAX_TEXT_LENGTH = 300;
/** Excel stores fifteen digits of a number and makes zeros of the rest. */
const FIRST_INEXACT = 1e15;
const SCIENTIFIC = /^\d{1,20}(?:[.,]\d{1,20})?E\+\d{1,3}$/i;
const AS_TEXT = "escríbalo completo en una celda con formato de texto";
/** How programs write a whole number of a column that has empty cells. */
const FLOAT = /^\d{1,20}[.,]0{1,2}$/;

/** A text as a person sees it, null where the cell is empty or the column is missing. */
export function readText(table: Table, row: Row, key: string): string | null {
  const cell = cellAt(table, row, key);
  return isShown(cell)
    ? readTextOf(table, row, key, cell.number < FIRST_INEXACT ? plainText(cell.shown) : cell.number)
    : readTextOf(table, row, key, cell);
}

/** As `readText`, for a number with dots: whatever format shows it, its digits count. */
export function readNumberText(table: Table, row: Row, key: string): string | null {
  return readTextOf(table, row, key, unshown(cellAt(table, row, key)));
}

function readTextOf(
  table: Table,
  row: Row,
  key: string,
  cell: Exclude<Cell, ShownNumber>,
): string | null {
  if (cell === null) return null;
  if (hasNoValue(cell)) return complain(table, row, key, noValue(cell, "no es un texto"));
  if (typeof cell === "number" && Math.abs(cell) >= FIRST_INEXACT) {
    return complain(table, row, key, `tiene más de 15 cifras y Excel las cambió: ${AS_TEXT}`);
  }
  const text = typeof cell === "number" ? wholeNumber(cell) : cell;
  if (text === "") return null;
  if (!isPrintable(text)) return complain(table, row, key, "tiene caracteres que no se imprimen");
  if (text.length > MAX_TEXT_LENGTH) {
    return complain(table, row, key, `tiene más de ${MAX_TEXT_LENGTH} caracteres`);
  }
  if (isDamaged(text)) {
    return complain(table, row, key, "tiene letras dañadas: escríbalo de nuevo con sus tildes");
  }
  if (!startsWithDigit(text)) return text;
  if (SCIENTIFIC.test(text)) {
    return complain(table, row, key, `perdió cifras al guardarse como ${text}: ${AS_TEXT}`);
  }
  return FLOAT.test(text) ? text.slice(0, text.search(/[.,]/)) : text;
}

function startsWithDigit(text: string): boolean {
  const sign = text.charCodeAt(0);
  return sign >= 0x30 && sign <= 0x39;
}

/** A required text; where it is missing, an empty one, with its error noted. */
export function readRequiredText(
  table: Table,
  row: Row,
  key: string,
  read: typeof readText = readText,
): string {
  const errorsBefore = table.findings.errorCount;
  const text = read(table, row, key);
  if (text === null && table.findings.errorCount === errorsBefore) {
    reject(table, row, key, `falta ${headerOf(table, key)}`);
  }
  return text ?? "";
}

/** Notes an error at a cell; returns null, the value of such a cell. */
export function reject(table: Table, row: Row, key: string, message: string): null {
  const value = describeCell(cellAt(table, row, key));
  addError(table.findings, { ...findingAt(table, row, key), value, message });
  return null;
}

/** As `reject`, for what a cell's column is or has: `no es una fecha`. */
export function complain(table: Table, row: Row, key: string, predicate: string): null {
  return reject(table, row, key, `${headerOf(table, key)} ${predicate}`);
}

type NoValue = boolean | Date | { unreadable: string };

/** Whether a cell has neither a text nor a number, the only kinds that every column can read. */
export function hasNoValue(cell: Cell): cell is NoValue {
  return typeof cell === "boolean" ||
    (cell !== null && typeof cell === "object" && !isShown(cell));
}

export function isShown(cell: Cell): cell is ShownNumber {
  return cell !== null && typeof cell === "object" && "shown" in cell;
}

/** A cell without the text that a format makes of its number. */
export function unshown(cell: Cell): Exclude<Cell, ShownNumber> {
  return isShown(cell) ? cell.number : cell;
}

/** What to say of a cell without a value; a formula without a result has a sentence of its own. */
export function noValue(cell: NoValue, otherwise: string): string {
  const isFormula = typeof cell === "object" && "unreadable" in cell &&
    cell.unreadable.startsWith("=");
  return isFormula ? NO_RESULT : otherwise;
}

/** The name of a cell's column, as the file should have it. */
export function headerOf(table: Table, key: string): string {
  return table.places.get(key)?.column.header ?? "este dato";
}

/** The place of a row's cell as a finding without value and message. */
export function findingAt(table: Table, row: Row, key: string): Omit<Finding, "message"> {
  const place = table.places.get(key);
  return {
    file: table.file,
    sheet: table.sheet,
    cell: place ? `${columnLetters(place.index)}${row.number}` : `A${row.number}`,
    column: place?.column.header ?? null,
    value: null,
  };
}

/** A cell as text, for a report. */
export function describeCell(cell: Cell): string | null {
  if (cell === null) return null;
  if (cell instanceof Date) return isoDay(cell);
  if (typeof cell === "boolean") return cell ? "VERDADERO" : "FALSO";
  if (isShown(cell)) return printable(cell.shown);
  return printable(
    (typeof cell === "object" ? cell.unreadable : String(cell)).slice(0, MAX_TEXT_LENGTH),
  );
}

/** A row's cell of a column, null where it is empty or the column is missing. */
export function cellAt(table: Table, row: Row, key: string): Cell {
  return row.cells[table.places.get(key)?.index ?? -1] ?? null;
}

function wholeNumber(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : String(number);
}
