import type { CivilDate } from "../dates.ts";
import type { Notation } from "../amount.ts";
import { addError, type Findings } from "./findings.ts";
import { columnLetters, type Finding, printable } from "./report.ts";
import type { FileColumn } from "./kind.ts";
import { checkDigit, type Nit, parseNit } from "../nit.ts";

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

/** A record of amounts by their keys, which is being read. */
export type Amounts = Record<string, unknown>;
/** An amount that only the notation of its column decides. */
export type AmbiguousAmount = { row: Row; key: string; text: string; record: Amounts };

const MAX_TEXT_LENGTH = 300;
/** Excel stores fifteen digits of a number and makes zeros of the rest. */
const FIRST_INEXACT = 1e15;
const SCIENTIFIC = /^\d{1,20}(?:[.,]\d{1,20})?E\+\d{1,3}$/i;
/** Letters that an earlier program read in a wrong encoding: `PeÃ±a`, `Pe�a`. */
const DAMAGED = /\ufffd|[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;
const NO_RESULT = "es una fórmula sin resultado: abra el libro en Excel y guárdelo";
const AS_TEXT = "escríbalo completo en una celda con formato de texto";
// deno-lint-ignore no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

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

/** Notes an error at a cell; returns null, which is what the reader then knows of the cell. */
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

/** Whether a cell holds neither a text nor a number, the only kinds that every column knows. */
export function hasNoValue(cell: Cell): cell is NoValue {
  return cell !== null && (typeof cell === "object" || typeof cell === "boolean");
}

/** What to say of a cell that holds no value; a formula without result is no fault of its column. */
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
  return printable(
    (typeof cell === "object" ? cell.unreadable : String(cell)).slice(0, MAX_TEXT_LENGTH),
  );
}

/** A row's cell of a column, null where it is empty or the column is missing. */
export function cellAt(table: Table, row: Row, key: string): Cell {
  const place = table.places.get(key);
  return place ? row.cells[place.index] ?? null : null;
}

/** A text without the spaces around it, those that do not break included. */
export function trim(text: string): string {
  return text.replace(/^[ \u00a0]+/, "").trimEnd();
}

function wholeNumber(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : String(number);
}

/** The day of a date in UTC; empty where it is none. */
export function isoDay(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}
