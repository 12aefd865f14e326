import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { newSecretToken, sha256 } from "../../../lib/secret_token.ts";
import { A, B, testApp } from "../../support/app.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { textOf } from "../../support/staff.ts";

const invoicesOf = (html: string) =>
  [...html.matchAll(/href="[^"]*\/facturas\/[^"?]*\?[^"]*">([^<]*)</g)].map(([, number]) => number);

Deno.test("por factura every line of the range stands newest first, with the totals of all", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const html = await textOf(browser, `/facturas?${ALL_MARCH}`);
  assertEquals(invoicesOf(html)[0], "FEV-000001");
  assertEquals(invoicesOf(html).length, 21);
  assertStringIncludes(html, "Total de 46 renglones");
  assertStringIncludes(html, "$\u00a046.700,50");
  assertStringIncludes(html, "1&ndash;21 de 46 renglones");
  assertStringIncludes(html, "/pagos/1003?desde=15/03/2026");
  const last = await textOf(browser, `/facturas?${ALL_MARCH}&pagina=3`);
  assertEquals(invoicesOf(last).slice(-2), ["FEV-000001", "FEV-000002"]);
  assertEquals((await browser.get(`/facturas?${ALL_MARCH}&pagina=4`)).status, 404);
});

Deno.test("both views are one filter: dates, subset and form of payment go along, text and order do not", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const shared =
    "desde=01/03/2026&amp;hasta=31/03/2026&amp;solo=diferencia&amp;forma=Transferencia";
  const narrow = `${ALL_MARCH}&solo=diferencia&forma=Transferencia`;
  for (const own of [`/pagos?${narrow}&orden=-valor-pago`, `/facturas?${narrow}&texto=fev`]) {
    const html = await textOf(browser, own);
    assertStringIncludes(html, `href="/pagos?${shared}"`);
    assertStringIncludes(html, `href="/facturas?${shared}"`);
  }
  const html = await textOf(browser, `/facturas?${narrow}`);
  assertEquals(invoicesOf(html), ["FEV-000001"]);
  assertMatch(html, /aria-current="page">Por factura/);
});

Deno.test("a text finds invoices in any spelling, a head orders, and counts and file follow", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const narrow = `${ALL_MARCH}&texto=fev%201&orden=-valor-pagado`;
  const html = await textOf(browser, `/facturas?${narrow}`);
  assertEquals(invoicesOf(html), ["FEV-000001", "FEV-000001"]);
  assertMatch(html, /aria-sort="descending"[^>]*><a class="sort"[^>]*>Valor Pagado</);
  assertStringIncludes(html, "Total de 2 renglones");
  assertStringIncludes(html, "$\u00a01.700,50");
  assertStringIncludes(html, "Con diferencia · 1");
  const csv = await textOf(browser, `/export.csv?${narrow}&tabla=facturas&por=factura`);
  assertEquals(csv.trim().split("\r\n").length, 3);
  assertStringIncludes(html, "&amp;texto=fev%201&amp;orden=-valor-pagado&amp;tabla=facturas");
  for (const query of ["orden=valor-pago", "orden=constructor", "solo=otra"]) {
    assertEquals((await browser.get(`/facturas?${ALL_MARCH}&${query}`)).status, 422, query);
  }
  const long = await browser.get(`/facturas?${ALL_MARCH}&texto=${"x".repeat(101)}`);
  assertEquals(long.status, 422);
  assertStringIncludes(await long.text(), 'id="texto-error"');
});

Deno.test("too many lines are not searched, and the page says what to do", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  await portal.db.$client.execute("UPDATE voucher_revisions SET settlement_count = 150000");
  const html = await textOf(browser, `/facturas?${ALL_MARCH}&texto=fev`);
  assertStringIncludes(html, "acerque las fechas");
  assertEquals(invoicesOf(html), []);
});

Deno.test("T1: B's lines are on no page of A, and the staff sees them as the provider does, without marks", async () => {
  await using portal = await testApp(somePayments());
  const ofA = await textOf(await portal.signIn(A), `/facturas?${ALL_MARCH}&texto=secreta`);
  assert(!ofA.includes("SECRETA-9"));
  assertStringIncludes(await textOf(await portal.signIn(B), `/facturas?${ALL_MARCH}`), "SECRETA-9");
  const staff = await portal.signInStaff("auditor");
  const own = `/funcionario/pagos/${A}/facturas`;
  const html = await textOf(staff, `${own}?${ALL_MARCH}`);
  assertStringIncludes(html, "Clínica A S.A.S. · NIT 900.356.158-8");
  assertEquals(/href="\/(pagos|export|consultas|facturas)/.test(html), false);
  assertEquals((await staff.get(`${own}?${ALL_MARCH}&solo=trabajados`)).status, 422);
});

Deno.test("scripts ask for the same lines", async () => {
  await using portal = await testApp(somePayments());
  const token = newSecretToken("zs_");
  const kept = { nit: A, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, { ...kept, tokenSha256: sha256(token) });
  const get = (query: string) =>
    portal.browser().get(`/api/v1/settlements?from=2026-03-01&to=2026-03-31&${query}`, {
      authorization: `Bearer ${token}`,
    });
  const list = await (await get("text=fev1&sort=paidAmount")).json();
  assertEquals([list.total, list.totals.paidAmount], [2, "1700.50"]);
  assertEquals(list.items.map((item: { paidAmount: string }) => item.paidAmount), [
    "700.00",
    "1000.50",
  ]);
  await portal.db.$client.execute("UPDATE voucher_revisions SET settlement_count = 150000");
  const many = await get("sort=paidAmount&page=1&perPage=7");
  assertEquals([many.status, (await many.json()).errors[0].field], [422, "from"]);
});
