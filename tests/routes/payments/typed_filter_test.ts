import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { newSecretToken, sha256 } from "../../../lib/secret_token.ts";
import { A, testApp } from "../../support/app.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { textOf } from "../../support/staff.ts";

const numbersOf = (html: string) =>
  [...html.matchAll(/id="ver-([^"]*)"/g)].map(([, number]) => decodeURIComponent(number ?? ""));

Deno.test("a column's head orders the list by it, and says so", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const usual = await textOf(browser, `/pagos?${ALL_MARCH}`);
  const head = /aria-sort="descending"[^>]*><a class="sort" href="([^"]*)">Fecha de Pago/.exec(
    usual,
  );
  assertStringIncludes(head?.[1] ?? "", "orden=fecha-de-pago");
  const byAmount = await textOf(browser, `/pagos?${ALL_MARCH}&orden=-valor-pago`);
  assertEquals(numbersOf(byAmount), ["1002", "GD/7 á", "1001", "1003", "1005"]);
  assertMatch(byAmount, /aria-sort="descending"[^>]*><a class="sort"[^>]*>Valor Pago</);
  assertStringIncludes(byAmount, `orden=valor-pago">Valor Pago<`);
  const detail = await textOf(browser, `/pagos/1003?${ALL_MARCH}&orden=valor-pago`);
  assertEquals(numbersOf(detail), ["1005", "1003", "1001", "GD/7 á", "1002"]);
  assertStringIncludes(detail, "hasta=31/03/2026&amp;orden=valor-pago#ver-1003");
});

Deno.test("text, form of payment and subset narrow the list, its totals and every link and file", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const open = await textOf(browser, `/pagos?${ALL_MARCH}&filtros=si`);
  assertStringIncludes(open, "Transferencia · 4");
  assertStringIncludes(open, "Giro Directo · 1");
  const narrow = `${ALL_MARCH}&forma=Transferencia&texto=100&orden=valor-pago`;
  const html = await textOf(browser, `/pagos?${narrow}`);
  assertEquals(numbersOf(html), ["1005", "1003", "1001", "1002"]);
  assertStringIncludes(html, "Total de 3 comprobantes, y 1 anulado");
  assertStringIncludes(html, "Con diferencia · 1");
  const rest = "&amp;forma=Transferencia&amp;texto=100&amp;orden=valor-pago";
  for (const link of ["/pagos/1003?", "/export.xlsx?", "/export.csv?"]) {
    assertStringIncludes(html, `${link}desde=01/03/2026&amp;hasta=31/03/2026${rest}`);
  }
  for (const field of ["forma", "texto", "orden"]) {
    assertMatch(html, new RegExp(`type="hidden" name="${field}"`));
  }
  const csv = await textOf(browser, `/export.csv?${narrow}&tabla=comprobantes`);
  assertEquals(csv.match(/;100\d;/g), [";1003;", ";1001;", ";1002;"]);
  assert(!(await textOf(browser, `/export.csv?${narrow}`)).includes("5000"));
});

Deno.test("only the annulled ones are shown, in no sum and without a file", async () => {
  await using portal = await testApp(somePayments());
  const html = await textOf(await portal.signIn(), `/pagos?${ALL_MARCH}&solo=anulados`);
  assertEquals(numbersOf(html), ["1005"]);
  assertStringIncludes(html, "Total de 0 comprobantes, y 1 anulado");
  assert(!html.includes("/export."));
});

Deno.test("nothing found says by what it was narrowed, and how to widen it", async () => {
  await using portal = await testApp(somePayments());
  const html = await textOf(await portal.signIn(), `/pagos?${ALL_MARCH}&texto=%3Cb%3E&forma=Otra`);
  assertStringIncludes(html, "(Forma de Pago: Otra; Con “&lt;b&gt;”)");
  assertStringIncludes(html, "quite los filtros");
});

Deno.test("too long a text comes back beside its field with all else, and an unknown order is refused", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const long = await browser.get(
    `/pagos?${ALL_MARCH}&texto=${"x".repeat(101)}&forma=Cheque&solo=diferencia`,
  );
  const html = await long.text();
  assertEquals(long.status, 422);
  for (
    const part of ['id="texto-error"', "x".repeat(101), 'value="Cheque"', 'value="diferencia"']
  ) {
    assertStringIncludes(html, part);
  }
  const dates = await browser.get("/pagos?desde=31/02/2026&hasta=&texto=abc&solo=pendiente");
  const kept = await dates.text();
  assert(
    kept.includes('name="texto" value="abc"') && kept.includes('name="solo" value="pendiente"'),
  );
  for (const query of ["orden=otra", "orden=-", "orden=constructor", "solo=all"]) {
    assertEquals((await browser.get(`/pagos?${ALL_MARCH}&${query}`)).status, 422, query);
  }
});

Deno.test("scripts narrow and order by the same filter", async () => {
  await using portal = await testApp(somePayments());
  const token = newSecretToken("zs_");
  const kept = { nit: A, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, { ...kept, tokenSha256: sha256(token) });
  const get = (query: string) =>
    portal.browser().get(`/api/v1/vouchers?from=2026-03-01&to=2026-03-31&${query}`, {
      authorization: `Bearer ${token}`,
    });
  const list = await (await get("paymentMethod=Transferencia&text=100&sort=-paidAmount")).json();
  assertEquals(list.items.map((item: { documentNumber: string }) => item.documentNumber), [
    "1002",
    "1001",
    "1003",
    "1005",
  ]);
  assertEquals([list.total, list.totals.paidAmount], [4, "46900.50"]);
  assertEquals(Object.keys(list.items[0]).includes("isWorked"), false);
  const one = await (await get("only=difference")).json();
  assertEquals([one.total, one.items[0].documentNumber], [1, "1003"]);
  for (const [query, field] of [["only=solo", "only"], ["sort=valor-pago", "sort"]]) {
    const answer = await get(query ?? "");
    assertEquals(answer.status, 422);
    assertEquals((await answer.json()).errors[0].field, field);
  }
});
