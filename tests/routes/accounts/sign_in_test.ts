import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { withoutNoise } from "../../support/noise.ts";
import { decodeJwt, SignJWT } from "jose";
import { A, createAccount, csrfOf, PASSWORD, type TestApp, testApp } from "../../support/app.ts";
import { SESSION_IDLE_MS, SESSION_LIFETIME_MS } from "../../../domain/accounts/session.ts";

const COOKIE = "zona-ser";

Deno.test("a provider signs in with its NIT in any writing and arrives at the modules", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  for (const usuario of [A, "900.356.158-8", " 900356158-8 ", "9003561588"]) {
    const browser = portal.browser();
    const answer = await browser.post("/zona-ser", {
      tipo: "prestador",
      usuario,
      contrasena: PASSWORD,
    });
    assertEquals([answer.status, answer.headers.get("location")], [303, "/portal"], usuario);
    const html = await (await browser.get("/portal")).text();
    assertStringIncludes(html, "Módulos Portal");
    assertStringIncludes(html, "NIT 900.356.158-8");
  }
});

Deno.test("A6: unknown user and wrong password get the same answer, and keep what was typed", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  const answers = await Promise.all([A, "800191045"].map(async (usuario) => {
    const form = { tipo: "prestador", usuario, contrasena: "otra frase cualquiera" };
    const answer = await portal.browser().post("/zona-ser", form);
    assertEquals(answer.status, 422);
    const html = await answer.text();
    assertStringIncludes(html, `value="${usuario}"`);
    return withoutNoise(html.replaceAll(usuario, "NIT"));
  }));
  assertEquals(answers[0], answers[1]);
});

Deno.test("an empty form says beside each field what is missing", async () => {
  await using portal = await testApp();
  const answer = await portal.browser().post("/zona-ser", { tipo: "prestador" });
  const html = await answer.text();
  assertEquals(answer.status, 422);
  assertStringIncludes(html, "Revise 2 datos para iniciar sesión");
  assertStringIncludes(html, 'id="usuario-error"');
  assertStringIncludes(html, 'id="contrasena-error"');
});

Deno.test("S1: over https the cookie is bound to the host and closed to scripts", async () => {
  const baseUrl = "https://portal.example";
  await using portal = await testApp([], { baseUrl });
  await createAccount(portal.services, A);
  const form = { tipo: "prestador", usuario: A, contrasena: PASSWORD };
  const answer = await portal.browser().post("/zona-ser", form);
  const [cookie = ""] = answer.headers.getSetCookie();
  assertMatch(cookie, /^__Host-zona-ser=/);
  for (const part of ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"]) {
    assertStringIncludes(cookie, part);
  }
  assert(!/Domain=/i.test(cookie));
});

Deno.test("S2: the token says which session, and nothing about anybody", async () => {
  await using portal = await testApp();
  const { cookies } = await portal.signIn();
  const claims = decodeJwt(cookies.get(COOKIE) ?? "");
  assertEquals(Object.keys(claims).sort(), ["aud", "exp", "iat", "sid"]);
});

Deno.test("S3: a token that was not signed by us in this way is no session", async () => {
  await using portal = await testApp();
  const signedIn = await portal.signIn();
  const good = signedIn.cookies.get(COOKIE) ?? "";
  const [head = "", payload = "", signature = ""] = good.split(".");
  const none = encode({ alg: "none", typ: "session" });
  const jwk = encode({ alg: "HS256", typ: "session", jwk: { kty: "oct", k: "AA" }, kid: "../x" });
  const claims = decodeJwt(good);
  const secret = new TextEncoder().encode(portal.services.settings.sessionSecrets[0]);
  const sign = (alg: string, typ: string, aud: string) =>
    new SignJWT({ ...claims, aud }).setProtectedHeader({ alg, typ }).sign(secret);
  const forged = [
    `${none}.${payload}.`,
    `${none}.${payload}.${signature}`,
    `${jwk}.${payload}.${signature}`,
    `${head}.${encode({ ...claims, sid: "otro" })}.${signature}`,
    `${head}.${payload}.`,
    await sign("HS512", "session", "session"),
    await sign("HS256", "registration", "session"),
    await sign("HS256", "session", "registration"),
    "x",
  ];
  for (const token of forged) {
    signedIn.cookies.set(COOKIE, token);
    const answer = await signedIn.get("/portal");
    assertEquals(answer.headers.get("location"), "/zona-ser?next=%2Fportal", token);
  }
  signedIn.cookies.set(COOKIE, good);
  assertEquals((await signedIn.get("/portal")).status, 200);
});

function encode(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

Deno.test("S6: after signing out the token is not accepted, in any spelling", async () => {
  await using portal = await testApp();
  const signedIn = await portal.signIn();
  const token = signedIn.cookies.get(COOKIE) ?? "";
  const csrf = csrfOf(await (await signedIn.get("/portal")).text());
  const answer = await signedIn.post("/zona-ser/salir", { csrf });
  assertEquals(answer.headers.get("location"), "/zona-ser?salida=si");
  assertEquals(answer.headers.get("clear-site-data"), '"cache", "cookies", "storage"');
  const last = token.at(-1) ?? "";
  const twins = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
    .map((character) => token.slice(0, -1) + character);
  for (const spelling of [token, `${token}=`, token.replace(last, `${last}%0A`), ...twins]) {
    signedIn.cookies.set(COOKIE, spelling);
    assertEquals((await signedIn.get("/portal")).status, 303, spelling);
  }
});

Deno.test("S7: a session's id is new at every sign-in, and the one before ends", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const before = browser.cookies.get(COOKIE) ?? "";
  await browser.get("/portal");
  const csrf = csrfOf(await (await browser.get("/portal")).text());
  const form = { tipo: "prestador", usuario: A, contrasena: PASSWORD, csrf };
  assertEquals((await browser.post("/zona-ser", form)).status, 303);
  assertNotEquals(browser.cookies.get(COOKIE), before);
  browser.cookies.set(COOKIE, before);
  assertEquals((await browser.get("/portal")).status, 303);
});

Deno.test("S8: a session ends after half an hour without use, and after eight hours in any case", async () => {
  await using portal = await testApp();
  const idle = await portal.signIn();
  portal.clock.nowMs += SESSION_IDLE_MS;
  assertEquals((await idle.get("/portal")).status, 200);
  await portal.services.background.settled();
  portal.clock.nowMs += SESSION_IDLE_MS + 1;
  assertEquals((await idle.get("/portal")).status, 303);

  const busy = await portal.signIn();
  const beganMs = portal.clock.nowMs;
  for (let spent = 0; spent <= SESSION_LIFETIME_MS; spent += SESSION_IDLE_MS) {
    portal.clock.nowMs = beganMs + spent;
    assertEquals((await busy.get("/portal")).status, 200);
    await portal.services.background.settled();
  }
  // Used a moment ago: it ends by its age alone.
  portal.clock.nowMs += 1;
  assertEquals((await busy.get("/portal")).status, 303);
});

Deno.test("J7: after signing in one goes to a path of the portal, never elsewhere", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  const cases: [string, string][] = [
    ["/pagos?desde=01/01/2026&hasta=31/01/2026", "/pagos?desde=01/01/2026&hasta=31/01/2026"],
    ["//evil.example", "/portal"],
    ["https:evil.example", "/portal"],
    ["/\\evil.example", "/portal"],
    ["javascript:alert(1)", "/portal"],
    ["/\u0001", "/portal"],
    ["/\u007f", "/portal"],
    ["/ñ", "/portal"],
    ["/export.xlsx?comprobante=1", "/portal"],
    ["/zona-ser", "/portal"],
    ["", "/portal"],
  ];
  for (const [next, expected] of cases) {
    const form = { tipo: "prestador", usuario: A, contrasena: PASSWORD, next };
    const answer = await portal.browser().post("/zona-ser", form);
    assertEquals(answer.headers.get("location"), expected, next);
  }
});

Deno.test("signed out, a page leads to the sign-in and back; a part of one tells htmx to go there", async () => {
  await using portal = await testApp();
  const page = await portal.browser().get("/pagos?desde=01/01/2026&hasta=31/01/2026");
  assertEquals(page.status, 303);
  assertEquals(
    page.headers.get("location"),
    `/zona-ser?next=${encodeURIComponent("/pagos?desde=01/01/2026&hasta=31/01/2026")}`,
  );
  const headers = { "hx-request": "true", "hx-current-url": "http://localhost:8000/pagos?x=1" };
  const part = await portal.browser().get("/pagos/1?pagina=2", headers);
  assertEquals(part.status, 401);
  assertEquals(
    part.headers.get("hx-redirect"),
    `/zona-ser?next=${encodeURIComponent("/pagos?x=1")}`,
  );
});

Deno.test("Tipo Usuario offers the kinds of user that work", async () => {
  await using portal = await testApp();
  const html = await (await portal.browser().get("/zona-ser")).text();
  const options = [...html.matchAll(/<option value="([a-z]+)"[^>]*>([^<]+)</g)].map((match) =>
    match[2]
  );
  assertEquals(options, ["Prestador", "Afiliado", "Funcionario"]);
});

Deno.test("Tipo Usuario is that of whose page the sign-in leads to", async () => {
  await using portal = await testApp();
  for (
    const [next, kind] of [
      ["/afiliados/citas", "afiliado"],
      ["/funcionario/cargas", "funcionario"],
      ["/pagos", "prestador"],
    ]
  ) {
    const html = await (await portal.browser().get(`/zona-ser?next=${next}`)).text();
    assertMatch(html, new RegExp(`<option value="${kind}" selected`), next);
  }
});

Deno.test("a sign-in from a new place is announced by mail; the very first one and known places are not", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  const form = { tipo: "prestador", usuario: A, contrasena: PASSWORD };
  for (const address of ["10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.2"]) {
    const headers = { "user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/156.0" };
    await portal.browser(address).post("/zona-ser", form, headers);
    await portal.services.background.settled();
  }
  assertEquals(portal.mails.length, 1);
  assertStringIncludes(portal.mails[0]?.text ?? "", "con Chrome en Windows, desde un lugar");
});

export type { TestApp };
