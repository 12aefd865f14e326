import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";

Deno.test("signed out, one is led back to an address of the portal, and not to an endless one", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const usual = await browser.get("/pagos?desde=01/03/2026&hasta=31/03/2026");
  assert(usual.headers.get("location")?.startsWith("/zona-ser?next=%2Fpagos%3Fdesde"));
  const endless = await browser.get(`/buscar?q=${"%C3%A9".repeat(8000)}`);
  assertEquals([endless.status, endless.headers.get("location")], [303, "/zona-ser"]);
  const fragment = await browser.get("/buscar", {
    "hx-request": "true",
    "hx-current-url": `http://localhost:8000/buscar?q=${"a".repeat(20_000)}`,
  });
  assertEquals([fragment.status, fragment.headers.get("hx-redirect")], [401, "/zona-ser"]);
});

Deno.test("an error page leads to where its reader is at home, and its number begins the request's id in the log", async () => {
  await using portal = await testApp();
  const readers = [
    [portal.browser(), "/", "la página de inicio"],
    [await portal.signIn(), "/portal", "Módulos Portal"],
    [await portal.signInStaff("auditor"), "/funcionario", "Trabajo del día"],
  ] as const;
  for (const [browser, href, name] of readers) {
    portal.logged.length = 0;
    const html = await (await browser.get("/zona-ser?next=a&next=b")).text();
    assertStringIncludes(html, `<a class="button" href="${href}">Ir a ${name}</a>`);
    const code = /diga este número: <span class="mono">([0-9a-f]{8})<\/span>/.exec(html)?.[1] ??
      "-";
    assert(portal.logged.every(({ details }) => String(details.requestId).startsWith(code)));
    assertEquals(portal.logged.length, 1);
  }
});
