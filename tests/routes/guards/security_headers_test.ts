import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { ORIGIN, testApp } from "../../support/app.ts";
import { sourcesIn } from "../../support/sources.ts";

const PAGES = ["/", "/zona-ser", "/registro", "/politicas", "/activar?x", "/nada", "/pagos"];

Deno.test("P1: every page, errors included, carries the strict policy with a new nonce", async () => {
  await using portal = await testApp();
  const signedIn = await portal.signIn();
  const nonces = new Set<string>();
  for (const page of PAGES) {
    const answer = await signedIn.get(page);
    const policy = answer.headers.get("content-security-policy") ?? "";
    assertMatch(
      policy,
      /^default-src 'none'; script-src 'nonce-[^']{22,}' 'self'; style-src 'self'/,
    );
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      assert(policy.includes(part), `${page}: ${part}`);
    }
    assert(!/unsafe|\*/.test(policy), page);
    nonces.add(/nonce-([^']+)/.exec(policy)?.[1] ?? "");
    await answer.body?.cancel();
  }
  assertEquals(nonces.size, PAGES.length);
});

Deno.test("P2: answers forbid sniffing, framing, sharing and caching", async () => {
  await using portal = await testApp();
  const answer = await portal.browser().get("/zona-ser");
  assertEquals(answer.headers.get("x-content-type-options"), "nosniff");
  assertEquals(answer.headers.get("x-frame-options"), "DENY");
  assertEquals(answer.headers.get("cross-origin-opener-policy"), "same-origin");
  assertEquals(answer.headers.get("cache-control"), "no-store");
  assertEquals(answer.headers.get("referrer-policy"), "same-origin");
  assertEquals(answer.headers.get("strict-transport-security"), null);
  await answer.body?.cancel();
});

Deno.test("R11: a page whose address has a secret lets nothing that it loads tell the address", async () => {
  await using portal = await testApp();
  const pages = ["/activar", "/clave", "/invitacion", "/cuenta/correo/confirmar"];
  for (const page of [...pages, "/afiliados/afiliarse/enlace", "/avisos/baja"]) {
    const answer = await portal.browser().get(`${page}?SECRET`);
    assert([200, 410].includes(answer.status), page);
    assertEquals(answer.headers.get("referrer-policy"), "strict-origin", page);
    await answer.body?.cancel();
  }
});

Deno.test("P2: a file that every page loads carries what concerns a file, and its error all of a page", async () => {
  await using portal = await testApp();
  const headersOf = async (path: string) => {
    const { body, headers } = await portal.browser().get(path);
    await body?.cancel();
    return headers;
  };
  for (
    const path of ["/static/app.css", "/static/htmx.min.js", "/static/icon.svg", "/robots.txt"]
  ) {
    const headers = await headersOf(path);
    const policy = headers.get("content-security-policy") ?? "";
    assertMatch(policy, /^default-src 'none'.*frame-ancestors 'none'$/);
    assertEquals(headers.get("x-content-type-options"), "nosniff");
    assertEquals(headers.get("cross-origin-resource-policy"), "same-origin");
    if (path !== "/robots.txt") assertEquals(headers.get("permissions-policy"), null);
  }
  assertMatch((await headersOf("/static/nada")).get("content-security-policy") ?? "", /nonce-/);
});

Deno.test("P2: a part of a page, refused or not, carries what concerns a part, and the page around it all", async () => {
  await using portal = await testApp();
  const signedIn = await portal.signIn();
  const namesOf = async (path: string, asked: Record<string, string>) => {
    const { body, headers } = await signedIn.get(path, asked);
    await body?.cancel();
    assertMatch(headers.get("content-security-policy") ?? "", /nonce-/);
    return [...headers.keys()];
  };
  const part = { "hx-request": "true", "hx-target": "section#detalle" };
  const again = { ...part, "hx-history-restore-request": "true" };
  for (const path of ["/pagos", "/pagos/nada"]) {
    const names = await namesOf(path, part);
    for (
      const name of ["cache-control", "x-content-type-options", "cross-origin-resource-policy"]
    ) {
      assert(names.includes(name), `${path}: ${name}`);
    }
    const [whole, restored] = [await namesOf(path, {}), await namesOf(path, again)];
    assertEquals(whole.length - names.length, 6, path);
    assertEquals(restored, whole);
  }
});

Deno.test("P2: every answer is made by its context or of its headers, which are set already", async () => {
  for await (const { path, text } of sourcesIn(["routes"])) {
    const own = text.match(/(return|=>|res =) new Response\(.*/g) ?? [];
    assert(own.every((one) => one.includes("headers }")), path);
  }
});

Deno.test("P2: over https the browser is told to stay there for two years", async () => {
  await using portal = await testApp([], { baseUrl: "https://portal.example" });
  const answer = await portal.app.request("https://portal.example/");
  const hsts = answer.headers.get("strict-transport-security");
  assertEquals(hsts, "max-age=63072000; includeSubDomains");
  await answer.body?.cancel();
});

Deno.test("P3: no page has inline script, inline style or an htmx attribute that evaluates", async () => {
  await using portal = await testApp();
  const signedIn = await portal.signIn();
  for (const page of [...PAGES, "/portal", "/buscar"]) {
    const html = await (await signedIn.get(page)).text();
    assert(!/<script(?![^>]*\bsrc=)/.test(html), page);
    assert(!/ style=|<style| on[a-z]+=|hx-on|js:|javascript:/.test(html), page);
    assert(!/hx-trigger="[^"]*\[/.test(html), page);
  }
});

Deno.test("P6: pages load nothing from another host, and scripts are pinned by their hash", async () => {
  await using portal = await testApp();
  const html = await (await portal.browser().get("/")).text();
  const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
  assert(sources.every((source) => /^[/#]/.test(source)), sources.join(" "));
  for (
    const [, src = "", integrity = ""] of html.matchAll(
      /<script src="([^"]+)" integrity="([^"]+)"/g,
    )
  ) {
    const bytes = await (await portal.app.request(ORIGIN + src)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
    assertEquals(integrity, `sha384-${digest.toBase64()}`);
  }
});

Deno.test("R10: a request for another host is refused, and health answers any", async () => {
  await using portal = await testApp();
  const foreign = await portal.app.request("http://evil.example/zona-ser");
  assertEquals(foreign.status, 400);
  await foreign.body?.cancel();
  for (
    const [address, host] of [
      ["http://evil.example/zona-ser", "localhost:8000"],
      [`${ORIGIN}/zona-ser`, "evil.example"],
    ]
  ) {
    const twofold = await portal.app.request(address ?? "", { headers: { host: host ?? "" } });
    assertEquals(twofold.status, 400, address);
    await twofold.body?.cancel();
  }
  const health = await portal.app.request("http://evil.example/health");
  assertEquals([health.status, await health.text()], [200, "ok"]);
  const ready = await portal.app.request("http://evil.example/ready");
  assertEquals([ready.status, await ready.text()], [200, "ok"]);
});

Deno.test("R10: hosts of previews that the settings name are let in, by whole labels, and no others", async () => {
  const previewHosts = ["pr.example", "*.org.deno.net"];
  await using portal = await testApp([], { baseUrl: "https://portal.example", previewHosts });
  const statusOf = async (host: string, header = host) => {
    const answer = await portal.app.request(`https://${host}/zona-ser`, {
      headers: { host: header },
    });
    await answer.body?.cancel();
    return answer.status;
  };
  for (const host of ["portal.example", "pr.example", "PR.example", "zona-1.org.deno.net"]) {
    assertEquals(await statusOf(host), 200, host);
  }
  const foreign = [
    "org.deno.net",
    "evilorg.deno.net",
    "a.b.org.deno.net",
    "a.org.deno.net.evil.example",
  ]
    .concat("a.pr.example", "evil.example", "pr.example:8443", ".org.deno.net", "*.deno.net");
  for (const host of foreign) {
    assertEquals(await statusOf("pr.example", host), 400, host);
  }
  assertEquals(await statusOf("evilorg.deno.net"), 400);
  assertEquals(await statusOf("a.b.org.deno.net"), 400);
  assertEquals(await statusOf("portal.example", "pr.example"), 400, "two hosts in one request");
});

Deno.test("two answers never share a nonce", async () => {
  await using portal = await testApp();
  const [one, other] = await Promise.all([portal.browser().get("/"), portal.browser().get("/")]);
  assertNotEquals(
    one?.headers.get("content-security-policy"),
    other?.headers.get("content-security-policy"),
  );
  await Promise.all([one?.body?.cancel(), other?.body?.cancel()]);
});
