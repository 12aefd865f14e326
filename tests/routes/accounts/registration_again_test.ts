import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { A, PASSWORD, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { C } from "../../support/files.ts";

const CEDULAS: Record<string, string> = { [A]: "10678452101", [C]: "326549871" };
const STRANGERS = "la frase de otra persona";
const AGAIN = { paso: "reenviar" };

Deno.test("R7: whoever has registered asks for the link again; the earlier one is void, the password stays", async () => {
  await using portal = await testApp();
  const browser = await register(portal, A);
  const first = await newestLink(portal);
  const again = await browser.post("/registro", AGAIN);
  assertStringIncludes(await again.text(), "Si había un enlace pendiente");
  const second = await newestLink(portal);
  assertNotEquals(first, second);
  assertEquals((await portal.browser().get(first)).status, 410);
  const activated = await portal.browser().post(second, { contrasena: PASSWORD });
  assertEquals(activated.headers.get("location"), "/zona-ser?activada=si");
  await browser.post("/registro", AGAIN);
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 2);
});

Deno.test("R13: links that are asked for again count among the three mails an hour", async () => {
  await using portal = await testApp();
  const browser = await register(portal, A);
  for (let times = 0; times < 5; times++) await browser.post("/registro", AGAIN);
  const last = await newestLink(portal);
  assertEquals(portal.mails.length, 3);
  assertEquals((await portal.browser().get(last)).status, 200);
});

Deno.test("R13: a place that uses up its mails of a provider takes none from whoever registers elsewhere", async () => {
  await using portal = await testApp();
  const stranger = () => portal.browser("10.6.6.6");
  for (let times = 0; times < 5; times++) await register(portal, A, STRANGERS, stranger());
  for (let times = 0; times < 5; times++) await stranger().post("/clave", { usuario: A });
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 3);
  await register(portal, A, PASSWORD, portal.browser("10.7.7.7"));
  const link = await newestLink(portal);
  assertEquals(portal.mails.length, 4);
  const activated = await portal.browser().post(link, { contrasena: PASSWORD });
  assertEquals(activated.headers.get("location"), "/zona-ser?activada=si");
});

Deno.test("R13: many places use up the mails of a provider for ten minutes; then a registration gets its link", async () => {
  await using portal = await testApp();
  for (let place = 0; place < 14; place++) {
    await register(portal, A, STRANGERS, portal.browser(`10.6.6.${place}`));
  }
  const browser = portal.browser("10.7.7.7");
  await register(portal, A, PASSWORD, browser);
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 12);
  portal.clock.nowMs += 10 * 60 * 1000;
  await browser.post("/registro", AGAIN);
  const link = await newestLink(portal);
  assertEquals(portal.mails.length, 13);
  const activated = await portal.browser().post(link, { contrasena: PASSWORD });
  assertEquals(activated.headers.get("location"), "/zona-ser?activada=si");
});

Deno.test("R7: asking for a link again leaves the registration that somebody else made", async () => {
  await using portal = await testApp();
  await register(portal, A, PASSWORD, portal.browser("10.7.7.7"));
  const own = await newestLink(portal);
  const stranger = await register(portal, A, STRANGERS, portal.browser("10.6.6.6"));
  await stranger.post("/registro", AGAIN);
  const last = await newestLink(portal);
  assertEquals((await portal.browser().post(last, { contrasena: PASSWORD })).status, 422);
  const activated = await portal.browser().post(own, { contrasena: PASSWORD });
  assertEquals(activated.headers.get("location"), "/zona-ser?activada=si");
});

Deno.test("R2: asking for the link again answers the same with and without an address, and a stranger begins", async () => {
  await using portal = await testApp();
  const answers = [];
  for (const nit of [A, C]) {
    const browser = await register(portal, nit);
    const html = await (await browser.post("/registro", AGAIN)).text();
    answers.push(html.replace(/nonce="[^"]*"/g, ""));
  }
  assertEquals(answers[0], answers[1]);
  const stranger = await portal.browser().post("/registro", AGAIN);
  assertEquals(stranger.headers.get("location"), "/registro");
});

/** A browser in which a registration was finished. */
async function register(
  portal: TestApp,
  nit: string,
  contrasena = PASSWORD,
  browser = portal.browser(),
): Promise<TestBrowser> {
  await browser.post("/registro", { paso: "nit", nit });
  await browser.post("/registro", { paso: "cedula", cedula: CEDULAS[nit] ?? "" });
  const account = { paso: "cuenta", politicas: "si", contrasena, confirmacion: contrasena };
  assertEquals((await browser.post("/registro", account)).status, 303);
  return browser;
}

async function newestLink(portal: TestApp): Promise<string> {
  await portal.services.background.settled();
  return /\/activar\?[\w-]+/.exec(portal.mails.at(-1)?.text ?? "")?.[0] ?? "";
}
