import { formatDate } from "../../domain/dates.ts";
import type { Cell } from "../../domain/loads/cell.ts";
import { describeCell } from "../../domain/loads/cell.ts";
import { MAX_LIST_LINES } from "../../domain/reconciliation/pasted.ts";
import { bytesOf } from "../../lib/byte_source.ts";
import { readCsv } from "../../lib/csv/csv.ts";
import { fileKind } from "../../lib/upload/file_kind.ts";

/** What a sheet's first row says where the sheet is a list of invoices. */
const NAMES_INVOICES = /factura/i;

/**
 * The cells of a CSV, or of a workbook: of its first sheet that names invoices in its first row, else
 * of its first one with rows; hidden ones are not looked at. Each row stands at the place of its
 * number; where a list is too long, one line more than it may have. Throws UnreadableFileError.
 */
export async function readListFile(bytes: Uint8Array): Promise<string[][]> {
  if (fileKind(bytes) === "text") return await readRows(readCsv(bytesOf(bytes)));
  const { readXlsx } = await import("../../lib/xlsx/reader.ts");
  let first: string[][] = [];
  for await (const { rows, isHidden } of readXlsx(bytes)) {
    const lines = isHidden ? [] : await readRows(rows);
    const head = lines.find((line) => line.length > 0);
    if (head?.some((cell) => NAMES_INVOICES.test(cell))) return lines;
    if (first.length === 0) first = lines;
  }
  return first;
}

type FileRow = { cells: Cell[]; number: number };

async function readRows(parts: AsyncIterable<FileRow[]>): Promise<string[][]> {
  const lines: string[][] = [];
  for await (const rows of parts) {
    for (const { cells, number } of rows) {
      while (lines.length < Math.min(number - 1, MAX_LIST_LINES)) lines.push([]);
      lines.push(cells.map(cellText));
      if (lines.length > MAX_LIST_LINES) return lines;
    }
  }
  return lines;
}

function cellText(cell: Cell): string {
  const text = describeCell(cell) ?? "";
  return cell instanceof Date ? formatDate(text) : text;
}
