import { assertEquals } from "@std/assert";
import exceljs from "exceljs";
import { loadFiles } from "../../../db/loads/files.ts";
import { readUpload } from "../../../db/loads/sheets.ts";
import { assertLetsOthersRun } from "../../lib/support/measured_reading.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aVoucher, B, VOUCHERS_HEADER } from "../../support/files.ts";
import { visibleContent } from "../support/contents.ts";

const HEADER = ["NIT", "Fecha\nde Pago", "Forma de Pago", "No.\nDocumento", "Valor Pago", "Notas"];
const PROVIDERS = new TextEncoder().encode(
  `NIT;Razón Social\r\n${A};Clínica Peña S.A.S.\r\n${B};Hospital B\r\n`,
);

async function bytesOf(workbook: exceljs.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/**
 * A month as a treasury writes it: a letterhead, the table, a total, and drafts that nobody must
 * see.
 */
async function aMonth(): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet("Marzo");
  sheet.addRow(["MUTUAL SER EPS", null, null, null, null, null]);
  sheet.mergeCells("A1:F1");
  sheet.addRow(["Comprobantes de egreso de marzo, 2026"]);
  sheet.mergeCells("A2:F2");
  sheet.addRow([]);
  sheet.addRow(HEADER).font = { bold: true };
  const day = new Date("2026-03-15T00:00:00Z");
  sheet.addRow([900356158, day, "Transferencia", 1500086213, 1234567.5, "pagado"]);
  sheet.addRow([A, "15/03/2026", "Cheque", "0001", "$ 1.234.567,50"]);
  sheet.addRow([`${A}.0`, 46096, "Cheque", "0002", "1,234,567.50"]);
  sheet.addRow([B, "2026-03-16", "Cheque", "0003", { formula: "E5*2", result: 2469135 }]);
  sheet.addRow([]);
  sheet.addRow(["Total general", null, null, null, { formula: "SUM(E5:E8)", result: 6172837.5 }]);
  for (let row = 20; row < 3000; row++) {
    for (let column = 1; column <= 6; column++) {
      sheet.getCell(row, column).border = { top: { style: "thin" } };
    }
  }
  const draft = workbook.addWorksheet("Borrador", { state: "hidden" });
  draft.addRow(HEADER);
  draft.addRow([A, day, "Cheque", "9999", 99]);
  workbook.addWorksheet("Firmas").addRow(["Elaboró", "Revisó"]);
  return await bytesOf(workbook);
}

Deno.test("a month as a treasury writes it loads to the centavo, and says what it left out", async () => {
  await using database = await testDatabase();
  const sheets = readUpload([
    { name: "prestadores.csv", bytes: PROVIDERS },
    { name: "marzo.xlsx", bytes: await aMonth() },
  ]);
  const report = await loadFiles(database.db, sheets, { source: "prueba", now: () => 0 });
  assertEquals([report.status, report.errors], ["published", []]);
  assertEquals([report.vouchers.new, report.paidAmount], [4, 3 * 123_456_750 + 246_913_500]);
  assertEquals(report.warnings.map(({ sheet, cell, message }) => [sheet, cell, message]), [
    ["Marzo", "F4", "la columna Notas no se conoce y no se tuvo en cuenta"],
    ["Marzo", "A10", "la fila parece un total y no se tuvo en cuenta"],
    ["Borrador", null, "la hoja está oculta y no se tuvo en cuenta: muéstrela si debe cargarse"],
    [
      "Firmas",
      null,
      "los encabezados no son de Prestadores, Comprobantes, Facturas, Oficinas, Puntos de Entrega, Sedes IPS, Afiliados, Medicamentos Pendientes ni Agendas",
    ],
  ]);
  const { vouchers, providers } = await visibleContent(database.db);
  assertEquals(vouchers?.map((row) => row.document_number).sort(), [
    "0001",
    "0002",
    "0003",
    "1500086213",
  ]);
  assertEquals(providers?.map((row) => row.legal_name), ["Clínica Peña S.A.S.", "Hospital B"]);
});

Deno.test("the same month as CSV, under titles with commas, loads alike", async () => {
  await using database = await testDatabase();
  const csv = "\ufeff" + [
    "Mutual Ser, EPS",
    "Comprobantes, marzo, 2026",
    "",
    VOUCHERS_HEADER,
    aVoucher({ number: "1", paid: "1234567,50" }),
    `"TOTAL";;;;;;;"1.234.567,50";;;`,
    ";;;;;;;;;;",
  ].join("\r\n");
  const sheets = readUpload([
    { name: "prestadores.csv", bytes: PROVIDERS },
    { name: "marzo.csv", bytes: new TextEncoder().encode(csv) },
  ]);
  const report = await loadFiles(database.db, sheets, { source: "prueba", now: () => 0 });
  assertEquals([report.status, report.errors, report.paidAmount], ["published", [], 123_456_750]);
  assertEquals(report.warnings.map(({ cell, value }) => [cell, value]), [["A6", "TOTAL"]]);
});

Deno.test("a workbook of 20,000 rows is judged while others run", async () => {
  await using database = await testDatabase();
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet("Comprobantes");
  sheet.addRow(VOUCHERS_HEADER.split(";"));
  for (let row = 0; row < 20_000; row++) sheet.addRow(aVoucher({ number: `${row}` }).split(";"));
  const bytes = await bytesOf(workbook);
  const sources = [{ name: "p.csv", bytes: PROVIDERS }, { name: "c.xlsx", bytes }];
  await assertLetsOthersRun(async () => {
    const options = { source: "prueba", dryRun: true, now: () => 0 };
    const report = await loadFiles(database.db, readUpload(sources), options);
    assertEquals([report.status, report.vouchers.new], ["valid", 20_000]);
  });
});
