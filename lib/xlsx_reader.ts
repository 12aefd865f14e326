import type ExcelJS from "exceljs";
import { UnreadableFileError } from "./csv.ts";

export type XlsxCell = string | number | Date | null | { unreadable: string };
export type XlsxSheet = {
  sheet: string;
  rows: AsyncIterable<{ cells: XlsxCell[]; number: number }>;
};

/**
 * Reads a workbook sheet by sheet, row by row, never whole. Rows have the spreadsheet's own numbers.
 * Each sheet must be read before the next is asked for. Throws UnreadableFileError.
 */
export async function* readXlsx(path: string): AsyncGenerator<XlsxSheet> {
  const { default: exceljs } = await import("exceljs");
  const reader = new exceljs.stream.xlsx.WorkbookReader(path, {
    worksheets: "emit",
    sharedStrings: "cache",
    styles: "cache",
    hyperlinks: "ignore",
    entries: "emit",
  });
  try {
    for await (const worksheet of reader) {
      const rows = worksheet[Symbol.asyncIterator]();
      yield { sheet: nameOf(worksheet), rows: readRows(rows) };
      while (!(await rows.next()).done);
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError("no es un libro de Excel (.xlsx) que se pueda abrir");
  }
}

/** Walks the rows without closing them, so that a reader who stops early leaves the rest in place. */
async function* readRows(rows: AsyncIterator<ExcelJS.Row>) {
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    const row = next.value;
    const cells: XlsxCell[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      while (cells.length < column - 1) cells.push(null);
      cells.push(plain(cell.value));
    });
    yield { cells, number: row.number };
  }
}

function plain(value: ExcelJS.CellValue): XlsxCell {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || value instanceof Date) return value;
  if (typeof value === "boolean") return { unreadable: value ? "VERDADERO" : "FALSO" };
  if ("richText" in value) return value.richText.map((part) => part.text).join("");
  if ("hyperlink" in value) return value.text;
  if ("result" in value && value.result !== undefined) return plain(value.result);
  if ("error" in value) return { unreadable: value.error };
  return { unreadable: "fórmula sin resultado" };
}

function nameOf(worksheet: object): string {
  return "name" in worksheet ? String(worksheet.name) : "";
}
