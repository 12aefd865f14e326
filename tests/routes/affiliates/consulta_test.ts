import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { affiliates, auditEvents } from "../../../db/schema.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { anAffiliate } from "../../support/people.ts";
import { withoutNoise } from "../../support/noise.ts";

const RIGHT = { tipoDocumento: "CC", documento: "9.990.000.101", nacimiento: "05/03/1962" };
const NOBODY = "No encontramos a nadie con esos datos.";

Deno.test("whoever knows document and birth date sees the affiliation, the name as initials", async () => {
  await using portal = await portalWith();
  const answer = await portal.browser().post("/afiliados/consulta", RIGHT);
  const html = await answer.text();
  assertEquals(answer.status, 200);
  assertStringIncludes(answer.headers.get("cache-control") ?? "", "no-store");
  const shown = ["M. C. P. R.", "Suspendido por mora", "Subsidiado", "Cabeza de familia"];
  for (const text of [...shown, "01/02/2011", "Cartagena", "Centro de Salud El Bosque"]) {
    assertStringIncludes(html, text);
  }
  assertNotMatch(html, /María|Pérez|9\.?990\.?000\.?101|1962/);
});

Deno.test("a state that nobody knows is shown by its code", async () => {
  await using portal = await portalWith({ state: "XX" });
  const html = await (await portal.browser().post("/afiliados/consulta", RIGHT)).text();
  assertStringIncludes(html, "Código XX");
  assertStringIncludes(html, "Pregunte en la línea");
});

Deno.test("E2: whatever does not match all three gets one answer, and keeps what was typed", async () => {
  await using portal = await portalWith();
  const wrong = [
    { ...RIGHT, nacimiento: "06/03/1962" },
    { ...RIGHT, documento: "9990000102" },
    { ...RIGHT, tipoDocumento: "CE" },
  ];
  const answers = await Promise.all(wrong.map(async (form) => {
    const answer = await portal.browser().post("/afiliados/consulta", form);
    const html = await answer.text();
    assertEquals(answer.status, 422);
    assertStringIncludes(html, NOBODY);
    assertStringIncludes(html, `value="${form.documento}"`);
    assertStringIncludes(html, `value="${form.nacimiento}"`);
    return withoutNoise(html).replaceAll(/<option[^>]*>| value="[^"]*"/g, "");
  }));
  assertEquals(new Set(answers).size, 1);
});

Deno.test("E2: what stands in the address asks for nobody", async () => {
  await using portal = await portalWith();
  const query = new URLSearchParams(RIGHT);
  const browser = portal.browser();
  const asked = await (await browser.get(`/afiliados/consulta?${query}`)).text();
  const bare = await (await browser.get("/afiliados/consulta")).text();
  assertEquals(withoutNoise(asked), withoutNoise(bare));
  assertNotMatch(asked, /M\. C\. P\. R\.|9990000101|Suspendido/);
});

Deno.test("E2: a hundred documents from one place are too many, and the place is told to wait", async () => {
  await using portal = await portalWith();
  const statuses = new Set<number>();
  for (let number = 0; number < 100; number++) {
    const form = { ...RIGHT, documento: String(8_880_000_000 + number) };
    const answer = await portal.browser().post("/afiliados/consulta", form);
    await answer.body?.cancel();
    statuses.add(answer.status);
  }
  assertEquals([...statuses], [422, 429]);
  const right = await portal.browser().post("/afiliados/consulta", RIGHT);
  assertEquals(right.status, 429);
  assert(right.headers.has("retry-after"));
  await right.body?.cancel();
});

Deno.test("birth dates of one document cannot be tried from many places", async () => {
  await using portal = await portalWith();
  const statuses = [];
  for (let day = 1; day <= 12; day++) {
    const form = { ...RIGHT, nacimiento: `${day}/12/1962` };
    const answer = await portal.browser(`10.0.0.${day}`).post("/afiliados/consulta", form);
    await answer.body?.cancel();
    statuses.push(answer.status);
  }
  assertEquals(statuses.filter((status) => status === 429).length, 2);
});

Deno.test("L13: the log says whose affiliation was seen before it is shown, and no document", async () => {
  await using portal = await portalWith();
  for (const form of [RIGHT, { ...RIGHT, nacimiento: "06/03/1962" }]) {
    await (await portal.browser().post("/afiliados/consulta", form)).body?.cancel();
  }
  const [person] = await portal.db.select().from(affiliates);
  const events = (await portal.db.select().from(auditEvents))
    .filter(({ name }) => name === "affiliationAsked").map(({ detail }) => JSON.parse(detail));
  assertEquals(events, [{ affiliate: person?.id }, { affiliate: "nobody" }]);
});

Deno.test("a form of the consulta names each wrong field", async () => {
  await using portal = await portalWith();
  const cases: [Record<string, string>, string][] = [
    [{}, "Escriba el número como está en el documento."],
    [{ ...RIGHT, documento: "<script>" }, "Escriba el número como está en el documento."],
    [{ ...RIGHT, tipoDocumento: "ZZ" }, "Elija el tipo."],
    [{ ...RIGHT, nacimiento: "31/02/1962" }, "La fecha 31/02/1962 no existe"],
    [{ ...RIGHT, nacimiento: "05/03/62" }, "escriba el año con cuatro cifras"],
  ];
  for (const [form, message] of cases) {
    const answer = await portal.browser().post("/afiliados/consulta", form);
    assertEquals(answer.status, 422, message);
    assertStringIncludes(await answer.text(), message);
  }
});

async function portalWith(changes: Parameters<typeof anAffiliate>[0] = {}): Promise<TestApp> {
  const portal = await testApp();
  await portal.db.insert(affiliates).values(anAffiliate(changes));
  return portal;
}
