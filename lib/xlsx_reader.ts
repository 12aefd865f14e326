import type { CellValue } from "hucre";
import { readXlsx as readWorkbook, streamXlsxRows } from "hucre/xlsx";
import { UnreadableFileError } from "./csv.ts";

export type XlsxCell = string | number | Date | null | { unreadable: string };
export type XlsxSheet = {
  sheet: string;
  rows: AsyncIterable<{ cells: XlsxCell[]; number: number }>;
};

const UNREADABLE = "no es un libro de Excel (.xlsx) que se pueda abrir";

/**
 * Reads a workbook sheet by sheet and row by row, in the workbook's order. Rows have the
 * spreadsheet's own numbers; of a formula its stored result is read. Throws UnreadableFileError.
 */
export async function* readXlsx(bytes: Uint8Array): AsyncGenerator<XlsxSheet> {
  for (const sheet of await sheetNames(bytes)) yield { sheet, rows: readRows(bytes, sheet) };
}

async function sheetNames(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  try {
    await readWorkbook(bytes, {
      sheets: ({ name }) => {
        names.push(name);
        return false;
      },
    });
    return names;
  } catch {
    throw new UnreadableFileError(UNREADABLE);
  }
}

async function* readRows(bytes: Uint8Array, sheet: string) {
  try {
    for await (const { values, index } of streamXlsxRows(bytes, { sheet })) {
      yield { cells: values.map(plain), number: index + 1 };
    }
  } catch {
    throw new UnreadableFileError(UNREADABLE);
  }
}

function plain(value: CellValue): XlsxCell {
  if (value === null || typeof value === "number" || value instanceof Date) return value;
  if (typeof value === "boolean") return { unreadable: value ? "VERDADERO" : "FALSO" };
  return /^#(REF!|DIV\/0!|VALUE!|NAME\?|N\/A|NUM!|NULL!)$/.test(value)
    ? { unreadable: value }
    : value;
}
