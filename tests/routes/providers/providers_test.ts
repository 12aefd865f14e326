import { assert, assertEquals, assertMatch } from "@std/assert";
import { A, B, csrfOf, testApp } from "../../support/app.ts";
import { aFile, C } from "../../support/files.ts";
import { eventsOf, textOf } from "../../support/staff.ts";

const LIST = "/funcionario/prestadores";
const CEDULA = "1067845210";

const MORE = () =>
  aFile(
    "prestadores.csv",
    "NIT;Razón Social;Municipio;Correo",
    "900100200;Fundación Niños del Sinú;Montería;ninos@sinu.example",
    "900100300;IPS 100% Salud_Total;Lorica;",
  );

/** What a search finds, as the names in the order of the list. */
async function found(browser: Parameters<typeof textOf>[0], q: string): Promise<string[]> {
  const html = await textOf(browser, `${LIST}?q=${encodeURIComponent(q)}`);
  return [...html.matchAll(/href="\/funcionario\/prestadores\/\d+"[^>]*>([^<]+)</g)]
    .map(([, name = ""]) => name.replaceAll("&amp;", "&"));
}

Deno.test("a provider is found by NIT in any spelling, name without accents, words in any order, and place", async () => {
  await using portal = await testApp([MORE()]);
  const staff = await portal.signInStaff("administrador");
  for (const q of [A, "900.356.158", "900.356.158-8", "clinica", "CLÍNICA a", "s.a.s. CLI"]) {
    assertEquals(await found(staff, q), ["Clínica A S.A.S."], q);
  }
  assertEquals(await found(staff, "sinu NIÑOS"), ["Fundación Niños del Sinú"]);
  assertEquals(await found(staff, "monteria"), ["Fundación Niños del Sinú"]);
  assertEquals((await found(staff, "")).length, 5);
});

Deno.test("J3: characters of search languages are letters like others: nothing breaks and nothing finds everything", async () => {
  await using portal = await testApp([MORE()]);
  const staff = await portal.signInStaff("administrador");
  assertEquals(await found(staff, "%"), ["IPS 100% Salud_Total"]);
  assertEquals(await found(staff, "_"), ["IPS 100% Salud_Total"]);
  const hostile = [
    "\\",
    '"',
    "*",
    '" OR "',
    "NEAR(",
    "' OR 1=1 --",
    "a* OR b",
    "^",
    "\u0000",
    "%%",
  ];
  for (const q of hostile) {
    const answer = await staff.get(`${LIST}?q=${encodeURIComponent(q)}`);
    assertEquals(answer.status, 200, q);
    assertMatch(await answer.text(), /Ningún prestador coincide/, q);
  }
  for (const query of ["pagina=-1", "pagina=1e9", "acceso=x", "q=a&q=b"]) {
    assertEquals((await staff.get(`${LIST}?${query}`)).status, 422, query);
  }
  assertEquals((await staff.get(`${LIST}?q=${"a".repeat(101)}`)).status, 422);
});

Deno.test("the chips count every state of what was searched, and narrow the list", async () => {
  await using portal = await testApp([MORE()]);
  await portal.signIn(A);
  const staff = await portal.signInStaff("administrador");
  const html = await textOf(staff, LIST);
  for (const chip of ["Todos · 5", "Con cuenta · 1", "Sin cuenta · 4", "Sin correo · 2"]) {
    assert(html.includes(chip), chip);
  }
  const narrow = await textOf(staff, `${LIST}?acceso=con-cuenta`);
  assert(narrow.includes("Clínica A S.A.S.") && !narrow.includes("Hospital B"));
});

Deno.test("a list of many has 21 a page, in order, with its total", async () => {
  const rows = Array.from(
    { length: 30 },
    (_, index) => `9001${String(10000 + index)};Ñandú ${index}`,
  );
  await using portal = await testApp([aFile("prestadores.csv", "NIT;Razón Social", ...rows)]);
  const staff = await portal.signInStaff("administrador");
  const pages = await Promise.all(
    [1, 2].map((page) => textOf(staff, `${LIST}?q=nandu&pagina=${page}`)),
  );
  assertEquals(pages.map((html) => html.match(/data-label="NIT"/g)?.length), [21, 9]);
  assert(pages[1]?.includes("22&ndash;30 de 30 prestadores"));
  assertEquals((await staff.get(`${LIST}?q=nandu&pagina=3`)).status, 404);
});

Deno.test("L5: numbers and addresses of people are masked in the list and its file; the file is kept in the log", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const csv = await textOf(staff, `${LIST}/lista.csv?q=clinica`);
  for (const text of [await textOf(staff, LIST), csv]) {
    assert(!text.includes(CEDULA) && !text.includes("pagos@clinica-a.example"));
    assert(text.includes("…5210") && text.includes("pa…@clinica-a.example"));
  }
  assertEquals(csv.trim().split("\r\n").length, 2);
  assert(!csv.includes(B) && !csv.includes(C));
  assertEquals((await eventsOf(portal, "download"))[0]?.detail, { what: "providers" });
  assertEquals(await eventsOf(portal, "sensitiveView"), []);
});

Deno.test("L5: the page of one provider has them in full, and each view of it is kept in the log", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const html = await textOf(staff, `${LIST}/${A}`);
  assert(html.includes(CEDULA) && html.includes("pagos@clinica-a.example"));
  const [view, ...others] = await eventsOf(portal, "sensitiveView");
  assertEquals([view?.providerId, view?.result, others.length], [1, "ok", 0]);
  assertEquals((await staff.get(`${LIST}/999999999`)).status, 404);
  const csrf = csrfOf(html);
  await staff.post(`${LIST}/${B}`, { csrf, accion: "cerrar", motivo: "" });
  await staff.post(`${LIST}/${B}/contacto`, { csrf, accion: "revisar" });
  await staff.get(`${LIST}/${B}/contacto`);
  const views = (await eventsOf(portal, "sensitiveView")).map(({ providerId }) => providerId);
  assertEquals(views, [1, 2, 2, 2]);
});

Deno.test("the file neutralises a name that begins like a formula", async () => {
  const file = aFile("prestadores.csv", "NIT;Razón Social", "900100400;=HYPERLINK(1)");
  await using portal = await testApp([file]);
  const staff = await portal.signInStaff("administrador");
  assertMatch(await textOf(staff, `${LIST}/lista.csv?q=hyperlink`), /;"'=HYPERLINK\(1\)";/);
});
