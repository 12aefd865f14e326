import { assertEquals, assertStringIncludes } from "@std/assert";
import ExcelJS from "exceljs";
import { csrfOf, testApp } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";

Deno.test("a workbook's list is found below titles and behind other sheets, and what was not read is said", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const form = new FormData();
  form.set("csrf", csrfOf(await (await browser.get("/cruce")).text()));
  form.set("paso", "lista");
  form.set("archivo", new File([await cartera()], "cartera.xlsx"));
  const html = await (await browser.upload("/cruce", form)).text();
  assertStringIncludes(html, "Leímos 2 filas. Revise que las columnas");
  assertStringIncludes(html, "Son de la hoja “Julio”. Las filas 1 a 2 son títulos y no se cruzan.");
  assertStringIncludes(html, "También trae facturas la hoja Agosto, que no se cruzan aquí: ");
  form.set("csrf", csrfOf(html));
  form.set("paso", "cruce");
  const result = await (await browser.upload("/cruce", form)).text();
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
