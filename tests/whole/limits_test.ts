import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { MAX_WAIT_MS } from "../../domain/accounts/attempt_limit.ts";
import { openDatabase } from "../../db/client.ts";
import { auditEvents } from "../../db/schema.ts";
import { createApp } from "../../routes/app.tsx";
import {
  A,
  B,
  createAccount,
  ORIGIN,
  PASSWORD,
  type TestApp,
  testApp,
  type TestBrowser,
} from "../support/app.ts";

const WRONG = "una frase que no es la mía";

Deno.test("A7: ten wrong passwords of one user cost a wait; after it the right one signs in", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  const browser = portal.browser();
  for (let times = 0; times < 10; times++) assertEquals((await tryWith(browser)).status, 422);
  const refused = await tryWith(browser, PASSWORD);
  assertEquals([refused.status, refused.headers.get("retry-after")], [429, "30"]);
  const html = await refused.text();
  assertStringIncludes(html, "Demasiados intentos. Espere 30 segundos.");
  assertStringIncludes(html, `value="${A}"`);
  portal.clock.nowMs += 30_000;
  assertEquals((await tryWith(browser, PASSWORD)).status, 303);
});

Deno.test("A7: the wait grows to a quarter of an hour and no more, and refused tries do not prolong it", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  for (let times = 0; times < 10; times++) await tryWith(browser);
  const waits: number[] = [];
  for (let times = 0; times < 8; times++) {
    const refused = await tryWith(browser);
    await tryWith(browser);
    waits.push(Number(refused.headers.get("retry-after")));
    portal.clock.nowMs += Number(refused.headers.get("retry-after")) * 1000;
    assertEquals((await tryWith(browser)).status, 422);
  }
  assertEquals(waits, [30, 60, 120, 240, 480, 900, 900, 900]);
  assertEquals(Math.max(...waits) * 1000, MAX_WAIT_MS);
});

Deno.test("A7: users that do not exist are counted alike", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  for (let times = 0; times < 10; times++) await tryWith(browser, WRONG, "800191045");
  assertEquals((await tryWith(browser, WRONG, "800191045")).status, 429);
  assertEquals((await tryWith(browser, WRONG, "800.191.045-1")).status, 429);
});

Deno.test("A7: ten wrong passwords at an activation's link cost a wait; after it the right one activates", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const account = { politicas: "si", contrasena: PASSWORD, confirmacion: PASSWORD };
  await browser.post("/registro", { paso: "nit", nit: A });
  await browser.post("/registro", { paso: "cedula", cedula: "10678452101" });
  await browser.post("/registro", { paso: "cuenta", ...account });
  await portal.services.background.settled();
  const link = /\/activar\?[\w-]+/.exec(portal.mails[0]?.text ?? "")?.[0] ?? "";
  const reader = portal.browser();
  for (let times = 0; times < 10; times++) {
    assertEquals((await reader.post(link, { contrasena: WRONG })).status, 422);
  }
  const refused = await reader.post(link, { contrasena: PASSWORD });
  assertEquals([refused.status, refused.headers.get("retry-after")], [429, "30"]);
  const page = await refused.text();
  assertStringIncludes(page, "Demasiados intentos. Espere 30 segundos.");
  assertStringIncludes(page, "<h2>Espere para activar la cuenta</h2>");
  assert(!page.includes("aria-invalid"), "no field is at fault");
  portal.clock.nowMs += 30_000;
  const done = await reader.post(link, { contrasena: PASSWORD });
  assertEquals(done.headers.get("location"), "/zona-ser?activada=si");
});

Deno.test("A7: the count is shared by processes on one database and survives a restart", async () => {
  await using portal = await testApp();
  for (let times = 0; times < 10; times++) await tryWith(portal.browser());
  const db = await openDatabase(portal.address);
  const other = await createApp({ ...portal.services, db });
  const form = { tipo: "prestador", usuario: A, contrasena: WRONG };
  const answer = await other.request(`${ORIGIN}/zona-ser`, {
    method: "POST",
    headers: { origin: ORIGIN },
    body: new URLSearchParams(form),
  }, { remoteAddr: { hostname: "127.0.0.1", port: 1, transport: "tcp" } });
  assertEquals(answer.status, 429);
  await answer.body?.cancel();
  db.$client.close();
});

Deno.test("A8: whoever fails a thousand times elsewhere does not keep the user out of a known place", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  assertEquals((await tryWith(portal.browser("10.0.0.1"), PASSWORD)).status, 303);
  for (let place = 0; place < 120; place++) await tryWith(portal.browser(`10.9.0.${place}`));
  assertEquals((await tryWith(portal.browser("10.9.9.9"))).status, 429);
  assertEquals((await tryWith(portal.browser("10.0.0.1"), PASSWORD)).status, 303);
});

Deno.test("A9: one password over many users from one place is slowed down", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const statuses = [];
  for (let user = 0; user < 70; user++) {
    statuses.push((await tryWith(browser, WRONG, String(800100000 + user))).status);
  }
  assertEquals(statuses.indexOf(429), 61);
  await portal.services.background.settled();
  const events = await portal.db.select().from(auditEvents);
  const alarms = events.filter(({ name }) => name === "alarm");
  assertEquals(alarms.map(({ source }) => source), ["127.0.0.1"]);
  assertEquals(portal.logged.filter(({ event }) => event === "too many tries").length, 1);
});

Deno.test("A10: X-Forwarded-For counts only from a trusted proxy", async () => {
  await using direct = await testApp();
  for (let times = 0; times < 10; times++) {
    await tryWith(direct.browser(), WRONG, A, { "x-forwarded-for": `10.1.1.${times}` });
  }
  assertEquals((await tryWith(direct.browser())).status, 429);

  await using proxied = await testApp([], { trustedProxies: ["127.0.0.1"] });
  for (let times = 0; times < 10; times++) {
    await tryWith(proxied.browser(), WRONG, A, { "x-forwarded-for": "1.2.3.4, 10.1.1.1" });
  }
  const same = { "x-forwarded-for": "5.6.7.8, 10.1.1.1" };
  assertEquals((await tryWith(proxied.browser(), WRONG, A, same)).status, 429);
  const other = { "x-forwarded-for": "10.1.1.1, 10.1.1.2" };
  assertEquals((await tryWith(proxied.browser(), WRONG, A, other)).status, 422);
});

Deno.test("A10: X-Forwarded-For is believed from a range of proxies, and from nobody outside it", async () => {
  await using portal = await testApp([], { trustedProxies: ["10.0.0.0/8", "2001:db8::/32"] });
  const said = (times: number) => ({ "x-forwarded-for": `203.0.113.${times}, 10.2.2.2` });
  for (const proxy of ["10.200.3.4", "::ffff:10.0.0.9", "2001:db8:7::1"]) {
    for (let times = 0; times < 4; times++) {
      await tryWith(portal.browser(proxy), WRONG, A, { "x-forwarded-for": "192.0.2.7, 10.2.2.2" });
    }
  }
  const client = { "x-forwarded-for": "192.0.2.7" };
  assertEquals((await tryWith(portal.browser("10.0.0.1"), WRONG, A, client)).status, 429);
  assertEquals((await tryWith(portal.browser("10.0.0.1"), WRONG, A, said(1))).status, 422);

  for (let times = 0; times < 10; times++) {
    await tryWith(portal.browser("11.0.0.1"), WRONG, B, said(times));
  }
  assertEquals((await tryWith(portal.browser("11.0.0.1"), WRONG, B, said(99))).status, 429);
  assertEquals((await tryWith(portal.browser("10.0.0.1"), WRONG, B, said(1))).status, 422);
});

Deno.test("R13: trying cédulas of a NIT costs a wait where one tries, and nobody else's", async () => {
  await using portal = await testApp();
  const tryCedula = async (address: string, cedula: string) => {
    const browser = portal.browser(address);
    await browser.post("/registro", { paso: "nit", nit: A });
    return await browser.post("/registro", { paso: "cedula", cedula });
  };
  for (let times = 0; times < 10; times++) {
    assertEquals((await tryCedula("10.6.6.6", "999")).status, 422);
  }
  const refused = await tryCedula("10.6.6.6", "10678452101");
  assertEquals(refused.status, 429);
  assertMatch(await refused.text(), /Demasiados intentos. Espere/);
  assertEquals((await tryCedula("10.7.7.7", "10678452101")).status, 303);
});

Deno.test("R13: finished registrations from one place cost a wait before they cost a hash", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  await browser.post("/registro", { paso: "nit", nit: A });
  await browser.post("/registro", { paso: "cedula", cedula: "10678452101" });
  const cookies = new Map(browser.cookies);
  const account = { paso: "cuenta", politicas: "si", contrasena: WRONG, confirmacion: WRONG };
  const statuses = [];
  for (let times = 0; times < 22; times++) {
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    statuses.push((await browser.post("/registro", account)).status);
  }
  assertEquals(statuses.indexOf(429), 21);
});

Deno.test("A9: successful sign-ins use up no attempts", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  for (let times = 0; times < 65; times++) {
    assertEquals((await tryWith(portal.browser(), PASSWORD)).status, 303);
  }
});

Deno.test("A10: one customer is one place, however its address is written", async () => {
  await using portal = await testApp([], { trustedProxies: ["::ffff:127.0.0.1"] });
  const spellings = (times: number) => `10.8.8.8:${1000 + times}`;
  for (let times = 0; times < 10; times++) {
    await tryWith(portal.browser(), WRONG, A, { "x-forwarded-for": spellings(times) });
  }
  const again = { "x-forwarded-for": "10.8.8.8" };
  assertEquals((await tryWith(portal.browser(), WRONG, A, again)).status, 429);
  for (let times = 0; times < 10; times++) {
    await tryWith(portal.browser(), WRONG, B, { "x-forwarded-for": `2001:db8:1:2::${times + 1}` });
  }
  const sameNetwork = { "x-forwarded-for": "2001:db8:1:2:ffff::9" };
  assertEquals((await tryWith(portal.browser(), WRONG, B, sameNetwork)).status, 429);
  const other = { "x-forwarded-for": "2001:db8:1:3::1" };
  assertEquals((await tryWith(portal.browser(), WRONG, B, other)).status, 422);
});

Deno.test("R13: a mailbox gets three mails an hour because of one place; a link that was sent goes on working", async () => {
  await using portal = await testApp();
  for (let times = 0; times < 6; times++) await register(portal);
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 3);
  const link = /\/activar\?[\w-]+/.exec(portal.mails[2]?.text ?? "")?.[0] ?? "";
  assertEquals((await portal.browser().get(link)).status, 200);
  portal.clock.nowMs += 60 * 60 * 1000;
  await register(portal);
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 4);
});

function tryWith(
  browser: TestBrowser,
  contrasena = WRONG,
  usuario = A,
  headers: Record<string, string> = {},
): Promise<Response> {
  return browser.post("/zona-ser", { tipo: "prestador", usuario, contrasena }, headers);
}

async function register(portal: TestApp): Promise<void> {
  const browser = portal.browser();
  const account = { paso: "cuenta", politicas: "si", contrasena: WRONG, confirmacion: WRONG };
  await browser.post("/registro", { paso: "nit", nit: A });
  await browser.post("/registro", { paso: "cedula", cedula: "10678452101" });
  assertEquals((await browser.post("/registro", account)).status, 303);
}
