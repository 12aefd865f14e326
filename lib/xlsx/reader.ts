import { brokenFile } from "../unreadable_file.ts";
import { readParts } from "./parts.ts";
import { readRows, type XlsxRow } from "./rows.ts";
import { readNumberStyles, readSharedStrings } from "./tables.ts";
import { openZip } from "./zip_guard.ts";

export type { XlsxRow } from "./rows.ts";
export type { XlsxCell } from "./values.ts";

export type XlsxSheet = {
  sheet: string;
  isHidden: boolean;
  /** Its bare numbers, where they mean days, count from 1904. */
  uses1904: boolean;
  /** Places of hidden columns; complete once the first row was read. */
  hiddenColumns: ReadonlySet<number>;
  rows: AsyncIterable<XlsxRow[]>;
};

/**
 * Reads a workbook sheet by sheet and some rows at a time, in the workbook's order, inflating no more than
 * is asked for. Of a formula its stored result is read. Opens nothing but these bytes. Throws
 * UnreadableFileError.
 */
export async function* readXlsx(bytes: Uint8Array): AsyncGenerator<XlsxSheet> {
  const zip = await openZip(bytes);
  const { sheets, sharedStrings, styles, uses1904, isUncalculated } = await readParts(zip);
  const tables = {
    strings: await readSharedStrings(zip, sharedStrings),
    styles: await readNumberStyles(zip, styles),
    uses1904,
    isUncalculated,
  };
  for (const { name, path, isHidden } of sheets) {
    const parts = zip.read(path);
    if (!parts) throw brokenFile();
    const hiddenColumns = new Set<number>();
    const rows = readRows(parts, tables, { hiddenColumns });
    yield { sheet: name, isHidden, uses1904, hiddenColumns, rows };
  }
}
