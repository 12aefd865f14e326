import { assert, assertEquals } from "@std/assert";
import exceljs from "exceljs";
import { streamWorkbook, type WorkbookPlan } from "../../../lib/xlsx/writer.ts";
import { assertSoffice, openWorkbook, SOFFICE_EXISTS } from "../../support/workbook_readers.ts";
import { AUTHOR, aWorkbook, manyRows } from "../support/workbooks.ts";

/** Writes a workbook and opens it with every reader that is there. */
async function open(plan: WorkbookPlan) {
  return await openWorkbook(await new Response(streamWorkbook(plan, AUTHOR)).bytes());
}

Deno.test("amounts are numbers, dates are dates and text is text, each in its format", async () => {
  const workbook = await open(aWorkbook([["0012345", 123_456_750, "2026-01-31"]]));
  const row = workbook.getWorksheet("Comprobantes")?.getRow(2);
  assertEquals(row?.getCell(1).value, "0012345");
  assertEquals(row?.getCell(2).value, 1234567.5);
  assertEquals(row?.getCell(3).value, new Date("2026-01-31T00:00:00Z"));
  const formats = [1, 2, 3].map((column) => row?.getCell(column).numFmt);
  assertEquals(formats, ["@", "#,##0.00", "dd/mm/yyyy"]);
});

Deno.test("an amount of thirteen digits and one centavo is exact", async () => {
  const amounts = [4_318_747_803_812, 1, -1, 0, 9_000_000_000_000_000];
  const workbook = await open(aWorkbook(amounts.map((cents) => ["x", cents, "2026-01-31"])));
  const sheet = workbook.getWorksheet("Comprobantes");
  const pesos = amounts.map((_, index) => sheet?.getRow(index + 2).getCell(2).value);
  assertEquals(pesos, [43187478038.12, 0.01, -0.01, 0, 90_000_000_000_000]);
});

Deno.test("what is empty stays empty", async () => {
  const workbook = await open(aWorkbook([[null, null, null], ["", 0, "2026-01-31"]]));
  const sheet = workbook.getWorksheet("Comprobantes");
  assertEquals([1, 2, 3].map((column) => sheet?.getRow(2).getCell(column).value), [
    null,
    null,
    null,
  ]);
  assertEquals(sheet?.getRow(3).getCell(2).value, 0);
});

Deno.test("row 1 is the header, frozen, with a filter over every row, and widths are set", async () => {
  const workbook = await open(aWorkbook(manyRows(3)));
  const sheet = workbook.getWorksheet("Comprobantes");
  const header = [1, 2, 3].map((column) => sheet?.getRow(1).getCell(column).value);
  assertEquals(header, ["N° Documento", "Valor Pago", "Fecha de Pago"]);
  const [view] = sheet?.views ?? [];
  assertEquals([view?.state, view && "ySplit" in view && view.ySplit], ["frozen", 1]);
  assertEquals(sheet?.autoFilter, "A1:C4");
  assertEquals([1, 2, 3].map((column) => sheet?.getColumn(column).width), [26, 20, 12]);
});

Deno.test("text that begins as a formula does stays text, with no formula", async () => {
  const texts = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\ttab", "<b>&", "'x", "ñ €"];
  const workbook = await open(aWorkbook(texts.map((text) => [text, 1, "2026-01-31"])));
  const sheet = workbook.getWorksheet("Comprobantes");
  for (const [index, text] of texts.entries()) {
    const cell = sheet?.getRow(index + 2).getCell(1);
    assertEquals([cell?.value, cell?.formula], [text, undefined]);
    assertEquals(cell?.type, exceljs.ValueType.String);
  }
});

Deno.test("the summary has formulas with their values cached, counts and texts", async () => {
  const workbook = await open(aWorkbook([["1", 100, "2026-01-31"], ["2", 250, "2026-01-31"]], [
    { name: "Prestador", kind: "text", value: "=Clínica" },
    { name: "Comprobantes", kind: "count", value: 2 },
    { name: "Hecho", kind: "date", value: "2026-04-01" },
    {
      name: "Valor Pago",
      kind: "money",
      value: { formula: "SUM(Comprobantes!B2:B3)", cents: 350 },
    },
    { name: "Vacío", kind: "text", value: null },
  ]));
  const sheet = workbook.getWorksheet("Resumen");
  const values = [1, 2, 3, 4, 5].map((row) => sheet?.getRow(row).getCell(2).value);
  assertEquals(values, [
    "=Clínica",
    2,
    new Date("2026-04-01T00:00:00Z"),
    { formula: "SUM(Comprobantes!B2:B3)", result: 3.5 },
    null,
  ]);
  assertEquals(sheet?.getRow(4).getCell(1).value, "Valor Pago");
  assertEquals(sheet?.getRow(4).getCell(2).numFmt, "#,##0.00");
});

Deno.test("the summary is asked last, with the rows that each table got", async () => {
  const plan = aWorkbook(manyRows(250));
  const heard: number[][] = [];
  const rows = (counts: number[]) => {
    heard.push(counts);
    return [];
  };
  const empty = { name: "Facturas", columns: plan.tables[0]?.columns ?? [], rows: [] };
  const workbook = await open({
    ...plan,
    tables: [...plan.tables, empty],
    summary: { name: "Resumen", rows },
  });
  assertEquals(heard, [[250, 0]]);
  const names = workbook.worksheets.map((sheet) => sheet.name);
  assertEquals(names, ["Comprobantes", "Facturas", "Resumen"]);
  assertEquals(workbook.getWorksheet("Comprobantes")?.rowCount, 251);
  assertEquals(workbook.getWorksheet("Facturas")?.rowCount, 1);
});

Deno.test("rows that come in parts are written in their order", async () => {
  async function* parts() {
    yield manyRows(150);
    yield [];
    yield [["último", 1, "2026-02-01"]];
  }
  const [table] = aWorkbook([]).tables;
  assert(table);
  const workbook = await open({ ...aWorkbook([]), tables: [{ ...table, rows: parts() }] });
  const sheet = workbook.getWorksheet("Comprobantes");
  assertEquals([sheet?.getRow(151).getCell(1).value, sheet?.getRow(152).getCell(1).value], [
    "FEV-149",
    "último",
  ]);
});

Deno.test("the properties name who made it, and no program", async () => {
  const workbook = await open(aWorkbook([]));
  assertEquals([workbook.creator, workbook.lastModifiedBy], ["Mutual Ser", "Mutual Ser"]);
});

Deno.test({
  name: "LibreOffice finds the same values (skipped where soffice is not installed)",
  ignore: !SOFFICE_EXISTS,
  fn: async () => {
    const texts = ["=1+1", "-2", "@SUM(A1)", "0012", "<b>&amp; \"x'", "ñ € 😀", "a\nb"];
    const rows = texts.map((text, index) => [text, 100 * index - 250, `2026-01-0${index + 1}`]);
    const total = { formula: "SUM(Comprobantes!B2:B8)", cents: 350 };
    const plan = aWorkbook(rows, [{ name: "Valor Pago", kind: "money", value: total }]);
    await assertSoffice(await new Response(streamWorkbook(plan, AUTHOR)).bytes());
  },
});
