import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { eq } from "drizzle-orm";
import { saveTerms } from "../../../db/certificates/terms.ts";
import { auditEvents, certificates } from "../../../db/schema.ts";
import { csrfOf, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { load } from "../../support/files.ts";
import { readPdf, readQrCode } from "../../support/papers/pdf.ts";
import { aCorrection, someTerms, someWithholdings } from "../../support/papers/withholding.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";

const PAGE = "/certificados";
const RENTA = { impuesto: "renta", periodo: "2025" };

Deno.test("the page shows what was withheld in a year by tax and period, and nobody else's", async () => {
  await using portal = await portalWith();
  const html = await (await (await portal.signIn()).get(`${PAGE}?anio=2025`)).text();
  for (const text of ["año 2025", "$\u00a068,06", "enero y febrero de 2025", "$\u00a028,50"]) {
    assertStringIncludes(html, text);
  }
  assertStringIncludes(html, "$\u00a07,00");
  assertNotMatch(html, /99,99|SECRETA|18,00|noviembre/);
});

Deno.test("without a year the last one that is over is shown, and no year is no page", async () => {
  await using portal = await portalWith();
  const browser = await portal.signIn();
  assertStringIncludes(await (await browser.get(PAGE)).text(), "$\u00a068,06");
  const running = await (await browser.get(`${PAGE}?anio=2026`)).text();
  assertStringIncludes(running, "Desde que termine, el 31/12/2026");
  assertNotMatch(running, /name="periodo" value="2026"/);
  for (const year of ["20", "1999", "2025-1", "x"]) {
    const answer = await browser.get(`${PAGE}?anio=${year}`);
    assertEquals(answer.status, 404, year);
    await answer.body?.cancel();
  }
});

Deno.test("the paper has what article 381 asks for, a code and a QR that leads to it", async () => {
  await using portal = await portalWith();
  const bytes = await download(await portal.signIn(), RENTA);
  const { text, isTagged, roles } = await readPdf(bytes);
  const said = ["Año 2025", "Mutual Ser EPS", "806.008.394-7", "Calle 7 # 8-09", "Cartagena"];
  const payee = ["Clínica A S.A.S.", "900.356.158-8", "Servicios de salud", "2 %"];
  const sums = ["$ 3.600,00", "$ 68,06", "Elena Prueba", "Contadora", "Sin firma autógrafa."];
  const plain = text.replaceAll("\u00a0", " ");
  for (const one of [...said, ...payee, ...sums]) assertStringIncludes(plain, one);
  assert(isTagged && roles.includes("TH"));
  const code = await codeOf(portal);
  assertStringIncludes(text, code);
  assertEquals(
    await readQrCode(bytes),
    `${portal.services.settings.baseUrl}/verificar/${code}`,
  );
});

Deno.test("IVA names the IVA of the invoices, ICA the municipality", async () => {
  await using portal = await portalWith();
  const browser = await portal.signIn();
  const iva = await readPdf(await download(browser, { impuesto: "iva", periodo: "2025-1" }));
  assertStringIncludes(iva.text.replaceAll("\u00a0", " "), "IVA de esas facturas $ 190,00");
  assertStringIncludes(iva.text, "Servicios gravados");
  const ica = await readPdf(await download(browser, { impuesto: "ica", periodo: "2025-1" }));
  assertStringIncludes(ica.text, "Municipio");
  assertStringIncludes(ica.text, "7 por mil");
});

Deno.test("the same payments give the same certificate on any day, two clicks at once too", async () => {
  await using portal = await portalWith();
  const browser = await portal.signIn();
  const [first, second] = await Promise.all([download(browser, RENTA), download(browser, RENTA)]);
  assertEquals(first, second);
  portal.clock.nowMs += 20 * 60 * 1000;
  assertEquals(await download(browser, RENTA), first);
  assertEquals(await portal.db.$count(certificates), 1);
});

Deno.test("a correction is explained on the page, on the new paper and to whoever verifies the old one", async () => {
  await using portal = await portalWith();
  const browser = await portal.signIn();
  await download(browser, RENTA);
  const old = await codeOf(portal);
  assertStringIncludes(await verified(portal, old), "El certificado es válido");
  portal.clock.nowMs += 60 * 1000;
  await load(portal.db, aCorrection("30,01"), { nowMs: portal.clock.nowMs });
  const page = await (await browser.get(`${PAGE}?anio=2025`)).text();
  assertStringIncludes(page, "Puede haber cambiado.");
  assertStringIncludes(page, "Decía $\u00a068,06.");
  assertStringIncludes(page, "el comprobante 2001");
  const told = await verified(portal, old);
  for (const text of ["El certificado ya no vale", "$\u00a068,06", "$\u00a078,06"]) {
    assertStringIncludes(told, text);
  }
  const bytes = await download(browser, RENTA);
  const { text } = await readPdf(bytes);
  assertStringIncludes(text, `Reemplaza el certificado ${old}`);
  assertEquals(await download(browser, RENTA), bytes);
  assertStringIncludes(await verified(portal, old), "El certificado ya no vale");
  const after = await (await browser.get(`${PAGE}?anio=2025`)).text();
  assertNotMatch(after, /Puede haber cambiado/);
});

Deno.test("a correction that leaves the tax as it was ends a certificate only where it changes what that says", async () => {
  await using portal = await portalWith();
  await download(await portal.signIn(), RENTA);
  const code = await codeOf(portal);
  portal.clock.nowMs += 60 * 1000;
  const later = [...someWithholdings(), ...aCorrection("20,01")];
  await load(portal.db, later, { nowMs: portal.clock.nowMs });
  assertStringIncludes(await verified(portal, code), "El certificado es válido");
  await load(portal.db, aCorrection("20,01", "1100,00"), { nowMs: portal.clock.nowMs });
  assertStringIncludes(await verified(portal, code), "El certificado ya no vale");
});

Deno.test("T1: verifying tells title, NIT, period and totals, and no more of the provider", async () => {
  await using portal = await portalWith();
  await download(await portal.signIn(), RENTA);
  const code = await codeOf(portal);
  const html = await verified(portal, code);
  assertStringIncludes(html, "900.356.158-8");
  assertNotMatch(html, /Clínica A|3\.600|FV-|Calle 7/);
  const answer = await portal.browser().get(`/api/v1/public/certificates/${code}`);
  assertEquals(answer.headers.get("cache-control"), "no-store");
  const { isValid, facts } = await answer.json();
  assertEquals(isValid, true);
  assertEquals(facts.length, 4);
});

Deno.test("the workbook has the lines that add up to the certificate, to the centavo", async () => {
  await using portal = await portalWith();
  const browser = await portal.signIn();
  const answer = await browser.get(`${PAGE}/renglones.xlsx?impuesto=renta&periodo=2025`);
  const [lines, summary] = (await openWorkbook(await answer.bytes())).worksheets;
  const invoices: unknown[] = [];
  let cents = 0;
  lines?.eachRow((row, number) => {
    if (number === 1) return;
    invoices.push(row.getCell(4).value);
    cents += Math.round(Number(row.getCell(7).value) * 100);
  });
  assertEquals(new Set(invoices), new Set(["FV-1", "FV-2", "FV-4", "FV-5"]));
  assertEquals(cents, 6806);
  const facts = new Map<string, unknown>();
  summary?.eachRow((row) => facts.set(String(row.getCell(1).value), row.getCell(2).value));
  assertEquals(facts.get("Retefuente"), { formula: "SUM(Renglones!G2:G5)", result: 68.06 });
});

Deno.test("what is not over, not prepared or not withheld is not certified", async () => {
  await using portal = await portalWith();
  const browser = await portal.signIn();
  const cases: [impuesto: string, periodo: string, status: number][] = [
    ["renta", "2026", 409],
    ["renta", "2024", 409],
    ["iva", "2025-2", 404],
    ["renta", "2025-1", 404],
    ["iva", "2025-7", 404],
    ["timbre", "2025", 404],
    ["renta", "2025'--", 404],
  ];
  for (const [impuesto, periodo, status] of cases) {
    const answer = await ask(browser, { impuesto, periodo });
    assertEquals(answer.status, status, `${impuesto} ${periodo}`);
    await answer.body?.cancel();
  }
  assertEquals(await portal.db.$count(certificates), 0);
});

Deno.test("whoever may only look sees the sums, and downloads nothing", async () => {
  await using portal = await portalWith();
  const reader = await portal.signInMember("consulta");
  const html = await (await reader.get(`${PAGE}?anio=2025`)).text();
  assertStringIncludes(html, "$\u00a068,06");
  assertNotMatch(html, /name="periodo"|renglones\.xlsx/);
  const refused = [
    await ask(reader, RENTA),
    await reader.get(`${PAGE}/renglones.xlsx?impuesto=renta&periodo=2025`),
  ];
  for (const answer of refused) {
    assertEquals(answer.status, 403);
    await answer.body?.cancel();
  }
});

Deno.test("the log names tax and period of each certificate and each download", async () => {
  await using portal = await portalWith();
  const browser = await portal.signIn();
  await download(browser, RENTA);
  const workbook = await browser.get(`${PAGE}/renglones.xlsx?impuesto=iva&periodo=2025-1`);
  await workbook.body?.cancel();
  const issued = await portal.db.select().from(auditEvents)
    .where(eq(auditEvents.name, "certificateIssued"));
  const downloads = await portal.db.select().from(auditEvents)
    .where(eq(auditEvents.name, "download"));
  assertEquals(issued.map(({ detail }) => JSON.parse(detail)), [{ withholding: "renta 2025" }]);
  assertEquals(downloads.map(({ detail }) => JSON.parse(detail)), [
    { certificate: 1 },
    { withholding: "iva 2025-1", format: ".xlsx" },
  ]);
});

async function portalWith(): Promise<TestApp> {
  const portal = await testApp(someWithholdings());
  await saveTerms(portal.db, 2025, someTerms());
  return portal;
}

async function ask(browser: TestBrowser, period: typeof RENTA): Promise<Response> {
  const csrf = csrfOf(await (await browser.get(`${PAGE}?anio=2025`)).text());
  return await browser.post(PAGE, { csrf, ...period });
}

async function download(browser: TestBrowser, period: typeof RENTA): Promise<Uint8Array> {
  const answer = await ask(browser, period);
  assertEquals(answer.status, 200);
  return new Uint8Array(await answer.arrayBuffer());
}

/** The code of the certificate that is out, as it is written. */
async function codeOf({ db }: TestApp): Promise<string> {
  const rows = await db.select().from(certificates);
  const current = rows.find(({ replacedAt }) => replacedAt === null);
  return current?.code.replace(/(.{4})(?=.)/g, "$1-") ?? "";
}

async function verified(portal: TestApp, code: string): Promise<string> {
  return await (await portal.browser().get(`/verificar/${code}`)).text();
}
