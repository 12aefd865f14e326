import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";

Deno.test("the statement shows the year, its months with links, and what is open", async () => {
  await using portal = await testApp(somePayments());
  const html = await (await (await portal.signIn()).get("/estado-de-cuenta")).text();
  assertStringIncludes(html, '<a href="/pagos?desde=01/03/2026&amp;hasta=31/03/2026">marzo</a>');
  assertStringIncludes(html, "$\u00a051.900,50");
  assertStringIncludes(html, "solo=pendiente");
  assert(!html.includes("123.456,78"));
});

Deno.test("a year without payments shows zeros, and no year is no page", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const empty = await browser.get("/estado-de-cuenta?anio=2019");
  assertEquals(empty.status, 200);
  assertStringIncludes(await empty.text(), "$\u00a00,00");
  for (const year of ["20", "abc", "3026", "2026'--"]) {
    const answer = await browser.get(`/estado-de-cuenta?anio=${encodeURIComponent(year)}`);
    assertEquals(answer.status, 404, year);
    await answer.body?.cancel();
  }
});

Deno.test("whoever was never paid is told so", async () => {
  await using portal = await testApp();
  const html = await (await (await portal.signIn()).get("/estado-de-cuenta")).text();
  assertStringIncludes(html, "Aún no hay pagos a su IPS.");
  assert(!html.includes("Descargar estado de cuenta"));
});

Deno.test("the workbook has the months of the year and what is open", async () => {
  await using portal = await testApp(somePayments());
  const answer = await (await portal.signIn()).get("/estado-de-cuenta/libro.xlsx?anio=2026");
  const workbook = await openWorkbook(await answer.bytes());
  const [months, summary] = workbook.worksheets;
  assertEquals(["A4", "B4", "C4"].map((cell) => months?.getCell(cell).value), [
    "marzo",
    4,
    51900.5,
  ]);
  const facts = new Map<string, unknown>();
  summary?.eachRow((row) => facts.set(String(row.getCell(1).value), row.getCell(2).value));
  assertEquals(facts.get("Pendiente por Aplicar, 0 a 30 días"), 100);
});
