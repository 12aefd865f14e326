import { Buffer } from "node:buffer";
import exceljs from "exceljs";
import * as sheetJs from "xlsx";
import xlsxPopulate from "xlsx-populate";
import { type RawWorkbook, rawWorkbook, workbookFiles } from "../../../lib/support/zips.ts";
import { aZip, type ZipFile } from "../../../lib/support/zips.ts";
import { HEADER, type Maker, NIT } from "./kind.ts";

type Value = string | number | Date;

/** A CSV of Comprobantes with these rows below the usual header. */
export function csv(...rows: string[]): Maker {
  return text([HEADER.join(";"), ...rows, ""].join("\r\n"));
}

/** A CSV in which the cells of the usual row are replaced by these. */
export function row(cells: { nit?: string; day?: string; number?: string; paid?: string }): Maker {
  const { nit = NIT, day = "15/03/2023", number = "CE-1", paid = "1000,50" } = cells;
  return csv([nit, day, "Transferencia", number, paid].join(";"));
}

export function text(content: string): Maker {
  return () => new TextEncoder().encode(content);
}

/** Bytes that are written as Latin 1: `\x97` is the byte 97. */
export function bytes(content: string): Maker {
  return () => new Uint8Array(Buffer.from(content, "latin1"));
}

/** A CSV of Prestadores in a code page of old programs. */
export function providers(...rows: string[]): Maker {
  return bytes(["NIT;RAZON SOCIAL;MUNICIPIO", ...rows, ""].join("\r\n"));
}

const DAY_STYLE =
  `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`;

/** The usual row as XML of a workbook, its cells as they are written without references. */
export function cells(paid = `<c><v>1000.5</v></c>`, day = `<c s="1"><v>45000</v></c>`): string {
  return `<row>${inline(HEADER)}</row><row>${inline([NIT])}${day}` +
    `${inline(["Cheque", "CE-1"])}${paid}</row>`;
}

export function inline(texts: string[]): string {
  return texts.map((one) => `<c t="inlineStr"><is><t>${one}</t></is></c>`).join("");
}

/** A workbook of these rows, with other parts where a kind wishes them. */
export function raw(rows: string, wish: Partial<RawWorkbook> = {}): Maker {
  return () => rawWorkbook({ rows, styles: DAY_STYLE, ...wish });
}

/** A workbook whose parts were changed by a program of its own ways. */
export function parts(rows: string, change: (file: ZipFile) => ZipFile): Maker {
  return () => aZip(workbookFiles({ rows, styles: DAY_STYLE }).map(change));
}

/** A workbook as SheetJS writes it, of these rows below the usual header. */
export function bySheetJs(...rows: Value[][]): Maker {
  return () => {
    const book = sheetJs.utils.book_new();
    const sheet = sheetJs.utils.aoa_to_sheet([HEADER, ...rows]);
    sheetJs.utils.book_append_sheet(book, sheet, "Comprobantes");
    return new Uint8Array(sheetJs.write(book, { type: "buffer", bookType: "xlsx" }));
  };
}

/** As `bySheetJs`, in a process that lives in Bogotá. */
export function bySheetJsInBogota(): Maker {
  return async () => {
    const script = new URL("sheetjs_in_bogota.ts", import.meta.url).pathname;
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", script],
      env: { TZ: "America/Bogota" },
    }).output();
    return stdout;
  };
}

export function byExcelJs(fill: (sheet: exceljs.Worksheet, book: exceljs.Workbook) => void): Maker {
  return async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet("Comprobantes");
    sheet.addRow(HEADER);
    fill(sheet, book);
    return new Uint8Array(await book.xlsx.writeBuffer());
  };
}

/** What we use of xlsx-populate, which has no types. */
type Populated = {
  sheet(index: number): { cell(name: string): PopulatedCell; row(number: number): PopulatedRow };
  outputAsync(): Promise<Uint8Array>;
};
type PopulatedCell = {
  value(value: unknown): PopulatedCell;
  formula(formula: string): PopulatedCell;
  style(name: string, value: unknown): PopulatedCell;
};
type PopulatedRow = { hidden(isHidden: boolean): void };

export function byXlsxPopulate(fill: (book: Populated) => void): Maker {
  return async () => {
    const book: Populated = await xlsxPopulate.fromBlankAsync();
    book.sheet(0).cell("A1").value([HEADER]);
    fill(book);
    return new Uint8Array(await book.outputAsync());
  };
}
