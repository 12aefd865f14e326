import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { A, ORIGIN, testApp } from "../../support/app.ts";

/** What scanners and old links ask for, and what begins like a page of the portal. */
const UNKNOWN = [
  "/wp-login.php",
  "/.env",
  "/admin",
  "/favicon.png",
  "/portal/otra",
  "/funcionario/nada",
  "/cuenta/nada",
  "/zona-ser/nada",
  "/%E2%82%AC",
];
const PAGES = ["/portal", "/pagos", "/pagos/NO-HAY", "/cuenta", "/funcionario", "/export.xlsx"];

Deno.test("an address that no page has answers 404 with a way back, and not the sign-in", async () => {
  await using portal = await testApp();
  for (const path of UNKNOWN) {
    const answer = await portal.browser().get(path);
    const html = await answer.text();
    assertEquals([answer.status, answer.headers.get("location")], [404, null], path);
    assertStringIncludes(html, "No encontramos esta página");
    assertStringIncludes(html, 'href="/"');
    const part = await portal.browser().get(path, { "hx-request": "true" });
    assertEquals([part.status, part.headers.get("hx-redirect")], [404, null], path);
    assertEquals((await portal.browser().post(path, { x: "y" })).status, 404, path);
  }
});

Deno.test("a page of the portal leads whoever is signed out to the sign-in, as before", async () => {
  await using portal = await testApp();
  for (const path of PAGES) {
    const answer = await portal.browser().get(path);
    assertEquals(answer.status, 303, path);
    assert(answer.headers.get("location")?.startsWith("/zona-ser?next="), path);
  }
});

Deno.test("whoever is signed in gets the same 404, whatever the role", async () => {
  await using portal = await testApp();
  const people = [await portal.signIn(A), await portal.signInStaff("auditor")];
  for (const person of people) {
    for (const path of UNKNOWN) assertEquals((await person.get(path)).status, 404, path);
  }
});

Deno.test("an address asked in a way that it does not have says which ones it has, to anybody", async () => {
  await using portal = await testApp();
  const person = await portal.signIn(A);
  const methods = [
    ["/health", "DELETE", "GET, HEAD"],
    ["/zona-ser", "PUT", "GET, HEAD, POST"],
    ["/pagos/NO-HAY", "POST", "GET, HEAD"],
    ["/export.xlsx", "POST", "GET, HEAD"],
    ["/zona-ser/salir", "GET", "POST"],
    ["/zona-ser/salir", "HEAD", "POST"],
    ["/api/openapi.json", "POST", "GET, HEAD"],
    ["/api/v1/public/offices", "OPTIONS", "GET, HEAD"],
  ] as const;
  const headers = { origin: ORIGIN, "sec-fetch-site": "same-origin" };
  for (const [path, method, allow] of methods) {
    for (const cookie of ["", `zona-ser=${person.cookies.get("zona-ser")}`]) {
      const answer = await portal.app.request(ORIGIN + path, {
        method,
        headers: { ...headers, cookie },
      });
      const told = [answer.status, answer.headers.get("allow")];
      assertEquals(told, [405, allow], `${method} ${path}`);
      await answer.body?.cancel();
    }
  }
});
