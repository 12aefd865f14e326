import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { B, testApp } from "../../support/app.ts";
import { aFile, aSettlement, aVoucher, load } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";

const correction = () => [
  aFile(
    "c.csv",
    VOUCHERS_HEADER,
    aVoucher({ number: "1001", paidOn: "10/03/2026", paid: "3500,50" }),
  ),
  aFile(
    "f.csv",
    SETTLEMENTS_HEADER,
    aSettlement("1001", "FEV-000001", "1500,50"),
    aSettlement("1001", "FEV-000003", "2000,00"),
  ),
];

Deno.test("a corrected voucher says so, and opens to what changed of it and of its invoices", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const path = `/pagos/1001?${ALL_MARCH}`;
  assert(!(await (await browser.get(path)).text()).includes("Corregido el"));
  await load(portal.db, correction(), { nowMs: portal.clock.nowMs + 1000 });
  assertStringIncludes(await (await browser.get(path)).text(), "Corregido el 01/04/2026");
  const changes = `/pagos/1001/cambios?${ALL_MARCH}`;
  const page = await (await browser.get(changes)).text();
  assertStringIncludes(page, "<del>$\u00a03.000,50</del>");
  assertStringIncludes(page, "<ins>$\u00a03.500,50</ins>");
  assertStringIncludes(page, "Se agregó Factura <strong>FEV-000003</strong>");
  assertStringIncludes(page, "Se quitó Factura <strong>FEV-000002</strong>");
  assertStringIncludes(page, "Cambió Factura <strong>FEV-000001</strong>");
  const part = { "hx-request": "true", "hx-target": "div#cambios" };
  const fragment = await (await browser.get(changes, part)).text();
  assert(fragment.includes('<div id="cambios">') && !fragment.includes("<h1"));
});

Deno.test("T2: another provider learns nothing of a correction", async () => {
  await using portal = await testApp(somePayments());
  await load(portal.db, correction(), { nowMs: portal.clock.nowMs + 1000 });
  const other = await portal.signIn(B);
  assertEquals((await other.get(`/pagos/1001?${ALL_MARCH}`)).status, 404);
  assertEquals((await other.get(`/pagos/1001/cambios?${ALL_MARCH}`)).status, 404);
});
