import { Buffer } from "node:buffer";
import { byLibreOffice } from "./libreoffice.ts";
import { HEADER, type Kind, kind, NIT, ONE } from "./kind.ts";
import { byExcelJs, bySheetJs, bySheetJsInBogota, byXlsxPopulate } from "./makers.ts";
import { cells, inline, parts, raw, row } from "./makers.ts";
import { byOpenpyxl, byXlsxWriter } from "./python.ts";

const DAY = new Date("2023-03-15T00:00:00Z");
const NOON = new Date("2023-03-15T12:00:00Z");
const ROW = [NIT, DAY, "Cheque", "CE-1", 1000.5];
const NO_RESULT =
  "error: E2: Valor Pago es una fórmula sin resultado: abra el libro en Excel y guárdelo";
const ZERO = "CE-1 2023-03-15 0";
const OLD =
  "aviso: E2: E2: el libro pide calcular de nuevo sus fórmulas y estos resultados pueden " +
  "ser viejos; revíselos, o abra el libro en Excel y guárdelo";
const HIDDEN = "aviso: A2: la fila 2 está oculta y se tuvo en cuenta: suma $ 1.000,50";
const UNREADABLE =
  "error: no es un libro de Excel (.xlsx) que se pueda leer: ábralo en Excel y guárdelo de nuevo";
const FULL = { workbookPr: `<calcPr fullCalcOnLoad="1"/>` };
const BIN =
  `<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>`;
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
const formatted = (format: string, value: string) =>
  raw(
    `<row>${inline(HEADER)}</row><row>${inline([NIT])}<c s="1"><v>45000</v></c>${
      inline(["Cheque"])
    }<c s="2"><v>${value}</v></c><c><v>1000.5</v></c></row>`,
    {
      styles:
        `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="${format}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    },
  );

/** Kinds of workbooks: a new one joins by a line. */
export const WORKBOOKS: Kind[] = [
  // What real producers write.
  kind(
    "a workbook of SheetJS",
    bySheetJs([NIT, "15/03/2023", "Cheque", "000123", 1000.5]),
    "000123 2023-03-15 100050",
  ),
  kind("a day of SheetJS in Bogotá", bySheetJsInBogota(), ONE),
  kind("a workbook of exceljs", byExcelJs((sheet) => sheet.addRow(ROW)), ONE),
  kind(
    "a workbook of xlsx-populate",
    byXlsxPopulate((book) =>
      book.sheet(0).cell("A2").value([[NIT, "15/03/2023", "Cheque", "CE-1", 1000.5]])
    ),
    ONE,
  ),
  kind("a workbook of openpyxl", byOpenpyxl("sheet.append(ROW)"), ONE),
  kind("a workbook of XlsxWriter", byXlsxWriter("add(1, ROW)"), ONE),
  kind("a workbook of LibreOffice", byLibreOffice(row({})), ONE),
  kind("a default type for .bin", raw(cells(), { types: BIN }), ONE),
  // Formulas.
  kind(
    "a formula of XlsxWriter, whose result is 0",
    byXlsxWriter("add(1, ROW)", `sheet.write_formula("E2", "=1200000-1000")`),
    ZERO,
    NO_RESULT,
  ),
  kind(
    "a formula of XlsxWriter, whose result is told",
    byXlsxWriter("add(1, ROW)", `sheet.write_formula("E2", "=1000+0.5", None, 1000.5)`),
    ONE,
    OLD,
  ),
  kind(
    "a formula of openpyxl, without result",
    byOpenpyxl("sheet.append(ROW)", `sheet["E2"] = "=1000+0.5"`),
    ZERO,
    NO_RESULT,
  ),
  kind(
    "a formula of exceljs with its result",
    byExcelJs((sheet) =>
      sheet.addRow([...ROW.slice(0, 4), { formula: "1000+0.5", result: 1000.5 }])
    ),
    ONE,
  ),
  kind(
    "a formula of exceljs that is 0, and says so",
    byExcelJs((sheet) => sheet.addRow([...ROW.slice(0, 4), { formula: "1-1", result: 0 }])),
    ZERO,
  ),
  kind(
    "a formula of xlsx-populate",
    byXlsxPopulate((book) => {
      book.sheet(0).cell("A2").value([[NIT, "15/03/2023", "Cheque", "CE-1"]]);
      book.sheet(0).cell("E2").formula("1000+0.5");
    }),
    ZERO,
    NO_RESULT,
  ),
  kind(
    "a placeholder of nothing",
    raw(cells(`<c t="str"><f>A1</f><v></v></c>`), FULL),
    ZERO,
    NO_RESULT,
  ),
  kind(
    "a placeholder where the last calculation was not completed",
    raw(cells("<c><f>A1</f><v>0.0</v></c>"), { workbookPr: `<calcPr calcCompleted="0"/>` }),
    ZERO,
    NO_RESULT,
  ),
  kind("a true zero that is no formula", raw(cells("<c><v>0</v></c>"), FULL), ZERO),
  // What nobody sees.
  kind(
    "a row that a filter hides",
    byXlsxWriter("add(1, ROW)", "sheet.set_row(1, options={'hidden': True})"),
    ONE,
    HIDDEN,
  ),
  kind(
    "a row in a folded group",
    byOpenpyxl("sheet.append(ROW)", "sheet.row_dimensions.group(2, 2, hidden=True)"),
    ONE,
    HIDDEN,
  ),
  kind(
    "a row that exceljs hides",
    byExcelJs((sheet) => sheet.addRow(ROW).hidden = true),
    ONE,
    HIDDEN,
  ),
  kind(
    "a row without height",
    raw(cells().replace("</row><row>", `</row><row ht="0" customHeight="1">`)),
    ONE,
    HIDDEN,
  ),
  kind(
    "many hidden rows",
    byExcelJs((sheet) =>
      [1, 2, 3, 4, 5].forEach((one) =>
        sheet.addRow([...ROW.slice(0, 3), `${one}`, 10]).hidden = one !== 3
      )
    ),
    ...[1, 2, 3, 4, 5].map((one) => `${one} 2023-03-15 1000`),
    "aviso: A2: las filas 2–3 y 5–6 están ocultas y se tuvieron en cuenta: suman $ 40,00",
  ),
  kind(
    "a hidden column",
    byExcelJs((sheet) => {
      sheet.addRow(ROW);
      sheet.getColumn(5).hidden = true;
    }),
    ONE,
    "aviso: E1: la columna Valor Pago está oculta y se tuvo en cuenta",
  ),
  // Parts.
  kind(
    "names of parts in another case",
    parts(cells(), (file) => ({ ...file, name: file.name.replace("sheet1", "Sheet1") })),
    ONE,
  ),
  kind(
    "names of parts with backslashes",
    parts(cells(), (file) => ({ ...file, name: file.name.replaceAll("/", "\\") })),
    ONE,
  ),
  kind(
    "names of parts with a slash in front",
    parts(cells(), (file) => ({ ...file, name: `/${file.name}` })),
    ONE,
  ),
  kind(
    "parts in UTF-16",
    parts(cells(), (file) => ({ ...file, content: utf16(String(file.content)) })),
    ONE,
  ),
  kind(
    "parts in Latin 1",
    parts(
      cells(),
      (file) => ({
        ...file,
        content: Buffer.from(
          `<?xml version="1.0" encoding="ISO-8859-1"?>${file.content}`,
          "latin1",
        ),
      }),
    ),
    ONE,
  ),
  kind(
    "twelve sheets with tables and comments, of 69 parts",
    byXlsxWriter(
      "import itertools",
      "sheets = [sheet] + [book.add_worksheet() for _ in range(11)]",
      "for number, one in enumerate(sheets):",
      "    add(0, HEADER, one)",
      "    add(1, ROW[:3] + [str(number), 10], one)",
      "    one.write_comment('A2', 'x')",
      "    one.add_table(0, 0, 1, 4, {'columns': [{'header': h} for h in HEADER]})",
    ),
    ...Array.from({ length: 12 }, (_, index) => `${index} 2023-03-15 1000`),
  ),
  // Rows and cells.
  kind(
    "a row without number, cells with theirs",
    raw(
      `<row r="1">${inline(HEADER)}</row>` +
        `<row>${inline([NIT]).replace("<c ", `<c r="A4" `)}<c s="1"><v>45000</v></c>${
          inline(["Cheque", "CE-1"])
        }<c><v>1000.5</v></c></row>`,
    ),
    ONE,
  ),
  kind(
    "spaces around values",
    raw(cells("<c><v>\n 1000.5 </v></c>", `<c s="1"><v> 45000\n</v></c>`)),
    ONE,
  ),
  kind(
    "inline texts that stand as values",
    raw(cells().replaceAll(/<is><t>(Cheque|CE-1)<\/t><\/is>/g, "<v>$1</v>")),
    ONE,
  ),
  kind(
    "rows out of order",
    raw(
      `<row r="3">${inline([NIT])}<c s="1"><v>45000</v></c>${
        inline(["Cheque", "CE-1"])
      }<c><v>1000.5</v></c></row><row r="1">${inline(HEADER)}</row>`,
    ),
    ONE,
  ),
  kind(
    "cells out of order",
    raw(
      `<row r="1">${
        inline(HEADER)
      }</row><row r="2"><c r="E2"><v>1000.5</v></c><c r="B2" s="1"><v>45000</v></c>${
        inline(["Cheque"])
      }${inline([NIT]).replace("<c ", `<c r="A2" `)}${
        inline(["CE-1"]).replace("<c ", `<c r="D2" `)
      }</row>`,
    ),
    ONE,
  ),
  kind("two rows of one number", raw(`${cells()}<row r="2">${inline(["x"])}</row>`), UNREADABLE),
  // Formats.
  kind("zeros of a format", formatted("00000000000", "1234567"), "00001234567 2023-03-15 100050"),
  kind(
    "a prefix of a format",
    formatted("&quot;CE-&quot;0000", "123"),
    "CE-0123 2023-03-15 100050",
  ),
  kind(
    "a prefix before a number as it is",
    formatted("&quot;CE-&quot;General", "123"),
    "CE-123 2023-03-15 100050",
  ),
  kind(
    "signs between the digits of a format",
    formatted("000\\-0000", "1234567"),
    "123-4567 2023-03-15 100050",
  ),
  kind(
    "sections and colours of a format",
    formatted("[Red]0000;-0000;&quot;nada&quot;", "12"),
    "0012 2023-03-15 100050",
  ),
  kind(
    "thousands of a format are no part of a text",
    formatted("#,##0", "1500086213"),
    "1500086213 2023-03-15 100050",
  ),
  kind(
    "zeros of openpyxl",
    byOpenpyxl("sheet.append(ROW)", `sheet["D2"] = 123`, `sheet["D2"].number_format = '"CE-"0000'`),
    "CE-0123 2023-03-15 100050",
  ),
  // Days.
  kind("a day with a time of exceljs", byExcelJs((sheet) => sheet.addRow(ROW.with(1, NOON))), ONE),
  kind(
    "a day with a time of openpyxl, as a number",
    byOpenpyxl("ROW[1] = datetime.datetime(2023, 3, 15, 14, 30)", "sheet.append(ROW)"),
    ONE,
  ),
  kind(
    "a day with a time of openpyxl, as ISO",
    byOpenpyxl(
      "ROW[1] = datetime.datetime(2023, 3, 15, 14, 30)",
      "sheet.append(ROW)",
      "book.iso_dates = True",
    ),
    ONE,
  ),
  kind(
    "a day with a time, without a format",
    raw(cells(undefined, "<c><v>45000.604166</v></c>")),
    ONE,
  ),
  kind(
    "a no-break space of Excel in a key",
    byExcelJs((
      sheet,
    ) => [sheet.addRow(ROW.with(3, "CE\u00a01")), sheet.addRow(ROW.with(3, "CE 1"))]),
    "CE 1 2023-03-15 100050",
    "aviso: D3: repite la fila 2 de Comprobantes y no se tuvo en cuenta",
  ),
];
