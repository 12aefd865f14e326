import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../../support/app.ts";
import { aFile, aVoucher, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { aPartialLine, somePayments } from "../../support/payments.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";

/** As many invoices as fill a page and one more, each with 100,00 left. */
function partialPayments() {
  const lines = Array.from(
    { length: 22 },
    (_, index) => aPartialLine("1", `FEV-${101 + index}`, "100,00"),
  );
  return [
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paidOn: "10/03/2026" })),
    aFile("facturas.csv", SETTLEMENTS_HEADER, ...lines),
  ];
}

Deno.test("Facturas con saldo lists what is open with its sum, page by page", async () => {
  await using portal = await testApp(partialPayments());
  const browser = await portal.signIn();
  const html = await (await browser.get("/estado-de-cuenta/saldos")).text();
  assertStringIncludes(html, "Total de 22 facturas");
  assertStringIncludes(html, "$\u00a02.200,00");
  assertStringIncludes(html, '<a href="/facturas/FEV-101?comprobante=1&amp;linea=1">FEV-101</a>');
  const second = await (await browser.get("/estado-de-cuenta/saldos?pagina=2")).text();
  assertStringIncludes(second, "FEV-122");
  assert(!second.includes("FEV-101"));
  for (const [page, status] of [["3", 404], ["0", 422], ["x", 422]] as const) {
    const answer = await browser.get(`/estado-de-cuenta/saldos?pagina=${page}`);
    assertEquals(answer.status, status, page);
    await answer.body?.cancel();
  }
});

Deno.test("the workbook has every invoice that is open, and their sum", async () => {
  await using portal = await testApp(partialPayments());
  const answer = await (await portal.signIn()).get("/estado-de-cuenta/saldos.xlsx");
  const [list, summary] = (await openWorkbook(await answer.bytes())).worksheets;
  assertEquals(list?.rowCount, 23);
  assertEquals(["C2", "F2"].map((cell) => list?.getCell(cell).value), ["FEV-101", 100]);
  const facts = new Map<string, unknown>();
  summary?.eachRow((row) => facts.set(String(row.getCell(1).value), row.getCell(2).value));
  assertEquals([facts.get("Facturas"), facts.get("Saldo")], [22, 2200]);
});

Deno.test("of more lines than are read at once neither a list nor a workbook is made", async () => {
  await using portal = await testApp(partialPayments());
  const browser = await portal.signIn();
  await portal.db.$client.execute("UPDATE voucher_revisions SET settlement_count = 200001");
  const page = await (await browser.get("/estado-de-cuenta/saldos")).text();
  const sentence = "tienen más de 200.000 facturas, y aquí no las leemos de una vez.";
  assertStringIncludes(page, sentence);
  assert(!page.includes("Ninguna factura") && !page.includes("saldos.xlsx"));
  const answer = await browser.get("/estado-de-cuenta/saldos.xlsx");
  assertEquals(answer.status, 404);
  assertStringIncludes(await answer.text(), sentence);
});

Deno.test("where nothing is open the page says so, and offers no file", async () => {
  await using portal = await testApp(somePayments());
  const html = await (await (await portal.signIn()).get("/estado-de-cuenta/saldos")).text();
  assertStringIncludes(html, "Ninguna factura quedó con saldo después de su último pago.");
  assert(!html.includes("saldos.xlsx"));
});
