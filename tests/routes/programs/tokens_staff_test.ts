import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { apiTokens, users } from "../../../db/schema.ts";
import { ORIGIN, testApp, type TestBrowser } from "../../support/app.ts";
import { makeToken, meOf, newTokenForm } from "../../support/programs/tokens.ts";
import { codeOf } from "../../support/uploads.ts";

const TOKENS = "/funcionario/tokens";

function createToken(browser: TestBrowser, fecha = "01/04/2027"): Promise<string> {
  return makeToken(browser, TOKENS, { leer: "", vence: "fecha", fecha });
}

Deno.test("a token is shown once, works until its last day, says its last use, and is revoked", async () => {
  await using portal = await testApp();
  const browser = await portal.signInStaff("tesoreria");
  const token = await createToken(browser, "02/04/2026");
  assertMatch(token, /^zs_/);
  const listed = await (await browser.get(TOKENS)).text();
  assert(!listed.includes(token));
  assertStringIncludes(listed, "hasta el 02/04/2026 · sin usar");
  assertEquals(await meOf(portal, token), 200);
  await portal.services.background.settled();
  assertStringIncludes(await (await browser.get(TOKENS)).text(), "último uso 01/04/2026 10:00");
  const [row] = await portal.db.select().from(apiTokens);
  assert(!JSON.stringify(row).includes(token), "only its hash is kept");
  const csrf = await codeOf(browser, TOKENS);
  const revoke = { csrf, accion: "revocar", token: row?.handle ?? "" };
  const other = await portal.signInStaff("tesoreria");
  const theirs = { ...revoke, csrf: await codeOf(other, TOKENS) };
  assertEquals((await other.post(TOKENS, theirs)).status, 404, "not hers");
  const later = await createToken(browser);
  portal.clock.nowMs += 20 * 60 * 1000;
  assertEquals((await browser.post(TOKENS, revoke)).status, 303);
  assertEquals([await meOf(portal, token), await meOf(portal, later)], [401, 200]);
  portal.clock.nowMs += 366 * 24 * 60 * 60 * 1000;
  assertEquals(await meOf(portal, later), 401, "past its last day");
  await portal.services.background.settled();
});

Deno.test("a token needs a name and a day of the next year", async () => {
  await using portal = await testApp();
  const browser = await portal.signInStaff("tesoreria");
  const form = await newTokenForm(browser, TOKENS, { vence: "fecha" });
  for (const fecha of ["31/03/2026", "02/04/2027", "31/02/2027", ""]) {
    const answer = await browser.post(TOKENS, { ...form, nombre: "", fecha });
    assertEquals(answer.status, 422, fecha);
    const page = await answer.text();
    assertStringIncludes(page, 'id="nombre-error"');
    assertStringIncludes(page, 'id="fecha-error"');
  }
  assertEquals(await portal.db.select().from(apiTokens), []);
});

Deno.test("a token ends with its person's account, and with her role in the treasury", async () => {
  await using portal = await testApp();
  const token = await createToken(await portal.signInStaff("tesoreria"));
  const headers = { authorization: `Bearer ${token}` };
  await portal.db.update(users).set({ staffRole: "administrador" });
  const answer = await portal.app.request(`${ORIGIN}/api/v1/loads/x`, { headers });
  assertEquals(answer.status, 403);
  await answer.body?.cancel();
  await portal.services.background.settled();
  await portal.db.update(users).set({ disabledAt: 1 });
  assertEquals(await meOf(portal, token), 401);
});
