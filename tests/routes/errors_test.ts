import { assert, assertEquals } from "@std/assert";
import { testApp } from "../support/app.ts";

Deno.test("signed out, one is led back to an address of ours, and not to an endless one", async () => {
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
