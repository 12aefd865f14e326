import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";

Deno.test("an invoice is found in any spelling, with every settlement of it and its voucher", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  for (const q of ["FEV-000001", "fev 1", "FEV1", "Fev.0001", " fev/1 "]) {
    const html = await (await browser.get(`/buscar?q=${encodeURIComponent(q)}`)).text();
    assertStringIncludes(html, "2 pagos encontrados");
    assertStringIncludes(html, "/pagos/1003?desde=15/03/2026");
    assertStringIncludes(html, "/pagos/1001?desde=10/03/2026");
  }
});

Deno.test("an invoice leads to the page of the detail where it stands", async () => {
  await using portal = await testApp(somePayments());
  const html = await (await (await portal.signIn()).get("/buscar?q=CBS142")).text();
  assertStringIncludes(
    html,
    "/pagos/1002?desde=15/03/2026&amp;hasta=15/03/2026&amp;pagina=3#detalle-titulo",
  );
});

Deno.test("a voucher is found by its number", async () => {
  await using portal = await testApp(somePayments());
  const html = await (await (await portal.signIn()).get("/buscar?q=1002")).text();
  assertStringIncludes(html, "Comprobante 1002");
  assertStringIncludes(html, "/pagos/1002?desde=15/03/2026");
});

Deno.test("J3: characters of search languages are letters like any other", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  for (
    const q of ["%", "_", "FEV%", "\\", '" * OR NEAR(', "' OR 1=1 --", "<script>alert(1)</script>"]
  ) {
    const answer = await browser.get(`/buscar?q=${encodeURIComponent(q)}`);
    const html = await answer.text();
    assert([200, 422].includes(answer.status), q);
    assert(!html.includes("pagos encontrados"), q);
    assert(!html.includes("<script>alert"), q);
  }
});

Deno.test("an empty or overlong text is refused beside the field", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  for (const q of ["", " - ", "9".repeat(101)]) {
    const answer = await browser.get(`/buscar?q=${encodeURIComponent(q)}`);
    assertEquals(answer.status, 422);
    assertStringIncludes(await answer.text(), 'id="q-error"');
  }
  const fresh = await browser.get("/buscar");
  assertEquals(fresh.status, 200);
  await fresh.body?.cancel();
});

Deno.test("what is not found says so and keeps what was typed", async () => {
  await using portal = await testApp();
  const html = await (await (await portal.signIn()).get("/buscar?q=NO-1")).text();
  assertStringIncludes(html, "No encontramos “NO-1”");
  assertStringIncludes(html, 'value="NO-1"');
});

Deno.test("an amount leads to its vouchers, and a bare number is only suggested", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const byAmount = await (await browser.get("/buscar?q=43.000,00")).text();
  assertStringIncludes(byAmount, "Pagos por $\u00a043.000,00");
  assertStringIncludes(byAmount, "/pagos/1002?desde=15/03/2026");
  const suggested = await (await browser.get("/buscar?q=1")).text();
  assertStringIncludes(suggested, "Quizás busca: el mismo número con otro prefijo");
  assertStringIncludes(suggested, "FEV-000001");
  assert(!suggested.includes("pagos encontrados"));
});
