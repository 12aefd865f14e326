import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type ExcelJS from "exceljs";
import { ALL_SETTLEMENT_COLUMNS, VOUCHER_COLUMNS } from "../../../domain/payments/columns.ts";
import { ORIGIN, testApp, type TestBrowser } from "../../support/app.ts";
import {
  aFile,
  aSheet,
  aVoucher,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";

const HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(1)", "\tTAB", "A\rB"];

Deno.test("the workbook of a voucher has its row, its lines and a summary that adds up", async () => {
  await using portal = await testApp(somePayments());
  const workbook = await open(await portal.signIn(), "/export.xlsx?comprobante=1002");
  assertEquals(workbook.worksheets.map((sheet) => sheet.name), [
    "Comprobantes",
    "Facturas",
    "Resumen",
  ]);
  const [vouchers, settlements] = workbook.worksheets;
  assertEquals(valuesOf(vouchers, 1), VOUCHER_COLUMNS.map(({ header }) => header));
  assertEquals(valuesOf(settlements, 1), ALL_SETTLEMENT_COLUMNS.map(({ header }) => header));
  assertEquals([vouchers?.rowCount, settlements?.rowCount], [2, 44]);
  assertEquals(vouchers?.getCell("A2").value, new Date("2026-03-15T00:00:00Z"));
  assertEquals(vouchers?.getCell("F2").value, "1002");
  assertEquals(vouchers?.getCell("G2").value, 43000);
  assertEquals(vouchers?.getCell("G2").numFmt, "#,##0.00");
  assertEquals(settlements?.getCell("C44").value, "CBS142");
  assertEquals(vouchers?.views[0]?.state, "frozen");
  assert(vouchers?.autoFilter);
});

Deno.test("Resumen sums the other sheets by formulas whose cached values are right", async () => {
  await using portal = await testApp(somePayments());
  const workbook = await open(await portal.signIn(), `/export.xlsx?${ALL_MARCH}`);
  const summary = workbook.getWorksheet("Resumen");
  const facts = new Map<string, ExcelJS.CellValue>();
  summary?.eachRow((row) => facts.set(String(row.getCell(1).value), row.getCell(2).value));
  assertEquals(facts.get("NIT"), "900.356.158-8");
  assertEquals(facts.get("Periodo"), "01/03/2026 a 31/03/2026");
  assertEquals(facts.get("Anulados, no incluidos"), 1);
  assertEquals(facts.get("Valor Pago"), { formula: "SUM(Comprobantes!G2:G5)", result: 51900.5 });
  assertEquals(facts.get("Suma de Valor Pagado"), {
    formula: "SUM(Facturas!F2:F47)",
    result: 46700.5,
  });
  assertEquals(facts.get("Diferencia"), { formula: "B9-B10-B11-B12-B13", result: 100 });
});

Deno.test("a voucher without lines gives a workbook all the same", async () => {
  await using portal = await testApp(somePayments());
  const path = `/export.xlsx?comprobante=${encodeURIComponent("GD/7 á")}`;
  const workbook = await open(await portal.signIn(), path);
  assertEquals(workbook.getWorksheet("Facturas")?.rowCount, 1);
  assertEquals(workbook.getWorksheet("Comprobantes")?.getCell("B2").value, "N/A");
});

Deno.test("J5: text that looks like a formula stays text, in Excel and in CSV, and amounts stay numbers", async () => {
  const rows = HOSTILE.map((
    number,
  ) => ["900356158", "V1", "Factura", number, "10,00", "10,00", "10,00", "", "", ""]);
  const vouchers = aFile(
    "comprobantes.csv",
    VOUCHERS_HEADER,
    aVoucher({ number: "V1", paid: "60,00" }),
  );
  const settlements = aSheet("facturas.xlsx", "Facturas", [SETTLEMENTS_HEADER.split(";"), ...rows]);
  await using portal = await testApp([vouchers, settlements]);
  const browser = await portal.signIn();
  const workbook = await open(browser, "/export.xlsx?comprobante=V1");
  const sheet = workbook.getWorksheet("Facturas");
  for (const [index, number] of HOSTILE.entries()) {
    const cell = sheet?.getCell(index + 2, 3);
    // A load takes a text as Excel shows it: no tab before it, a space for the end of a line.
    assertEquals(cell?.value, number.trimStart().replace("\r", " "));
    assertEquals(cell?.formula, undefined);
    assertEquals(sheet?.getCell(index + 2, 6).value, 10);
  }
  const csv = await (await browser.get("/export.csv?comprobante=V1")).text();
  for (const number of HOSTILE.slice(0, 4)) assertStringIncludes(csv, `'${number}`);
  assert(!/(^|;)[=+@\t\r]/m.test(csv.replace(/\r\n/g, "\n")));
  assertStringIncludes(csv, ";10,00;");
});

Deno.test("J6: the file's name is safe whatever the voucher is called", async () => {
  const numbers = ['a"b', "../x", "ñ á", "a/b"];
  const rows = numbers.map((number) => aVoucher({ number }));
  await using portal = await testApp([aFile("comprobantes.csv", VOUCHERS_HEADER, ...rows)]);
  const browser = await portal.signIn();
  for (const number of numbers) {
    const answer = await browser.get(`/export.csv?comprobante=${encodeURIComponent(number)}`);
    const header = answer.headers.get("content-disposition") ?? "";
    assertEquals(answer.status, 200, number);
    assertMatch(header, /^attachment; filename="[ !#-.0-9<-~]+"; filename\*=UTF-8''[\w.%~-]+$/);
    await answer.body?.cancel();
  }
});

Deno.test("the file is named after the EPS, the NIT and the voucher or the dates", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const names: [string, string][] = [
    ["/export.xlsx?comprobante=1001", "MutualSer_900356158_1001.xlsx"],
    [`/export.xlsx?${ALL_MARCH}`, "MutualSer_900356158_2026-03-01_2026-03-31.xlsx"],
    [`/export.csv?${ALL_MARCH}`, "MutualSer_900356158_2026-03-01_2026-03-31.csv"],
  ];
  for (const [path, name] of names) {
    const answer = await browser.get(path);
    assertStringIncludes(answer.headers.get("content-disposition") ?? "", `filename="${name}"`);
    await answer.arrayBuffer();
  }
});

Deno.test("the CSV has the lines unless the vouchers are asked for", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const lines = (await (await browser.get(`/export.csv?${ALL_MARCH}`)).text()).trim().split("\r\n");
  assertEquals(lines.length, 1 + 46);
  assertMatch(lines[0] ?? "", /^\ufeff?N° Comprobante de Pago \/ Anticipo;Tipo Documento;/);
  const path = `/export.csv?${ALL_MARCH}&tabla=comprobantes`;
  const vouchers = (await (await browser.get(path)).text()).trim().split("\r\n");
  assertEquals(vouchers.length, 1 + 4);
  assertStringIncludes(vouchers[1] ?? "", "20/03/2026;");
});

Deno.test("a download with bad dates or an unknown table is refused", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const paths = [
    "/export.xlsx?desde=31/02/2026&hasta=01/03/2026",
    "/export.csv?desde=02/03/2026&hasta=01/03/2026",
    `/export.csv?${ALL_MARCH}&tabla=otra`,
    "/export.xlsx?comprobante=1001&comprobante=1002",
  ];
  for (const path of paths) {
    const answer = await browser.get(path);
    assertEquals(answer.status, 422, path);
    await answer.body?.cancel();
  }
});

Deno.test("a HEAD request of a download keeps no place in the queue", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
  for (const path of [`/export.xlsx?${ALL_MARCH}`, `/export.csv?${ALL_MARCH}`]) {
    for (let asked = 0; asked < 4; asked++) {
      const init = { method: "HEAD", headers: { cookie } };
      const answer = await portal.app.request(ORIGIN + path, init);
      assertEquals([answer.status, answer.body], [200, null]);
    }
  }
  await open(browser, `/export.xlsx?${ALL_MARCH}`);
});

async function open(browser: TestBrowser, path: string): Promise<ExcelJS.Workbook> {
  const answer = await browser.get(path);
  assertEquals(answer.status, 200);
  return await openWorkbook(await answer.bytes());
}

function valuesOf(sheet: ExcelJS.Worksheet | undefined, row: number): ExcelJS.CellValue[] {
  const values: ExcelJS.CellValue[] = [];
  sheet?.getRow(row).eachCell((cell) => values.push(cell.value));
  return values;
}
