import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { apiTokens, auditEvents } from "../../../db/schema.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, B, ORIGIN, testApp } from "../../support/app.ts";
import { createMember } from "../../support/people.ts";
import { makeToken, meOf, newTokenForm } from "../../support/programs/tokens.ts";

const PAGE = "/cuenta/programas";
const DAY_MS = 24 * 60 * 60 * 1000;

Deno.test("R4, T11: a token is shown once, with how to use it, and only its hash is stored", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const form = await newTokenForm(browser, PAGE, { cruces: "si" });
  const page = await (await browser.post(PAGE, form)).text();
  const token = /zs_[\w-]{32}/.exec(page)?.[0] ?? "";
  assertStringIncludes(page, "no se vuelve a mostrar");
  assertStringIncludes(page, `${ORIGIN}/api/v1/me`);
  assertEquals(page.split(token).length, 2, "once on the page");
  const [row] = await portal.db.select().from(apiTokens);
  assertEquals([row?.tokenSha256, row?.scopes], [sha256(token), '["read","reconcile"]']);
  assert(!JSON.stringify(row).includes(token));
  assert(!(await (await browser.get(PAGE)).text()).includes(token));
  const headers = { authorization: `Bearer ${token}` };
  const me = await portal.app.request(`${ORIGIN}/api/v1/me`, { headers });
  assertEquals(await me.json(), {
    name: "ERP",
    nit: A,
    legalName: "Clínica A S.A.S.",
    scopes: ["read", "reconcile"],
  });
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ subject }) => subject), [
    "Hay un token nuevo para un programa en Zona Ser de Mutual Ser",
  ]);
});

Deno.test("the same form sent again, by a reload or back, makes no second token and shows none", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const form = await newTokenForm(browser, PAGE);
  assertMatch(await (await browser.post(PAGE, form)).text(), /zs_/);
  const again = await browser.post(PAGE, form);
  assertEquals([again.status, again.headers.get("location")], [303, `${PAGE}?hecho=repetido`]);
  const page = await (await browser.get(`${PAGE}?hecho=repetido`)).text();
  assertStringIncludes(page, "no se vuelve a mostrar");
  assert(!page.includes("zs_"));
  assertEquals(await portal.db.$count(apiTokens), 1);
});

Deno.test("the list says what a token is for, who made it, until when, and its last use with its place", async () => {
  await using portal = await testApp();
  const token = await makeToken(await portal.signIn(A), PAGE, { descargar: "si" });
  const administrator = await portal.signInMember("administrador");
  const unused = await (await administrator.get(PAGE)).text();
  assertStringIncludes(unused, "Leer pagos · Descargar");
  assertStringIncludes(unused, "por el representante legal · hasta el 01/05/2026 · sin usar");
  assertEquals(await meOf(portal, token), 200);
  await portal.db.update(apiTokens).set({ lastUsedPlace: "203.0.113.9" });
  assertStringIncludes(
    await (await administrator.get(PAGE)).text(),
    "último uso 01/04/2026 10:00 desde 203.0.113.9",
  );
});

Deno.test("what is missing stands beside its field, what was typed stays, and nothing is made", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const wrong = { nombre: " ", leer: "", vence: "fecha", fecha: "02/04/2027", actual: "otra" };
  const form = await newTokenForm(browser, PAGE, wrong);
  const answer = await browser.post(PAGE, form);
  assertEquals(answer.status, 422);
  const page = await answer.text();
  for (const field of ["nombre", "permisos", "fecha", "actual"]) {
    assertStringIncludes(page, `id="${field}-error"`);
  }
  assertStringIncludes(page, 'value="02/04/2027"');
  for (const fecha of ["31/03/2026", "31/02/2027", ""]) {
    const typed = { ...form, nombre: "ERP", cruces: "si", fecha };
    const html = await (await browser.post(PAGE, typed)).text();
    assertStringIncludes(html, 'id="fecha-error"', fecha);
    assertMatch(html, /id="cruces"[^>]*checked/);
  }
  assertEquals(await portal.db.$count(apiTokens), 0);
});

Deno.test("a token works until the day that was chosen", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const [month, one] = [
    await makeToken(browser, PAGE, { vence: "30" }),
    await makeToken(browser, PAGE, { vence: "fecha", fecha: "01/04/2026" }),
  ];
  assertEquals([await meOf(portal, month), await meOf(portal, one)], [200, 200]);
  portal.clock.nowMs += DAY_MS;
  assertEquals([await meOf(portal, month), await meOf(portal, one)], [200, 401]);
  portal.clock.nowMs += 30 * DAY_MS;
  assertEquals(await meOf(portal, month), 401);
});

Deno.test("T11: a revoked token is refused at once; nobody revokes another provider's", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const token = await makeToken(browser, PAGE);
  const [row] = await portal.db.select().from(apiTokens);
  const other = await portal.signIn(B);
  const revoke = { accion: "revocar", token: row?.handle ?? "" };
  const { csrf: foreign = "" } = await newTokenForm(other, PAGE);
  assertEquals((await other.post(PAGE, { ...revoke, csrf: foreign })).status, 404);
  assert(!(await (await other.get(PAGE)).text()).includes(row?.handle ?? ""));
  assertEquals(await meOf(portal, token), 200);
  const administrator = await portal.signInMember("administrador");
  const { csrf = "" } = await newTokenForm(administrator, PAGE);
  assertEquals((await administrator.post(PAGE, { ...revoke, csrf })).status, 303);
  assertEquals(await meOf(portal, token), 401);
  const { csrf: later = "" } = await newTokenForm(administrator, PAGE);
  assertEquals((await administrator.post(PAGE, { ...revoke, csrf: later })).status, 303);
  await portal.services.background.settled();
  const events = await portal.db.select().from(auditEvents);
  const named = events.filter(({ name }) => name.startsWith("token"));
  const told = named.map(({ name, result, detail }) =>
    [name, result, JSON.parse(detail).token ?? "another's"].join(" ")
  );
  assertEquals(told.toSorted(), [
    "tokenCreated ok ERP",
    "tokenRevoked ok ERP",
    "tokenRevoked refused ERP",
    "tokenRevoked refused another's",
  ]);
  assertStringIncludes(named[0]?.detail ?? "", '"scope":"read"');
});

/** What ends what a member may do, by the page of the team and by the staff. */
const ENDS: Record<string, { accion: string; rol?: string }> = {
  "was removed": { accion: "retirar" },
  "reads only": { accion: "rol", rol: "consulta" },
};

for (const [name, change] of Object.entries(ENDS)) {
  Deno.test(`T11: a token of somebody who ${name} ends at once, and stays ended`, async () => {
    await using portal = await testApp();
    const email = "admin@equipo.example";
    const person = await createMember(portal.services, email, [[A, "administrador"]]);
    const member = portal.browser();
    await member.post("/zona-ser", {
      tipo: "prestador",
      usuario: email,
      contrasena: "tres tigres comen trigo",
    });
    const token = await makeToken(member, PAGE);
    assertEquals(await meOf(portal, token), 200);
    const owner = await portal.signIn(A);
    const own = await makeToken(owner, PAGE);
    const { csrf = "" } = await newTokenForm(owner, PAGE);
    const form = { csrf, persona: String(person), ...change };
    assertEquals((await owner.post("/equipo", form)).status, 303);
    assertEquals([await meOf(portal, token), await meOf(portal, own)], [401, 200]);
    await portal.db.$client.execute(
      "UPDATE memberships SET role = 'administrador', revoked_at = NULL WHERE role <> 'representante'",
    );
    assertEquals(await meOf(portal, token), 401);
    assertStringIncludes(await (await owner.get(PAGE)).text(), "Revocado");
  });
}

Deno.test("T11: the maker's row is asked for at each request, and so is the provider's", async () => {
  await using portal = await testApp();
  const token = await makeToken(await portal.signIn(A), PAGE);
  const changes = [
    ["UPDATE users SET disabled_at = 1", "UPDATE users SET disabled_at = NULL"],
    ["UPDATE users SET activated_at = NULL", "UPDATE users SET activated_at = 1"],
    ["UPDATE memberships SET revoked_at = 1", "UPDATE memberships SET revoked_at = NULL"],
    ["UPDATE memberships SET role = 'contador'", "UPDATE memberships SET role = 'representante'"],
    ["UPDATE providers SET access_closed_at = 1", "UPDATE providers SET access_closed_at = NULL"],
  ];
  for (const [end = "", back = ""] of changes) {
    await portal.db.$client.execute(end);
    assertEquals(await meOf(portal, token), 401, end);
    await portal.db.$client.execute(back);
    assertEquals(await meOf(portal, token), 200, back);
  }
});

Deno.test("no more than twenty tokens of a provider work at once", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  await makeToken(browser, PAGE);
  await portal.db.$client.execute(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
    INSERT INTO api_tokens (token_sha256, handle, provider_id, made_by, name, scopes, created_at,
      expires_on)
    SELECT 'x' || i, 'x' || i, provider_id, made_by, name, scopes, created_at, expires_on
    FROM api_tokens, n`);
  const answer = await browser.post(PAGE, await newTokenForm(browser, PAGE));
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), "Ya hay 20 tokens que sirven");
});
