import { formatDate } from "../../domain/dates.ts";
import type { Cell } from "../../domain/loads/cell.ts";
import { describeCell } from "../../domain/loads/cell.ts";
import { MAX_TITLES, namesInvoices } from "../../domain/reconciliation/header.ts";
import type { ReadSheet } from "../../domain/reconciliation/kept_list.ts";
import { MAX_LIST_LINES, readPastedList } from "../../domain/reconciliation/pasted.ts";
import { bytesOf } from "../../lib/byte_source.ts";
import { readCsv } from "../../lib/csv/csv.ts";
import { fileKind } from "../../lib/upload/file_kind.ts";

/** Rows of a further sheet by which it is known whether it is a list, too. */
const MAX_GLANCED = 2 * MAX_TITLES;

/** The lines of a list, and of a workbook the sheet that they are of. */
export type ListFile = { lines: string[][]; sheet?: ReadSheet };

/**
 * The cells of a CSV, or of a workbook: of its first sheet whose header names invoices, else of its
 * first one with rows; hidden ones are not looked at. Each row stands at the place of its number; where
 * a list is too long, one line more than it may have. Throws UnreadableFileError.
 */
export async function readListFile(bytes: Uint8Array): Promise<ListFile> {
  if (fileKind(bytes) === "text") {
    return { lines: await readRows(readCsv(bytesOf(bytes)), MAX_LIST_LINES) };
  }
  const { readXlsx } = await import("../../lib/xlsx/reader.ts");
  let first: string[][] = [];
  let found: Required<ListFile> | undefined;
  for await (const { sheet, rows, isHidden } of readXlsx(bytes)) {
    const lines = isHidden ? [] : await readRows(rows, found ? MAX_GLANCED : MAX_LIST_LINES);
    const isList = namesInvoices(readPastedList(lines).headers);
    if (isList && found) found.sheet.unread.push(sheet);
    else if (isList) found = { lines, sheet: { name: sheet, unread: [] } };
    if (first.length === 0) first = lines;
  }
  return found ?? { lines: first };
}

type FileRow = { cells: Cell[]; number: number };

async function readRows(parts: AsyncIterable<FileRow[]>, maxLines: number): Promise<string[][]> {
  const lines: string[][] = [];
  for await (const rows of parts) {
    for (const { cells, number } of rows) {
      while (lines.length < Math.min(number - 1, maxLines)) lines.push([]);
      lines.push(cells.map(cellText));
      if (lines.length > maxLines) return lines;
    }
  }
  return lines;
}

function cellText(cell: Cell): string {
  const text = describeCell(cell) ?? "";
  return cell instanceof Date ? formatDate(text) : text;
}
