import { assertStringIncludes } from "@std/assert";
import { testApp } from "../../support/app.ts";

Deno.test("the home page leads to the affiliates' page, which says whether offices are open", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  assertStringIncludes(await (await browser.get("/")).text(), 'href="/afiliados"');
  const cases: [string, string][] = [
    ["2026-11-27T09:00", "Abierto ahora</span><span>hasta las 12:30"],
    ["2026-07-13T09:00", "Cerrado ahora</span><span>abre mañana a las 8:00"],
  ];
  for (const [local, expected] of cases) {
    portal.clock.nowMs = Date.parse(`${local}-05:00`);
    const page = await (await browser.get("/afiliados")).text();
    assertStringIncludes(page, expected);
    assertStringIncludes(page, "01 8000 116882");
    assertStringIncludes(page, "Decreto-Ley 019 de 2012, artículo 123");
    assertStringIncludes(page, "Suspendido por mora");
  }
});
