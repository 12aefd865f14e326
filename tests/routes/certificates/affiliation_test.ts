import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { inArray } from "drizzle-orm";
import { affiliates, auditEvents, certificates } from "../../../db/schema.ts";
import { csrfOf, PASSWORD, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { readPdf, readQrCode } from "../../support/papers/pdf.ts";
import { anAffiliate } from "../../support/people.ts";

const PAGE = "/afiliados/certificado";
const ACTIVE = { state: "AC", secondSurname: "Łódź" };
const HEAD = { headDocumentType: "CC", headDocumentNumber: anAffiliate().documentNumber };

Deno.test("one click gives a tagged PDF with the holder's data, her family, a code and a QR that leads to it", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate(ACTIVE);
  await withFamily(portal);
  const answer = await ask(browser);
  assertEquals(answer.status, 200);
  assertEquals(answer.headers.get("content-type"), "application/pdf");
  assertEquals(answer.headers.get("cache-control"), "no-store");
  assertNotMatch(answer.headers.get("content-disposition") ?? "", /9990000101|Mar/);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const { text, roles, isTagged, facts } = await readPdf(bytes);
  const [certificate] = await portal.db.select().from(certificates);
  const code = certificate?.code.replace(/(.{4})(?=.)/g, "$1-") ?? "";
  const said = ["María Camila Pérez Łódź", "Cédula de ciudadanía 9990000101", "Subsidiado"];
  const more = ["Cabeza de familia", "Activo", "01/02/2011", "Cartagena", "Mutual Ser EPS"];
  const family = ["Camila Rojas", "TI 9990000103", "Hija"];
  for (const one of [...said, ...more, ...family, "806.008.394-7", code]) {
    assertStringIncludes(text, one);
  }
  assert(isTagged);
  assertEquals(facts.get("Title"), "Certificado de afiliación");
  for (const role of ["H1", "H2", "Table", "TH", "TD", "Figure"]) {
    assert(roles.includes(role), role);
  }
  const { baseUrl } = portal.services.settings;
  assertEquals(await readQrCode(bytes), `${baseUrl}/verificar/${code}`);
  const verified = await (await portal.browser().get(`/verificar/${code}`)).text();
  assertStringIncludes(verified, "El certificado es válido");
});

Deno.test("the same day gives the same bytes, the next day another certificate", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate(ACTIVE);
  const first = await download(browser);
  portal.clock.nowMs += 60 * 1000;
  assertEquals(await download(browser), first);
  portal.clock.nowMs += 24 * 60 * 60 * 1000;
  const next = await download(await signInAgain(portal));
  assert(next.some((byte, index) => byte !== first[index]));
  assertEquals(await portal.db.$count(certificates), 2);
});

Deno.test("two clicks at once are one certificate", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate(ACTIVE);
  const [one, two] = await Promise.all([download(browser), download(browser)]);
  assertEquals(one, two);
  assertEquals(await portal.db.$count(certificates), 1);
});

Deno.test("whose state is not active gets no certificate, and is told which paper is right", async () => {
  const cases = [["SM", "estado de cuenta"], ["RE", "constancia de retiro"], ["XX", "en la línea"]];
  for (const [state = "", paper = ""] of cases) {
    await using portal = await testApp();
    const browser = await portal.signInAffiliate({ state });
    const html = await (await browser.get(PAGE)).text();
    assertStringIncludes(html, paper);
    assertNotMatch(html, /Descargar certificado/);
    const answer = await ask(browser);
    assertEquals(answer.status, 409);
    assertStringIncludes(await answer.text(), paper);
    assertEquals(await portal.db.$count(certificates), 0);
  }
});

Deno.test("L8: the certificate is the holder's own, whatever the request names", async () => {
  await using portal = await testApp();
  await portal.db.insert(affiliates).values(
    anAffiliate({ documentNumber: "9990000999", firstName: "Ajena", state: "AC" }),
  );
  const browser = await portal.signInAffiliate(ACTIVE);
  const foreign = { affiliateId: "1", documento: "9990000999" };
  const answer = await ask(browser, `${PAGE}?${new URLSearchParams(foreign)}`, foreign);
  const { text } = await readPdf(new Uint8Array(await answer.arrayBuffer()));
  assertStringIncludes(text, "María");
  assertNotMatch(text, /Ajena|9990000999/);
  for (const stranger of [await portal.signIn(), await portal.signInStaff("auditor")]) {
    for (const path of [PAGE, "/afiliados/inicio"]) {
      const refused = await stranger.get(path);
      assertEquals(refused.status, 403);
      assertNotMatch(await refused.text(), /María|9990000101/);
    }
  }
});

Deno.test("the log has the issue once and each download, by number and without document or code", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate(ACTIVE);
  await download(browser);
  await download(browser);
  const events = await portal.db.select().from(auditEvents)
    .where(inArray(auditEvents.name, ["certificateIssued", "download"]));
  assertEquals(events.map(({ name, detail }) => [name, JSON.parse(detail)]), [
    ["certificateIssued", { affiliate: 1 }],
    ["download", { certificate: 1, affiliate: 1 }],
    ["download", { certificate: 1, affiliate: 1 }],
  ]);
});

Deno.test("L8: the holder sees that somebody verified her certificate, and who could, without its number", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate(ACTIVE);
  await download(browser);
  const [certificate] = await portal.db.select().from(certificates);
  await (await portal.browser().get(`/verificar/${certificate?.code}`)).body?.cancel();
  const html = await (await browser.get("/afiliados/mi-afiliacion/quien-vio")).text();
  assertStringIncludes(html, "Alguien que tenía el código de su certificado");
  assertStringIncludes(html, "Verificó un certificado");
  assertNotMatch(html, /#\d/);
});

async function withFamily({ db }: TestApp): Promise<void> {
  await db.insert(affiliates).values([
    anAffiliate({
      ...HEAD,
      documentType: "TI",
      documentNumber: "9990000103",
      firstName: "Camila",
      secondName: null,
      firstSurname: "Rojas",
      secondSurname: null,
      kind: "beneficiario",
      kinship: "Hija",
      state: "AC",
    }),
  ]);
}

async function ask(browser: TestBrowser, path = PAGE, fields = {}): Promise<Response> {
  const csrf = csrfOf(await (await browser.get(PAGE)).text());
  return await browser.post(path, { csrf, ...fields });
}

async function download(browser: TestBrowser): Promise<Uint8Array> {
  const answer = await ask(browser);
  assertEquals(answer.status, 200);
  return new Uint8Array(await answer.arrayBuffer());
}

/** The session of the day before has ended. */
async function signInAgain(portal: TestApp): Promise<TestBrowser> {
  const browser = portal.browser();
  const form = { tipoDocumento: "CC", usuario: anAffiliate().documentNumber };
  const known = { tipo: "afiliado", contrasena: PASSWORD };
  await (await browser.post("/zona-ser", { ...known, ...form })).body?.cancel();
  return browser;
}
