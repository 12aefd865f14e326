import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createApp } from "../../routes/app.tsx";
import { listenTo } from "../db/support/recorder.ts";
import { A, B, csrfOf, ORIGIN, PASSWORD, type TestApp, testApp } from "../support/app.ts";
import { createMember } from "../support/people.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

const SECRET = "/srv/keys/secret.db eyJhbGciOiJIUzI1NiJ9";
const HOSTILE = '"><script>alert(1)</script>{{7*7}}</title>';
const PART = { "hx-request": "true", "hx-target": "section#pagos" };

type Ask = (portal: TestApp, headers: Record<string, string>) => Promise<Response>;

/** One way to each status that a page may answer with. */
const ANSWERS: Record<number, Ask> = {
  200: async (portal, headers) => (await portal.signIn(A)).get(`/pagos?${ALL_MARCH}`, headers),
  400: async ({ app }, headers) => await app.request("http://evil.example/pagos", { headers }),
  401: (portal, headers) => portal.browser().get("/pagos", headers),
  403: async (portal, headers) =>
    (await portal.signInMember("consulta")).get(`/export.csv?${ALL_MARCH}`, headers),
  404: async (portal, headers) => (await portal.signIn(A)).get("/pagos/NO-HAY", headers),
  405: async (portal, headers) => (await portal.signIn(A)).post("/buscar", {}, headers),
  409: async (portal, headers) => {
    const email = `${crypto.randomUUID()}@equipo.example`;
    await createMember(portal.services, email, [[A, "administrador"], [B, "administrador"]]);
    const browser = portal.browser();
    await browser.post("/zona-ser", { tipo: "prestador", usuario: email, contrasena: PASSWORD });
    const html = await (await browser.get("/cuenta/ips")).text();
    const csrf = csrfOf(html);
    const ips = html.includes(`name="ips" value="${B}"`) ? B : A;
    await browser.post("/cuenta/ips", { csrf, ips });
    return await browser.post("/equipo", { csrf, accion: "anular", invitacion: "x" }, headers);
  },
  410: (portal, headers) => portal.browser().get("/activar?x", headers),
  413: (portal, headers) =>
    portal.browser().post("/zona-ser", { usuario: "x".repeat(70_000) }, headers),
  422: async (portal, headers) =>
    (await portal.signIn(A)).get(`/buscar?q=${encodeURIComponent(HOSTILE.repeat(3))}`, headers),
  429: async (portal, headers) => {
    const form = { tipo: "prestador", usuario: HOSTILE, contrasena: "x" };
    const browser = portal.browser();
    for (let tries = 0; tries < 10; tries++) await browser.post("/zona-ser", form);
    return await browser.post("/zona-ser", form, headers);
  },
  500: (portal, headers) => failing(portal, new Error(`no such column: ${SECRET}`), headers),
  503: (portal, headers) => failing(portal, databaseDown(), headers),
};

for (const [status, ask] of Object.entries(ANSWERS)) {
  Deno.test(`P1: a page with ${status} carries the strict policy and a nonce of its own of 128 bits`, async () => {
    await using portal = await testApp(somePayments());
    const nonces = new Set<string>();
    for (const answer of [await ask(portal, {}), await ask(portal, {})]) {
      const policy = answer.headers.get("content-security-policy") ?? "";
      const nonce = /script-src 'nonce-([^']+)' 'self'/.exec(policy)?.[1] ?? "";
      assert(Uint8Array.fromBase64(nonce).length >= 16, nonce);
      assert(!/unsafe|\*|https?:/.test(policy), policy);
      nonces.add(nonce);
      if (status === "401") assertEquals(answer.status, 303);
      else assertEquals(answer.status, Number(status));
      const html = await answer.text();
      for (const [, used] of html.matchAll(/nonce="([^"]*)"/g)) assertEquals(used, nonce);
    }
    assertEquals(nonces.size, 2);
  });

  Deno.test(`P7: what htmx asked for and got ${status} is an escaped message for its target`, async () => {
    await using portal = await testApp(somePayments());
    const answer = await ask(portal, PART);
    const text = await answer.text();
    assertEquals(answer.status, Number(status));
    assert(!text.includes("<script>") && !/<\/title>[\s\S]*<\/title>/.test(text), text);
    assert(!/name="contrasena"[\s\S]*name="contrasena"/.test(text), "no sign-in inside a part");
    if (status === "401") {
      assertEquals([text, answer.headers.get("hx-redirect")], ["", "/zona-ser"]);
    } else {
      assertMatch(text, /^<title>[^<]+<\/title>/);
      assert(!/<html|<body/.test(text), "a part is no document");
      assertStringIncludes(answer.headers.get("content-type") ?? "", "text/html");
    }
    const asksToWait = status === "429" || status === "503";
    assertEquals(answer.headers.has("retry-after"), asksToWait);
  });
}

Deno.test("K2: what went wrong inside stays in the log: no answer has a path, a query, a stack or a token", async () => {
  for (const representation of ["", "/api/v1"]) {
    for (const status of [500, 503]) {
      await using portal = await testApp();
      const error = status === 500 ? new Error(`SELECT 1 -- ${SECRET}`) : databaseDown();
      const answer = await failing(portal, error, {}, `${representation}/vouchers`);
      const text = await answer.text();
      assertEquals(answer.status, status, representation);
      for (const part of [SECRET, "SELECT", "SQLITE", "    at ", ".ts", "eyJ"]) {
        assert(!text.includes(part), `${part} in ${text}`);
      }
      const pattern = representation === "" ? /class="mono">([^<]*)</ : /"requestId":"([^"]*)"/;
      const code = pattern.exec(text)?.[1] ?? "";
      assertEquals(code.length, representation === "" ? 8 : 36);
      assert(portal.logged.some(({ details }) => String(details.requestId).startsWith(code)));
    }
  }
});

Deno.test("P7: a part of a page that belongs to another provider is not shown, the page is asked anew", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const answer = await browser.get(`/pagos?${ALL_MARCH}`, { ...PART, "zona-ser-nit": B });
  assertEquals([answer.status, answer.headers.get("hx-refresh")], [409, "true"]);
  assertEquals(await answer.text(), "");
});

Deno.test("a page that failed offers to ask for it again, on this portal; a form says that it is as it was", async () => {
  await using portal = await testApp();
  for (
    const [path, again] of [["/pagos?solo=pendiente", true], ["//evil.example/", false]] as const
  ) {
    const html = await (await failing(portal, databaseDown(), {}, path)).text();
    assertEquals(html.includes(`<a class="button" href="${path}">Intentar de nuevo</a>`), again);
    assert(!html.includes('href="//'), path);
  }
  const sent = await portal.browser().post("/zona-ser", { usuario: "x".repeat(70_000) });
  const html = await sent.text();
  assertStringIncludes(html, "lo que escribió sigue allí");
  assert(!html.includes(">Intentar de nuevo</a>"));
});

/** A page of a portal whose database fails as soon as somebody asks for a session or a token. */
async function failing(
  portal: TestApp,
  error: Error,
  headers: Record<string, string>,
  path = "/portal",
): Promise<Response> {
  const cookies = (await portal.signIn(A)).cookies;
  const db = listenTo(portal.db, (trip) => {
    if (trip.some(({ sql }) => /sessions|api_tokens/.test(sql))) throw error;
  });
  const app = await createApp({ ...portal.services, db });
  const cookie = `zona-ser=${cookies.get("zona-ser")}`;
  const authorization = `Bearer zs_${"x".repeat(32)}`;
  return await app.request(ORIGIN + path, { headers: { cookie, authorization, ...headers } });
}

function databaseDown(): Error {
  return Object.assign(new Error(`SQLITE_IOERR: disk I/O error ${SECRET}`), {
    code: "SQLITE_IOERR",
  });
}
