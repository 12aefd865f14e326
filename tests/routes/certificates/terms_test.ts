import { assertEquals, assertStringIncludes } from "@std/assert";
import { eq } from "drizzle-orm";
import { saveTerms } from "../../../db/certificates/terms.ts";
import { auditEvents, withholdingTerms } from "../../../db/schema.ts";
import { TERMS_FIELDS } from "../../../domain/certificates/terms.ts";
import { csrfOf, testApp, type TestBrowser } from "../../support/app.ts";
import { someTerms } from "../../support/papers/withholding.ts";

const PAGE = "/funcionario/certificados";
const FORM = Object.fromEntries(
  TERMS_FIELDS.map(({ key, field }) => [field, someTerms()[key]]),
);

Deno.test("the treasury says once a year what certificates say, and sees it again", async () => {
  await using portal = await testApp();
  const browser = await portal.signInStaff("tesoreria");
  const empty = await (await browser.get(`${PAGE}?anio=2025`)).text();
  assertStringIncludes(empty, "aún no pueden descargar certificados de 2025");
  const answer = await send(browser, { anio: "2025", ...FORM, ciudad: "  Cartagena " });
  assertEquals(answer.headers.get("location"), `${PAGE}?anio=2025&hecho=guardado`);
  const [row] = await portal.db.select().from(withholdingTerms);
  assertEquals(row, { year: 2025, ...someTerms() });
  const saved = await (await browser.get(`${PAGE}?anio=2025&hecho=guardado`)).text();
  assertStringIncludes(saved, "Los certificados de 2025 dicen esto desde ahora.");
  assertStringIncludes(saved, 'value="Elena Prueba"');
});

Deno.test("a year without its own terms shows those of the year before, and certifies nothing yet", async () => {
  await using portal = await testApp();
  await saveTerms(portal.db, 2024, someTerms({ signerName: "Otra Persona" }));
  const browser = await portal.signInStaff("tesoreria");
  const html = await (await browser.get(`${PAGE}?anio=2025`)).text();
  assertStringIncludes(html, 'value="Otra Persona"');
  assertStringIncludes(html, "Aquí están los de 2024");
  assertEquals(await portal.db.$count(withholdingTerms), 1);
});

Deno.test("what is missing or too long is told beside its field, and nothing typed is lost", async () => {
  await using portal = await testApp();
  const browser = await portal.signInStaff("tesoreria");
  const long = "a".repeat(301);
  const answer = await send(browser, { anio: "2025", ...FORM, ciudad: " ", firma: long, nota: "" });
  const html = await answer.text();
  assertEquals(answer.status, 422);
  assertStringIncludes(html, "Falta este dato.");
  assertStringIncludes(html, "Tiene 301 caracteres y caben 300.");
  assertStringIncludes(html, `value="${long}"`);
  assertStringIncludes(html, 'value="Calle 7 # 8-09"');
  assertEquals(await portal.db.$count(withholdingTerms), 0);
});

Deno.test("a year that nobody certifies here is not found, what is no year is refused", async () => {
  await using portal = await testApp();
  const browser = await portal.signInStaff("tesoreria");
  for (const [year, status] of [["2019", 404], ["2027", 404], ["x", 422], ["2025' --", 422]]) {
    const shown = await browser.get(`${PAGE}?anio=${year}`);
    const sent = await send(browser, { ...FORM, anio: String(year) });
    assertEquals([shown.status, sent.status], [status, status], String(year));
    await Promise.all([shown.body?.cancel(), sent.body?.cancel()]);
  }
});

Deno.test("a change of what certificates say is an event that names the year", async () => {
  await using portal = await testApp();
  const browser = await portal.signInStaff("tesoreria");
  await (await send(browser, { anio: "2025", ...FORM })).body?.cancel();
  const events = await portal.db.select().from(auditEvents)
    .where(eq(auditEvents.name, "withholdingTerms"));
  assertEquals(events.map(({ detail }) => JSON.parse(detail)), [{ withholding: "2025" }]);
});

async function send(browser: TestBrowser, form: Record<string, string>): Promise<Response> {
  const csrf = csrfOf(await (await browser.get(PAGE)).text());
  return await browser.post(PAGE, { csrf, ...form });
}
