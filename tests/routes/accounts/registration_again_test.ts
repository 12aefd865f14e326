import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { A, PASSWORD, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { C } from "../../support/files.ts";

const CEDULAS: Record<string, string> = { [A]: "10678452101", [C]: "326549871" };
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
async function register(portal: TestApp, nit: string): Promise<TestBrowser> {
  const browser = portal.browser();
  await browser.post("/registro", { paso: "nit", nit });
  await browser.post("/registro", { paso: "cedula", cedula: CEDULAS[nit] ?? "" });
  const account = { paso: "cuenta", politicas: "si", contrasena: PASSWORD, confirmacion: PASSWORD };
  assertEquals((await browser.post("/registro", account)).status, 303);
  return browser;
}

async function newestLink(portal: TestApp): Promise<string> {
  await portal.services.background.settled();
  return /\/activar\?[\w-]+/.exec(portal.mails.at(-1)?.text ?? "")?.[0] ?? "";
}
