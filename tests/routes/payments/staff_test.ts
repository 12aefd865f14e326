import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type TestApp, testApp } from "../../support/app.ts";
import { A, aFile, B, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { aSettlement, aVoucher } from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { eventsOf, textOf } from "../../support/staff.ts";
import { type NamedText, uploadAndJudge } from "../../support/uploads.ts";
import { rowsOf } from "../../db/support/contents.ts";

const PAGOS = "/funcionario/pagos";
const ROLES = ["administrador", "tesoreria", "auditor"] as const;

async function viewsOf(portal: TestApp) {
  return (await eventsOf(portal, "paymentsViewed")).map(({ providerId, detail }) => [
    providerId,
    detail,
  ]);
}

Deno.test("each role of the staff sees a provider's vouchers and lines as the provider does, and each view is an event", async () => {
  await using portal = await testApp(somePayments());
  for (const role of ROLES) {
    const browser = await portal.signInStaff(role);
    const list = await textOf(browser, `${PAGOS}/${A}?${ALL_MARCH}`);
    assertStringIncludes(list, "Clínica A S.A.S. · NIT 900.356.158-8");
    assertStringIncludes(list, `href="${PAGOS}/${A}/1001?desde=01/03/2026`);
    assertStringIncludes(list, `href="${PAGOS}/${A}/export.xlsx?desde=`);
    const detail = await textOf(browser, `${PAGOS}/${A}/1002?${ALL_MARCH}&pagina=2`);
    assertStringIncludes(detail, "CBS121");
    assertStringIncludes(detail, `action="${PAGOS}/${A}/export.xlsx"`);
    assertEquals(detail.includes("Reportar"), false);
    assertEquals(/href="\/(pagos|export|consultas)/.test(list + detail), false);
  }
  const [a] = await rowsOf(portal.db, `SELECT id FROM providers WHERE nit = '${A}'`);
  assertEquals(
    await viewsOf(portal),
    ROLES.flatMap(() => [[a?.id, {}], [a?.id, {
      documentNumber: "1002",
    }]]),
  );
});

Deno.test("a view that cannot be kept in the log is not given", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("auditor");
  await portal.services.background.settled();
  await portal.db.$client.execute(
    "CREATE TRIGGER full BEFORE INSERT ON audit_events BEGIN SELECT raise(ABORT, 'full'); END",
  );
  for (const path of [`/${A}?${ALL_MARCH}`, `/${A}/1001?${ALL_MARCH}`, "?q=1001"]) {
    const answer = await browser.get(`${PAGOS}${path}`);
    assertEquals([answer.status, (await answer.text()).includes("1001 ")], [500, false], path);
  }
});

Deno.test("looking writes nothing but events, and what is not there is not found", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  await portal.services.background.settled();
  const content = async () => [
    await rowsOf(portal.db, "SELECT * FROM voucher_revisions"),
    await rowsOf(portal.db, "SELECT * FROM settlements"),
    await rowsOf(portal.db, "SELECT * FROM providers"),
    await rowsOf(portal.db, "SELECT * FROM loads"),
  ];
  const before = await content();
  for (const path of [`?q=1001`, `/${A}?${ALL_MARCH}`, `/${A}/1001`, `/${A}/1001/cambios`]) {
    assertEquals((await browser.get(`${PAGOS}${path}`)).status, 200, path);
  }
  const load = crypto.randomUUID();
  for (const path of [`/${A}/B-1`, "/900000000", `/${A}/por-publicar/${load}/1001`, "/x/1001"]) {
    assertEquals((await browser.get(`${PAGOS}${path}?${ALL_MARCH}`)).status, 404, path);
  }
  assertEquals(await content(), before);
  assertEquals((await browser.get(`${PAGOS}/${A}?desde=31/02/2026&hasta=x`)).status, 422);
  assertEquals((await viewsOf(portal)).length, 4);
});

Deno.test("payments are found by provider, voucher, invoice in any spelling and amount, among all providers", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  const find = (typed: string) => textOf(browser, `${PAGOS}?q=${encodeURIComponent(typed)}`);
  for (const typed of [A, "900.356.158-8", "clinica a"]) {
    assertStringIncludes(await find(typed), `href="${PAGOS}/${A}"`, typed);
  }
  assertMatch(await find("B-1"), /href="[^"]*900555444\/B-1\?/);
  const invoice = await find("fev 1");
  assertStringIncludes(invoice, "2 pagos de la factura");
  assertMatch(invoice, /900356158\/1001\?[^>]*>1001<[\s\S]*FEV-000001/);
  assertMatch(await find("CBS142"), /900356158\/1002\?[^"]*pagina=3/);
  for (const typed of ["123.456,78", "$ 123456,78"]) {
    assertMatch(await find(typed), /href="[^"]*900555444\/B-1\?/, typed);
  }
  assertStringIncludes(await find("nadie"), "No encontramos “nadie”");
  const hostile = await find('<img src=x onerror="1">%\'');
  assertEquals(hostile.includes("<img src=x"), false);
  assertEquals((await browser.get(`${PAGOS}?q=${"9".repeat(1500)}`)).status, 422);
  const seen = (await viewsOf(portal)).map(([, detail]) => detail);
  assert(seen.length > 0 && seen.every(({ what }) => what === "search"));
});

Deno.test("invoices are looked for when nothing else is found, or by a link that needs no typing again", async () => {
  const number = aVoucher({ number: "7700", paid: "10,00" });
  const invoice = [SETTLEMENTS_HEADER, aSettlement("B-1", "77-00", "10,00", B)] as const;
  await using portal = await testApp([
    ...somePayments(),
    aFile("c.csv", VOUCHERS_HEADER, number),
    aFile("f.csv", ...invoice),
  ]);
  const browser = await portal.signInStaff("auditor");
  const first = await textOf(browser, `${PAGOS}?q=7700`);
  assertStringIncludes(first, "1 comprobante<");
  assertEquals(first.includes("pago de la factura"), false);
  const [, href = ""] = /href="([^"]*)">Buscar también en facturas/.exec(first) ?? [];
  const both = await textOf(browser, href.replaceAll("&amp;", "&"));
  assertStringIncludes(both, "1 comprobante<");
  assertStringIncludes(both, "1 pago de la factura<");
  assertEquals(both.includes("Buscar también"), false);
  const further = await textOf(browser, `${PAGOS}?q=7700&facturas=si&despues=${B}`);
  assertStringIncludes(further, "Con estos ya buscamos la factura en todos los prestadores.");
  assertEquals((await browser.get(`${PAGOS}?q=7700&facturas=si&despues=x`)).status, 422);
});

Deno.test("where more invoices are found than are shown, no search says that it saw all providers", async () => {
  const numbers = Array.from({ length: 101 }, (_, index) => `V-${index}`);
  const vouchers = numbers.map((number) => aVoucher({ nit: B, number, paid: "10,00" }));
  const lines = numbers.map((number) => aSettlement(number, "M-1", "10,00", B));
  await using portal = await testApp([
    aFile("c.csv", VOUCHERS_HEADER, ...vouchers),
    aFile("f.csv", SETTLEMENTS_HEADER, ...lines),
  ]);
  const browser = await portal.signInStaff("auditor");
  const html = await textOf(browser, `${PAGOS}?q=M-1&facturas=si&despues=${A}`);
  assertStringIncludes(html, "Los primeros 100 pagos de la factura");
  assertEquals(html.includes("en todos los prestadores"), false);
});

Deno.test("what waits to be published is seen by the staff, marked so, and by no provider", async () => {
  await using portal = await testApp(somePayments());
  const staff = await portal.signInStaff("tesoreria");
  const files: NamedText[] = [
    ["c.csv", VOUCHERS_HEADER, aVoucher({ number: "NUEVO", paid: "22000,00" })],
    [
      "f.csv",
      SETTLEMENTS_HEADER,
      ...Array.from({ length: 22 }, (_, index) => aSettlement("NUEVO", `W-${index}`, "1000,00")),
    ],
  ];
  const load = (await uploadAndJudge(portal, staff, files)).split("/").at(-1) ?? "";
  const auditor = await portal.signInStaff("administrador");
  const path = `${PAGOS}/${A}/por-publicar/${load}/NUEVO`;
  assertStringIncludes(await textOf(auditor, `${PAGOS}/${A}`), `href="${path}"`);
  const page = await textOf(auditor, path);
  assertStringIncludes(page, "Por publicar");
  assertStringIncludes(page, "W-20");
  assertStringIncludes(page, `href="${path}?desde=`);
  assertEquals(page.includes("export.xlsx"), false);
  assertStringIncludes(await textOf(auditor, `${path}?pagina=2`), "W-21");
  for (const typed of ["NUEVO", "nuevo", "w 21", "22000"]) {
    assertStringIncludes(await textOf(auditor, `${PAGOS}?q=${typed}`), path, typed);
  }
  for (const other of [path.replace(A, B), path.replace("NUEVO", "1001"), `${path}?pagina=3`]) {
    assertEquals((await auditor.get(other)).status, 404, other);
  }
  const provider = await portal.signIn();
  assertEquals((await provider.get(path)).status, 403);
  assertEquals((await provider.get(`/pagos/NUEVO?${ALL_MARCH}`)).status, 404);
});
