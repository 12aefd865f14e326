import { type CivilDate, readDate, readIsoDate } from "../dates.ts";
import { type Notation, readAmountNumber, readAmountText, settle } from "../amount.ts";
import { addError, type Findings } from "./findings.ts";
import { columnLetters, type Finding, printable } from "./report.ts";
import type { FileColumn } from "./kind.ts";
import type { Cents } from "../money.ts";
import { checkDigit, type Nit, parseNit } from "../nit.ts";
import { eachWithPauses, type Pause } from "../pause.ts";

/** A cell as a reader of files gives it: a CSV has text only, a workbook also numbers and dates. */
export type Cell = string | number | boolean | Date | null | { unreadable: string };

/** A table that is being judged: where its columns stand and what was found so far. */
export type Table = {
  file: string;
  sheet: string | null;
  places: Map<string, { index: number; column: FileColumn }>;
  findings: Findings;
  /** Days to add to a bare serial: 1462 where the workbook counts from 1904. */
  serialShift: number;
  notations: Map<string, Set<Notation>>;
  ambiguous: AmbiguousAmount[];
  /** Dates that were read already, by their text: a file has many rows and few days. */
  dates: Map<string, CivilDate>;
};

/** A row of a table; `number` is the spreadsheet's own, the header is row 1. */
export type Row = { cells: Cell[]; number: number };

type Amounts = Record<string, unknown>;
type AmbiguousAmount = { row: Row; key: string; text: string; record: Amounts };

const MAX_TEXT_LENGTH = 300;
/** Excel keeps fifteen digits of a number and makes zeros of the rest. */
const FIRST_INEXACT = 1e15;
const SCIENTIFIC = /^\d{1,20}(?:[.,]\d{1,20})?E\+\d{1,3}$/i;
/** Letters that an earlier program read in a wrong encoding: `PeÃ±a`, `Pe�a`. */
const DAMAGED = /\ufffd|[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;
const NO_RESULT = "es una fórmula sin resultado: abra el libro en Excel y guárdelo";
const AS_TEXT = "escríbalo completo en una celda con formato de texto";
// deno-lint-ignore no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const MAX_KNOWN_DATES = 5000;
const FIRST_SERIAL = 61;
const LAST_SERIAL = 109_575;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

/** A text without the spaces around it, null where the cell is empty or the column is missing. */
export function readText(table: Table, row: Row, key: string): string | null {
  const cell = cellAt(table, row, key);
  if (cell === null) return null;
  if (hasNoValue(cell)) return complain(table, row, key, noValue(cell, "no es un texto"));
  if (typeof cell === "number" && Math.abs(cell) >= FIRST_INEXACT) {
    return complain(table, row, key, `tiene más de 15 cifras y Excel las cambió: ${AS_TEXT}`);
  }
  const text = trim(typeof cell === "number" ? wholeNumber(cell) : cell);
  if (text === "") return null;
  if (FORBIDDEN.test(text)) return complain(table, row, key, "tiene caracteres que no se imprimen");
  if (text.length > MAX_TEXT_LENGTH) {
    return complain(table, row, key, `tiene más de ${MAX_TEXT_LENGTH} caracteres`);
  }
  if (DAMAGED.test(text)) {
    return complain(table, row, key, "tiene letras dañadas: escríbalo de nuevo con sus tildes");
  }
  if (SCIENTIFIC.test(text)) {
    return complain(table, row, key, `perdió cifras al guardarse como ${text}: ${AS_TEXT}`);
  }
  return text;
}

/** A text that must be there; an empty one where it is not, with its error noted. */
export function readRequiredText(table: Table, row: Row, key: string): string {
  const errorsBefore = table.findings.errorCount;
  const text = readText(table, row, key);
  if (text === null && table.findings.errorCount === errorsBefore) {
    reject(table, row, key, `falta ${headerOf(table, key)}`);
  }
  return text ?? "";
}

export function readNit(table: Table, row: Row, key: string): Nit {
  const text = readRequiredText(table, row, key);
  if (text === "") return "";
  const nit = parseNit(text.replace(/\.0$/, ""));
  return nit ?? complain(table, row, key, "no es un NIT válido") ?? "";
}

/** Judges a check digit that stands in a column of its own, beside its NIT. */
export function judgeCheckDigit(table: Table, row: Row, key: string, nit: Nit): void {
  const typed = readText(table, row, key)?.replace(/\.0$/, "");
  if (typed === undefined || nit === "" || typed === checkDigit(nit)) return;
  complain(table, row, key, `no es el DV del NIT ${nit}: debe ser ${checkDigit(nit)}`);
}

/**
 * Centavos, null where the cell is empty; an ambiguous one is written into the record, under the
 * same key, by `settleAmounts`.
 */
export function readAmount(table: Table, row: Row, key: string, record: Amounts): Cents | null {
  const cell = cellAt(table, row, key);
  if (cell === null || (typeof cell === "string" && trim(cell) === "")) return null;
  if (hasNoValue(cell)) return complain(table, row, key, noValue(cell, "no es un número"));
  const reading = typeof cell === "number" ? readAmountNumber(cell) : readAmountText(cell);
  if ("problem" in reading) return complain(table, row, key, reading.problem);
  if ("ambiguous" in reading) {
    table.ambiguous.push({ row, key, text: reading.ambiguous, record });
    return 0;
  }
  if (reading.notation) noteNotation(table, key, reading.notation);
  return reading.cents;
}

/** As `readAmount`, for an amount that must be there. */
export function readRequiredAmount(table: Table, row: Row, key: string, record: Amounts): Cents {
  const errorsBefore = table.findings.errorCount;
  const cents = readAmount(table, row, key, record);
  if (cents === null && table.findings.errorCount === errorsBefore) {
    reject(table, row, key, `falta ${headerOf(table, key)}`);
  }
  return cents ?? 0;
}

/** Settles every ambiguous amount by the notation of its column's other cells, or refuses it. */
export async function settleAmounts(table: Table, pause: Pause): Promise<void> {
  await eachWithPauses(table.ambiguous, pause, (amount) => settleAmount(table, amount));
}

function settleAmount(table: Table, { row, key, text, record }: AmbiguousAmount): void {
  const [notation, ...others] = table.notations.get(key) ?? [];
  const reading = notation && others.length === 0 ? settle(text, notation) : undefined;
  if (!reading) {
    const message = "es ambiguo: escríbalo con decimales (1234,00) o sin separador (1234)";
    complain(table, row, key, message);
  } else if ("problem" in reading) complain(table, row, key, reading.problem);
  else if ("cents" in reading) record[key] = reading.cents;
}

/** A civil date, null where the cell is empty. */
export function readCivilDate(table: Table, row: Row, key: string): CivilDate | null {
  const cell = cellAt(table, row, key);
  if (cell === null || (typeof cell === "string" && trim(cell) === "")) return null;
  if (cell instanceof Date) return readTextDate(table, row, key, isoDay(cell));
  if (typeof cell === "number") return readSerial(table, row, key, cell);
  if (hasNoValue(cell)) return complain(table, row, key, noValue(cell, "no es una fecha"));
  return readTextDate(table, row, key, trim(cell));
}

function readTextDate(table: Table, row: Row, key: string, text: string): CivilDate | null {
  const known = table.dates.get(text);
  if (known !== undefined) return known;
  if (/^\d{5,6}(\.0+)?$/.test(text)) return readSerial(table, row, key, Number(text));
  const day = text.replace(/[T ]0?0:00(:00(\.0+)?)?Z?$/, "");
  const reading = /^\d{4}-/.test(day) ? readIsoDate(day) : readDate(day);
  if (!("date" in reading)) {
    return reject(table, row, key, lowerFirst(reading.problem.replace(/\.$/, "")));
  }
  if (table.dates.size < MAX_KNOWN_DATES) table.dates.set(text, reading.date);
  return reading.date;
}

/** Excel's serial of a day; those up to 60 are refused, because Excel counts a 29/02/1900. */
function readSerial(table: Table, row: Row, key: string, serial: number): CivilDate | null {
  if (!Number.isInteger(serial) || serial < FIRST_SERIAL || serial > LAST_SERIAL) {
    return complain(table, row, key, "no es una fecha");
  }
  return isoDay(new Date(SERIAL_EPOCH + (serial + table.serialShift) * 86_400_000));
}

/** Notes an error at a cell; returns null, which is what the reader then knows of the cell. */
export function reject(table: Table, row: Row, key: string, message: string): null {
  const value = describeCell(cellAt(table, row, key));
  addError(table.findings, { ...findingAt(table, row, key), value, message });
  return null;
}

function complain(table: Table, row: Row, key: string, predicate: string): null {
  return reject(table, row, key, `${headerOf(table, key)} ${predicate}`);
}

type NoValue = boolean | Date | { unreadable: string };

/** Whether a cell holds neither a text nor a number, the only kinds that every column knows. */
function hasNoValue(cell: Cell): cell is NoValue {
  return cell !== null && (typeof cell === "object" || typeof cell === "boolean");
}

/** What to say of a cell that holds no value; a formula without result is no fault of its column. */
function noValue(cell: NoValue, otherwise: string): string {
  const isFormula = typeof cell === "object" && "unreadable" in cell &&
    cell.unreadable.startsWith("=");
  return isFormula ? NO_RESULT : otherwise;
}

function headerOf(table: Table, key: string): string {
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
  return printable(
    (typeof cell === "object" ? cell.unreadable : String(cell)).slice(0, MAX_TEXT_LENGTH),
  );
}

function cellAt(table: Table, row: Row, key: string): Cell {
  const place = table.places.get(key);
  return place ? row.cells[place.index] ?? null : null;
}

function noteNotation(table: Table, key: string, notation: Notation): void {
  const known = table.notations.get(key);
  if (known) known.add(notation);
  else table.notations.set(key, new Set([notation]));
}

function trim(text: string): string {
  return text.replace(/^[ \u00a0]+/, "").trimEnd();
}

function wholeNumber(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : String(number);
}

function isoDay(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
