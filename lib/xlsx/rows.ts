import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";
import { unescape } from "./tables.ts";
import { readXml, type XmlHandlers } from "./xml.ts";

export type XlsxCell = string | number | boolean | Date | null | { unreadable: string };
export type XlsxRow = { cells: XlsxCell[]; number: number };

/** What the cells of a workbook refer to. */
export type CellTables = { strings: string[]; isDateStyle: boolean[]; uses1904: boolean };

type RawCell = { type: string; style: string; value: string; inline: string; formula: string };

/** Far beyond any table of payments; a value out there would cost a loop over the empty ones. */
const MAX_COLUMNS = 256;
const LAST_ROW = 1_048_576;
const MAX_FORMULA = 100;
const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** Excel believes in a 29/02/1900, so the days up to it are not what they seem. */
const FIRST_SERIAL = 61;
const NUMBER = /^[-+.\deE]+$/;

/**
 * The rows of a sheet that have a value, by the spreadsheet's own numbers; what is only formatted
 * costs nothing. Throws UnreadableFileError.
 */
export async function* readRows(
  parts: AsyncIterable<Uint8Array>,
  tables: CellTables,
): AsyncGenerator<XlsxRow> {
  const rows: XlsxRow[] = [];
  for await (const _ of readXml(parts, sheetHandlers(tables, (row) => void rows.push(row)))) {
    yield* rows;
    rows.length = 0;
  }
}

function sheetHandlers(tables: CellTables, emit: (row: XlsxRow) => void): XmlHandlers {
  let row: XlsxRow = { cells: [], number: 0 };
  let [column, isInData, phonetic] = [0, false, 0];
  let cell: RawCell | undefined;
  let field: "value" | "inline" | "formula" | undefined;
  const startCell = ({ r, t = "n", s = "" }: Record<string, string>) => {
    column = r === undefined ? column + 1 : nextColumn(column, r, row.number);
    cell = { type: t, style: s, value: "", inline: "", formula: "" };
  };
  const endCell = () => {
    const value = cell ? readCell(cell, tables) : null;
    if (value !== null) place(row, column, value);
    cell = undefined;
  };
  return {
    open(tag, attributes) {
      if (tag === "sheetData") isInData = true;
      else if (!isInData) return;
      else if (tag === "row") [row, column] = [nextRow(row, attributes.r), 0];
      else if (tag === "c") startCell(attributes);
      else if (tag === "rPh") phonetic++;
      else if (tag === "v") field = "value";
      else if (tag === "t" && phonetic === 0) field = "inline";
      else if (tag === "f" && cell) [field, cell.formula] = ["formula", "="];
    },
    text(text) {
      if (cell && field) cell[field] += text;
    },
    close(tag) {
      field = undefined;
      if (tag === "sheetData") isInData = false;
      else if (!isInData) return;
      else if (tag === "c") endCell();
      else if (tag === "rPh") phonetic--;
      else if (tag === "row" && row.cells.length > 0) emit(row);
    },
  };
}

/** Rows come in order, as Excel itself demands, so that each has one number. */
function nextRow(before: XlsxRow, r: string | undefined): XlsxRow {
  const number = r === undefined ? before.number + 1 : Number(r);
  const isNext = Number.isInteger(number) && number > before.number && number <= LAST_ROW;
  if (!isNext) throw brokenFile();
  return { cells: [], number };
}

/** The column of a reference such as `AB12`, from 1. */
function nextColumn(before: number, reference: string, row: number): number {
  let [column, at] = [0, 0];
  for (; at < 3; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  const isNext = column > before && reference.slice(at) === String(row);
  if (!isNext) throw brokenFile();
  return column;
}

function place(row: XlsxRow, column: number, value: XlsxCell): void {
  if (column > MAX_COLUMNS) {
    throw new UnreadableFileError({ code: "farFromTable", column, row: row.number });
  }
  while (row.cells.length < column - 1) row.cells.push(null);
  row.cells.push(value);
}

function readCell(cell: RawCell, tables: CellTables): XlsxCell {
  const { type, value, inline, formula } = cell;
  if (type === "inlineStr") return unescape(inline);
  if (value === "" && type !== "str") return formula === "" ? null : withoutResult(formula);
  if (type === "s") return tables.strings[Number(value)] ?? { unreadable: "?" };
  if (type === "str" || type === "d") return unescape(value);
  if (type === "b") return value === "1";
  if (type === "e") return { unreadable: value };
  return readNumber(cell, tables);
}

/** A formula whose result was never stored: written by a program, not yet opened in Excel. */
function withoutResult(formula: string): XlsxCell {
  return { unreadable: formula.slice(0, MAX_FORMULA) };
}

function readNumber({ value, style }: RawCell, tables: CellTables): XlsxCell {
  const number = NUMBER.test(value) ? Number(value) : NaN;
  if (!Number.isFinite(number)) return { unreadable: value.slice(0, MAX_FORMULA) };
  if (!tables.isDateStyle[Number(style)]) return number;
  if (tables.uses1904) return new Date(EPOCH_1904 + number * DAY_MS);
  return number < FIRST_SERIAL ? number : new Date(EPOCH_1900 + Math.round(number * DAY_MS));
}
