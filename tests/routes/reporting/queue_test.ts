import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { like } from "drizzle-orm";
import { auditEvents, reportBatches } from "../../../db/schema.ts";
import { type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { aFile, aVoucher, load, VOUCHERS_HEADER } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";
import { codeOf } from "../../support/uploads.ts";

const PAGE = "/funcionario/siifa";

/** Presses the button; answers where it led to. */
async function report(browser: TestBrowser): Promise<{ form: Record<string, string>; to: string }> {
  const html = await (await browser.get(PAGE)).text();
  const lote = /name="lote" value="([^"]+)"/.exec(html)?.[1] ?? "";
  const form = { csrf: await codeOf(browser, PAGE), lote };
  return { form, to: (await browser.post(PAGE, form)).headers.get("location") ?? "" };
}

async function eventsOf(portal: TestApp): Promise<string[]> {
  await portal.services.background.settled();
  const rows = await portal.db.select().from(auditEvents).where(like(auditEvents.name, "report%"));
  return rows.map(({ name, result }) => `${name} ${result}`);
}

Deno.test("the queue shows each payment with its last day, what is overdue first, and so does the home page", async () => {
  await using portal = await testApp(somePayments());
  await load(portal.db, [
    aFile("hoy.csv", VOUCHERS_HEADER, aVoucher({ number: "HOY", paidOn: "01/04/2026" })),
  ]);
  const browser = await portal.signInStaff("tesoreria");
  const html = await (await browser.get(PAGE)).text();
  assertStringIncludes(html, "6 pagos");
  assertStringIncludes(html, "5 vencidos");
  assertStringIncludes(html, "Venció el 17/03/2026");
  assertStringIncludes(html, "formato oficial del archivo no se pudo consultar");
  assert(!html.includes("1005"), "an annulled payment has nothing to tell");
  assert(html.indexOf(">1001<") < html.indexOf(">1002<"));
  assert(html.indexOf(">1002<") < html.indexOf(">HOY<"));
  const home = await (await browser.get("/funcionario")).text();
  assertStringIncludes(home, "Pagos por reportar al SIIFA");
  assertStringIncludes(home, "5 vencidos");
});

Deno.test("reporting makes one batch, whose file is the same however often it is taken", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  const { form, to } = await report(browser);
  assertEquals(to, `${PAGE}/lotes/1`);
  assertEquals((await browser.post(PAGE, form)).headers.get("location"), to, "the form again");
  const other = await portal.signInStaff("tesoreria");
  assertStringIncludes(await (await other.get(PAGE)).text(), "Todo está reportado");
  const taken = await (await browser.get(`${to}/archivo.csv`)).text();
  await load(portal.db, [
    aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "1001", paid: "1,00" })),
    aFile("p.csv", "NIT;Razón Social", "900356158;Otro Nombre"),
  ]);
  assertEquals(await (await other.get(`${to}/archivo.csv`)).text(), taken);
  const [header = "", first = ""] = taken.replace("\ufeff", "").split("\r\n");
  assert(header.startsWith("NIT_ERP;NIT_PRESTADOR;NUMERO_COMPROBANTE;FECHA_PAGO;VALOR_PAGO"));
  assert(first.startsWith("806008394-7;900356158;1001;2026-03-10;3000.50"), first);
  assertStringIncludes(first, ";Pago;");
  assertEquals(taken.trim().split("\r\n").length, 6);
  assertStringIncludes(await (await browser.get(PAGE)).text(), "Corrección");
  const workbook = await browser.get(`${to}/archivo.xlsx`);
  assertStringIncludes(workbook.headers.get("content-type") ?? "", "spreadsheetml");
  await workbook.arrayBuffer();
  assertEquals(await eventsOf(portal), ["reportBatchMade ok"]);
});

Deno.test("an undone batch gives no file any more, and only the newest one is undone", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  const { form: { csrf = "" }, to: first } = await report(browser);
  await load(portal.db, [
    aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "1001", paid: "1,00" })),
  ]);
  const { to: second } = await report(browser);
  assertEquals(second, `${PAGE}/lotes/2`);
  const undo = { csrf, accion: "deshacer" };
  assertEquals((await browser.post(first, undo)).status, 409);
  assertEquals(
    (await browser.post(second, undo)).headers.get("location"),
    `${PAGE}?hecho=deshecho`,
  );
  const later = { ...undo, csrf: await codeOf(browser, PAGE) };
  assertEquals((await browser.post(second, later)).status, 409, "once");
  assertEquals((await browser.get(`${second}/archivo.csv`)).status, 409);
  assertStringIncludes(await (await browser.get(second)).text(), "volvieron a la cola");
  assertStringIncludes(await (await browser.get(PAGE)).text(), "Corrección");
  assertEquals(await portal.db.$count(reportBatches), 2);
  const events = await eventsOf(portal);
  assertEquals(events.filter((one) => one === "reportBatchUndone ok").length, 1);
});

Deno.test("hostile numbers of batches and pages are 404, and texts in a file are no formulas", async () => {
  await using portal = await testApp(somePayments());
  await load(portal.db, [
    aFile("f.csv", VOUCHERS_HEADER, aVoucher({ number: "=1+1", method: "=cmd()" })),
  ]);
  const browser = await portal.signInStaff("tesoreria");
  for (const path of ["/lotes/0", "/lotes/1", "/lotes/-1", "/lotes/1e3", "/lotes/x/archivo.csv"]) {
    assertEquals((await browser.get(PAGE + path)).status, 404, path);
  }
  assertEquals((await browser.get(`${PAGE}?pagina=0`)).status, 404);
  const { to } = await report(browser);
  const cells = (await (await browser.get(`${to}/archivo.csv`)).text()).split(/[;\r\n]+/);
  assert(cells.every((cell) => !cell.startsWith("=")), cells.find((cell) => cell.startsWith("=")));
});
