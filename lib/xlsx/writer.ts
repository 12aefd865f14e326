import { PassThrough } from "node:stream";
import type ExcelJS from "exceljs";
import { beginTurn } from "../turn.ts";
import {
  type CellKind,
  FORMATS,
  rowWriter,
  type SheetCell,
  type SheetColumn,
  toValue,
} from "./cells.ts";
import { type OpenWorkbook, openWorkbook, toWeb, type Workbook } from "./exceljs_workbook.ts";
import { XmlBytes } from "./xml_bytes.ts";

export type { SheetCell, SheetColumn };

/** A table: row 1 is its header, frozen, with a filter. Money in whole hundredths, dates ISO. */
export type TableSheet = {
  name: string;
  columns: SheetColumn[];
  /** Some at a time; each row is asked for when it is written. */
  rows: AsyncIterable<Iterable<SheetCell[]>> | Iterable<Iterable<SheetCell[]>>;
};

/** A name and a value a row; a formula carries the value that it gives. */
export type SummaryRow = {
  name: string;
  value: SheetCell | { formula: string; cents: number };
  kind: CellKind;
};

/**
 * `summary`, where there is one, is asked with the number of rows that each table got; `last` comes
 * after it.
 */
export type WorkbookPlan = {
  tables: TableSheet[];
  summary?: { name: string; rows: (rowCounts: number[]) => SummaryRow[] };
  last?: TableSheet;
};

/** Short, because several downloads run at once and each gets its turns. */
const MAX_TURN_MS = 3;
/** How much XML is written at a time. */
const PIECE_LENGTH = 32 * 1024;

/**
 * Writes a workbook as a stream: no faster than it is read, never whole in memory, other requests
 * in between. Stops where the reader goes away. Its properties name `author`.
 */
export function streamWorkbook(plan: WorkbookPlan, author: string): ReadableStream<Uint8Array> {
  const sink = new PassThrough();
  writeWorkbook(plan, author, sink).catch((error) => sink.destroy(error));
  return toWeb(sink);
}

async function writeWorkbook(plan: WorkbookPlan, author: string, sink: PassThrough): Promise<void> {
  const open = await openWorkbook(sink, author);
  const rowCounts: number[] = [];
  for (const table of plan.tables) rowCounts.push(await writeTable(open, table));
  const { summary, last } = plan;
  if (summary) writeSummary(open.workbook, summary.name, summary.rows(rowCounts));
  if (last) await writeTable(open, last);
  await open.workbook.commit();
}

/** Writes one table; answers its rows without the header. */
async function writeTable(open: OpenWorkbook, { name, columns, rows }: TableSheet) {
  const sheet = open.workbook.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = columns.map(({ width, kind }) => ({ width, style: { numFmt: FORMATS[kind] } }));
  const header = sheet.addRow(columns.map((column) => column.header));
  header.font = { bold: true };
  header.alignment = { wrapText: true, vertical: "top" };
  header.commit();
  const count = await writeRows(open, sheet, columns, rows);
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: count + 1, column: columns.length },
  };
  sheet.commit();
  return count;
}

/** Writes the rows below the header; answers how many. */
async function writeRows(
  open: OpenWorkbook,
  sheet: ExcelJS.Worksheet,
  columns: SheetColumn[],
  rows: TableSheet["rows"],
): Promise<number> {
  const addRow = rowWriter(columns, (kind) => open.numberOf({ numFmt: FORMATS[kind] }));
  const turn = beginTurn(MAX_TURN_MS);
  const xml = new XmlBytes();
  let count = 0;
  for await (const chunk of rows) {
    for (const row of chunk) {
      addRow(xml, row, ++count + 1);
      if (xml.length < PIECE_LENGTH) continue;
      await open.writeRows(sheet, xml.take());
      if (turn.isOver()) await turn.end();
    }
  }
  await open.writeRows(sheet, xml.take());
  return count;
}

function writeSummary(workbook: Workbook, name: string, rows: SummaryRow[]): void {
  const sheet = workbook.addWorksheet(name);
  sheet.columns = [{ width: 36 }, { width: 48 }];
  for (const summaryRow of rows) {
    const row = sheet.addRow([summaryRow.name, summaryValue(summaryRow)]);
    row.getCell(1).font = { bold: true };
    row.getCell(2).numFmt = FORMATS[summaryRow.kind];
    row.getCell(2).alignment = { horizontal: "left" };
    row.commit();
  }
  sheet.commit();
}

function summaryValue({ value, kind }: SummaryRow): ExcelJS.CellValue {
  if (value === null || typeof value !== "object") return toValue(value, kind);
  return { formula: value.formula, result: value.cents / 100 };
}
