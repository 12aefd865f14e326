import { assertEquals, assertStringIncludes } from "@std/assert";
import ExcelJS from "exceljs";
import { testApp } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";
import { bringList } from "../../support/reconciliation/lists.ts";

Deno.test("a workbook's list is found below titles and behind other sheets, and what was not read is said", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await bringList(browser, new File([await cartera()], "cartera.xlsx"));
  const html = await (await browser.get(address)).text();
  assertStringIncludes(html, "Leímos 2 filas. Revise que las columnas");
  assertStringIncludes(html, "Son de la hoja “Julio”. Las filas 1 a 2 son títulos y no se cruzan.");
  assertStringIncludes(html, "También trae facturas la hoja Agosto, que no se cruzan aquí: ");
  const result = await (await browser.get(`${address}?columna=1`)).text();
  const counts = [...result.matchAll(/<h2>([^<]+)<\/h2><span>([\d.]+)/g)];
  assertEquals(counts.slice(0, 2).map(([, name, count]) => [name, count]), [
    ["Pagada total", "1"],
    ["No encontrada", "1"],
  ]);
});

/** As an accountant keeps it: a cover, and a month on a sheet, each below its titles. */
async function cartera(): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("Portada").addRows([["CARTERA MUTUAL SER"], ["Corte 30/09/2026"]]);
  for (const [month, numbers] of [["Julio", ["FEV-1", "NO-1"]], ["Agosto", ["FEV-2"]]] as const) {
    book.addWorksheet(month).addRows([
      ["Facturas de la clínica"],
      ["NIT", "900.356.158-3"],
      ["Fecha", "No. Factura"],
      ...numbers.map((number) => ["15/07/2026", number]),
    ]);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}
