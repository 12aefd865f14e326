import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { apiTokens, users } from "../../../db/schema.ts";
import { ORIGIN, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { codeOf } from "../../support/uploads.ts";

const TOKENS = "/funcionario/tokens";

async function createToken(browser: TestBrowser, vence = "01/04/2027"): Promise<string> {
  const form = { csrf: await codeOf(browser, TOKENS), accion: "crear", nombre: "ERP", vence };
  const page = await (await browser.post(TOKENS, form)).text();
  return /zs_[\w-]{32}/.exec(page)?.[0] ?? "";
}

async function statusOf(portal: TestApp, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await portal.app.request(`${ORIGIN}/api/v1/me`, { headers });
  await answer.body?.cancel();
  return answer.status;
}

Deno.test("a token is shown once, works until its last day, says its last use, and is revoked", async () => {
  await using portal = await testApp();
  const browser = await portal.signInStaff("tesoreria");
  const token = await createToken(browser, "02/04/2026");
  assertMatch(token, /^zs_/);
  const listed = await (await browser.get(TOKENS)).text();
  assert(!listed.includes(token));
  assertStringIncludes(listed, "hasta el 02/04/2026 · sin usar");
  assertEquals(await statusOf(portal, token), 200);
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
  assertEquals([await statusOf(portal, token), await statusOf(portal, later)], [401, 200]);
  portal.clock.nowMs += 366 * 24 * 60 * 60 * 1000;
  assertEquals(await statusOf(portal, later), 401, "past its last day");
  await portal.services.background.settled();
});

Deno.test("a token needs a name and a day of the next year", async () => {
  await using portal = await testApp();
  const browser = await portal.signInStaff("tesoreria");
  const csrf = await codeOf(browser, TOKENS);
  for (const vence of ["31/03/2026", "02/04/2027", "31/02/2027", ""]) {
    const answer = await browser.post(TOKENS, { csrf, accion: "crear", nombre: "", vence });
    assertEquals(answer.status, 422, vence);
    const page = await answer.text();
    assertStringIncludes(page, 'id="nombre-error"');
    assertStringIncludes(page, 'id="vence-error"');
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
  assertEquals(await statusOf(portal, token), 401);
});
