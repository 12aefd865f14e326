import { PassThrough, Readable } from "node:stream";
import type ExcelJS from "exceljs";
import { letOthersRun } from "../turn.ts";

export type SheetColumn = { header: string; kind: "text" | "money" | "date"; width: number };
export type SheetCell = string | number | null;

/** A table: row 1 is its header, frozen, with a filter. Money in whole hundredths, dates ISO. */
export type TableSheet = {
  name: string;
  columns: SheetColumn[];
  rows: AsyncIterable<SheetCell[][]> | Iterable<SheetCell[][]>;
};

/** A name and a value a row; a formula carries the value that it gives. */
export type SummaryRow = {
  name: string;
  value: SheetCell | { formula: string; cents: number };
  kind: "text" | "money" | "date" | "count";
};

/** `summary` is asked last, with the number of rows that each table got. */
export type WorkbookPlan = {
  tables: TableSheet[];
  summary: { name: string; rows: (rowCounts: number[]) => SummaryRow[] };
};

const YIELD_EVERY = 50;
const FORMATS = { text: "@", money: "#,##0.00", date: "dd/mm/yyyy", count: "0" };
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

/**
 * Writes a workbook as a stream: no faster than it is read, never whole in memory, other requests
 * in between. Stops where the reader goes away.
 */
export function streamWorkbook(plan: WorkbookPlan): ReadableStream<Uint8Array> {
  const sink = new PassThrough();
  writeWorkbook(plan, sink).catch((error) => sink.destroy(error));
  return Readable.toWeb(sink) as ReadableStream<Uint8Array>;
}

async function writeWorkbook(plan: WorkbookPlan, sink: PassThrough): Promise<void> {
  const { default: exceljs } = await import("exceljs");
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream: sink,
    useStyles: true,
    useSharedStrings: false,
  });
  const rowCounts: number[] = [];
  for (const table of plan.tables) rowCounts.push(await writeTable(workbook, table, sink));
  if (sink.destroyed) return;
  writeSummary(workbook, plan.summary.name, plan.summary.rows(rowCounts));
  await workbook.commit();
}

/** Writes one table; answers its rows without the header. */
async function writeTable(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  { name, columns, rows }: TableSheet,
  sink: PassThrough,
): Promise<number> {
  const sheet = workbook.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = columns.map(({ width, kind }) => ({ width, style: { numFmt: FORMATS[kind] } }));
  const header = sheet.addRow(columns.map((column) => column.header));
  header.font = { bold: true };
  header.alignment = { wrapText: true, vertical: "top" };
  header.commit();
  let count = 0;
  for await (const chunk of rows) {
    for (const row of chunk) {
      sheet.addRow(row.map((cell, index) => toValue(cell, columns[index]?.kind))).commit();
      if (++count % YIELD_EVERY === 0) await breathe(sink);
      if (sink.destroyed) return count;
    }
  }
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: count + 1, column: columns.length },
  };
  sheet.commit();
  return count;
}

function writeSummary(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  rows: SummaryRow[],
): void {
  const sheet = workbook.addWorksheet(name);
  sheet.columns = [{ width: 36 }, { width: 48 }];
  for (const { name: label, value, kind } of rows) {
    const row = sheet.addRow([label, summaryValue(value, kind)]);
    row.getCell(1).font = { bold: true };
    row.getCell(2).numFmt = FORMATS[kind];
    row.getCell(2).alignment = { horizontal: "left" };
    row.commit();
  }
  sheet.commit();
}

function summaryValue(value: SummaryRow["value"], kind: SummaryRow["kind"]): ExcelJS.CellValue {
  if (value === null) return null;
  if (typeof value === "object") return { formula: value.formula, result: value.cents / 100 };
  return kind === "count" ? value : toValue(value, kind);
}

function toValue(cell: SheetCell, kind: "text" | "money" | "date" | undefined): SheetCell {
  if (cell === null) return cell;
  if (kind === "text") return escapeControls(String(cell));
  if (kind === "money") return Number(cell) / 100;
  const days = (Date.parse(String(cell)) - SERIAL_EPOCH_MS) / 86_400_000;
  return Number.isNaN(days) ? cell : days;
}

/** XML would turn a CR into a line feed, so it is written as workbooks write such signs. */
function escapeControls(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replaceAll("\r", "_x000D_");
}

/** Lets other work run, and waits for a reader that is slower than we are. */
async function breathe(sink: PassThrough): Promise<void> {
  if (sink.writableNeedDrain) {
    await new Promise<void>((resolve) => {
      sink.once("drain", resolve);
      sink.once("close", resolve);
    });
    sink.removeAllListeners("drain");
  }
  await letOthersRun();
}
