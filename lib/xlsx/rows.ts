import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";
import { orderRows } from "./row_order.ts";
import { type CellTables, type RawCell, readCell, type XlsxCell } from "./values.ts";
import { isTrue, readXml, type XmlHandlers } from "./xml.ts";

/** A row; `isHidden` and `oldResults` are set only where they apply. */
export type XlsxRow = {
  cells: XlsxCell[];
  number: number;
  isHidden?: true;
  /** Places of cells whose formula the workbook asks to calculate again. */
  oldResults?: number[];
};

/** What a sheet declares above its rows; complete once the first of them was read. */
export type SheetFacts = { hiddenColumns: Set<number> };

/** Far beyond any table of payments; a value out there would cost a loop over the empty ones. */
const MAX_COLUMNS = 256;
const LAST_ROW = 1_048_576;

/**
 * The rows of a sheet that have a value, by the spreadsheet's own numbers; what is only formatted
 * costs nothing; some at a time, in their order. Throws UnreadableFileError.
 */
export async function* readRows(
  parts: AsyncIterable<Uint8Array>,
  tables: CellTables,
  facts: SheetFacts,
): AsyncGenerator<XlsxRow[]> {
  const rows = orderRows<XlsxRow>();
  for await (const _ of readXml(parts, sheetHandlers(tables, rows.add, facts))) {
    const taken = rows.take();
    if (taken.length > 0) yield taken;
  }
  yield rows.take(true);
}

function sheetHandlers(
  tables: CellTables,
  emit: (row: XlsxRow) => void,
  facts: SheetFacts,
): XmlHandlers {
  const rows = rowBuilder(tables, emit);
  let [isInData, phonetic] = [false, 0];
  return {
    open(tag, attributes) {
      if (tag === "sheetData") isInData = true;
      else if (tag === "col") noteColumns(facts, attributes);
      else if (!isInData) return;
      else if (tag === "row") rows.startRow(attributes);
      else if (tag === "c") rows.startCell(attributes);
      else if (tag === "rPh") phonetic++;
      else if (tag === "v") rows.startField("value");
      else if (tag === "t" && phonetic === 0) rows.startField("inline");
      else if (tag === "f") rows.startField("formula");
    },
    text: rows.addText,
    close(tag) {
      rows.endField();
      if (tag === "sheetData") isInData = false;
      else if (!isInData) return;
      else if (tag === "c") rows.endCell();
      else if (tag === "rPh") phonetic--;
      else if (tag === "row") rows.endRow();
    },
  };
}

/** Makes rows of the tags of a sheet, as they come. */
function rowBuilder(tables: CellTables, emit: (row: XlsxRow) => void) {
  let [row, reference]: [XlsxRow, string] = [{ cells: [], number: 0 }, ""];
  let column = 0;
  let cell: RawCell | undefined;
  let field: "value" | "inline" | "formula" | undefined;
  return {
    startRow(attributes: Record<string, string>) {
      row = nextRow(row, attributes);
      column = 0;
      reference = attributes.r ?? "";
    },
    startCell({ r, t = "n", s = "" }: Record<string, string>) {
      column = r === undefined ? column + 1 : columnOf(r);
      if (r !== undefined && !isInRow(r, column, reference)) {
        numberBy(r, row, reference !== "");
        reference ||= String(row.number);
      }
      cell = { type: t, style: s, value: "", inline: "", formula: "" };
    },
    startField(name: "value" | "inline" | "formula") {
      field = name;
      if (cell && name === "formula") cell.formula = "=";
    },
    addText(text: string) {
      if (cell && field) cell[field] += text;
    },
    endField: () => void (field = undefined),
    endCell() {
      const value = cell ? readCell(cell, tables) : null;
      if (value !== null) place(row, column, value);
      if (cell?.formula && isOldResult(value, tables)) (row.oldResults ??= []).push(column - 1);
      cell = undefined;
    },
    endRow() {
      if (row.cells.length > 0) emit(row);
    },
  };
}

function isOldResult(value: XlsxCell, tables: CellTables): boolean {
  return tables.isUncalculated && value !== null &&
    !(typeof value === "object" && "unreadable" in value);
}

/** A row without a number follows the one that was written before it. */
function nextRow(before: XlsxRow, { r, hidden, ht }: Record<string, string>): XlsxRow {
  const number = r === undefined ? before.number + 1 : Number(r);
  if (!isRowNumber(number)) throw brokenFile();
  const isHidden = isTrue(hidden) || (ht !== undefined && Number(ht) === 0);
  return isHidden ? { cells: [], number, isHidden } : { cells: [], number };
}

function isRowNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= LAST_ROW;
}

/** The column of a reference such as `AB12` or `ab12`, from 1. */
function columnOf(cell: string): number {
  let column = 0;
  for (let at = 0; at < 3; at++) {
    const letter = (cell.charCodeAt(at) & ~LOWER_CASE) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  if (column === 0) throw brokenFile();
  return column;
}

const LOWER_CASE = 0x20;

/** Whether a cell's reference has the row number of its row. */
function isInRow(cell: string, column: number, row: string): boolean {
  const letters = column > 702 ? 3 : column > 26 ? 2 : 1;
  return row !== "" && cell.length === letters + row.length && cell.endsWith(row);
}

/**
 * A row without a number gets that of its first cell; every other cell must have the row's number.
 */
function numberBy(cell: string, row: XlsxRow, isNumbered: boolean): void {
  const number = Number(cell.replace(/^[A-Za-z]{1,3}/, ""));
  const isFirst = !isNumbered && row.cells.length === 0;
  if (!isRowNumber(number) || (!isFirst && number !== row.number)) throw brokenFile();
  row.number = number;
}

/** Two values for one cell could be two things. */
function place({ cells, number }: XlsxRow, column: number, value: XlsxCell): void {
  if (column > MAX_COLUMNS) {
    throw new UnreadableFileError({ code: "farFromTable", column, row: number });
  }
  while (cells.length < column - 1) cells.push(null);
  if (cells.length < column) cells.push(value);
  else if (cells[column - 1] === null) cells[column - 1] = value;
  else throw brokenFile();
}

function noteColumns(
  { hiddenColumns }: SheetFacts,
  { min, max, hidden, width }: Record<string, string>,
): void {
  if (!isTrue(hidden) && !(width !== undefined && Number(width) === 0)) return;
  const last = Math.min(Number(max), MAX_COLUMNS);
  for (let column = Math.max(1, Number(min)); column <= last; column++) {
    hiddenColumns.add(column - 1);
  }
}
