import { formatDate } from "../../domain/dates.ts";
import type { Cell } from "../../domain/loads/cell.ts";
import { describeCell } from "../../domain/loads/cell.ts";
import { MAX_LIST_LINES } from "../../domain/reconciliation/pasted.ts";
import { readCsv } from "../../lib/csv.ts";
import { fileKind } from "../../lib/upload/file_kind.ts";

/**
 * The cells of a CSV, or of a workbook's first sheet with rows that is not hidden, each row at the
 * place of its number; one line more than a list may have where it is longer. Throws
 * UnreadableFileError.
 */
export async function readListFile(bytes: Uint8Array): Promise<string[][]> {
  if (fileKind(bytes) === "text") return await readRows(readCsv(bytes));
  const { readXlsx } = await import("../../lib/xlsx/reader.ts");
  for await (const { rows, isHidden } of readXlsx(bytes)) {
    const lines = isHidden ? [] : await readRows(rows);
    if (lines.length > 0) return lines;
  }
  return [];
}

type FileRow = { cells: Cell[]; number: number };

async function readRows(rows: AsyncIterable<FileRow>): Promise<string[][]> {
  const lines: string[][] = [];
  for await (const { cells, number } of rows) {
    while (lines.length < Math.min(number - 1, MAX_LIST_LINES)) lines.push([]);
    lines.push(cells.map(cellText));
    if (lines.length > MAX_LIST_LINES) break;
  }
  return lines;
}

function cellText(cell: Cell): string {
  const text = describeCell(cell) ?? "";
  return cell instanceof Date ? formatDate(text) : text;
}
