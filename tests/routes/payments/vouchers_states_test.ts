import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type TestApp, testApp } from "../../support/app.ts";
import {
  aFile,
  aSettlement,
  aVoucher,
  B,
  load,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";

const HEADER = `${VOUCHERS_HEADER};Fecha Devolución;Motivo Devolución`;
const RETURNED = `${
  aVoucher({ number: "DEV-71", paidOn: "20/03/2026", paid: "777,00", state: "Devuelto" })
};25/03/2026;Cuenta <b>inactiva</b>`;
const SCHEDULED = `${
  aVoucher({ number: "PROG-71", paidOn: "10/04/2026", paid: "555,00", state: "Programado" })
};;`;

async function portalWithStates(): Promise<TestApp> {
  const portal = await testApp(somePayments());
  const files = [
    aFile("c.csv", HEADER, RETURNED, SCHEDULED),
    aFile("f.csv", SETTLEMENTS_HEADER, aSettlement("PROG-71", "FEV-555", "555,00")),
  ];
  assertEquals((await load(portal.db, files)).errors, []);
  return portal;
}

Deno.test("a returned payment is in the list, in no total, and its detail says when and why", async () => {
  await using portal = await portalWithStates();
  const browser = await portal.signIn();
  const list = await (await browser.get(`/pagos?${ALL_MARCH}`)).text();
  assertStringIncludes(list, "Total de 4 comprobantes, y 1 anulado y 1 devuelto");
  assertStringIncludes(list, "$\u00a051.900,50");
  assertStringIncludes(list, "Los archivos del periodo no traen los anulados ni los devueltos.");
  const detail = await (await browser.get(`/pagos/DEV-71?${ALL_MARCH}`)).text();
  assertStringIncludes(
    detail,
    "El banco devolvió el dinero el 25/03/2026: Cuenta &lt;b&gt;inactiva&lt;/b&gt;. No cuenta",
  );
});

Deno.test("announced payments stand apart whatever the dates, in no list and no total", async () => {
  await using portal = await portalWithStates();
  const browser = await portal.signIn();
  for (const dates of [ALL_MARCH, "desde=01/04/2026&hasta=30/04/2026"]) {
    const page = await (await browser.get(`/pagos?${dates}`)).text();
    const [list = "", apart = ""] = page.split('aria-labelledby="programados"');
    assert(!list.includes("PROG-71") && !list.includes("555,00"), dates);
    assertStringIncludes(apart, "10/04/2026");
    assertStringIncludes(apart, "$\u00a0555,00");
    assertStringIncludes(list, "1 pago programado");
  }
  const detail = await (await browser.get(`/pagos/PROG-71?${ALL_MARCH}`)).text();
  assertStringIncludes(detail, "Está programado para el 10/04/2026. No cuenta en ninguna suma.");
  const found = await (await browser.get("/buscar?q=FEV-555")).text();
  assertStringIncludes(found, "Programado");
  portal.clock.nowMs = Date.parse("2026-04-11T12:00-05:00");
  const late = await (await (await portal.signIn()).get(`/pagos?${ALL_MARCH}`)).text();
  assertStringIncludes(late, "ya pasó: pregunte en Consultas");
});

Deno.test("an announced payment becomes a real one when it is loaded as such", async () => {
  await using portal = await portalWithStates();
  const browser = await portal.signIn();
  const made = aVoucher({ number: "PROG-71", paidOn: "10/04/2026", paid: "555,00" });
  await load(portal.db, [aFile("c.csv", VOUCHERS_HEADER, made)]);
  const page = await (await browser.get("/pagos?desde=01/04/2026&hasta=30/04/2026")).text();
  assert(!page.includes("Programado"), "no longer apart");
  assertStringIncludes(page, "Total de 1 comprobante<");
  const detail = await (await browser.get("/pagos/PROG-71?desde=01/04/2026&hasta=30/04/2026"))
    .text();
  assertStringIncludes(detail, "Cuadra");
  assertStringIncludes(detail, "FEV-555");
});

Deno.test("another provider sees none of it", async () => {
  await using portal = await portalWithStates();
  const other = await portal.signIn(B);
  const page = await (await other.get(`/pagos?${ALL_MARCH}`)).text();
  for (const words of ["PROG-71", "DEV-71", "Programado"]) assert(!page.includes(words), words);
  assertEquals((await other.get("/pagos/PROG-71")).status, 404);
});
