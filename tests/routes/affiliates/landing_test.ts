import { assertEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../../support/app.ts";

Deno.test("the affiliates' page leads to each of the guide's six things and says what one has", async () => {
  await using portal = await testApp();
  const page = await (await portal.browser().get("/afiliados")).text();
  for (
    const path of [
      "consulta",
      "certificado",
      "afiliarse",
      "atencion",
      "medicamentos",
      "puntos-de-entrega",
      "citas",
    ]
  ) assertStringIncludes(page, `href="/afiliados/${path}"`);
  for (const path of ["certificado", "medicamentos", "citas"]) {
    const led = await portal.browser().get(`/afiliados/${path}`);
    await led.body?.cancel();
    const next = encodeURIComponent(`/afiliados/${path}`);
    assertEquals(led.headers.get("location"), `/zona-ser?next=${next}`);
  }
  assertStringIncludes(page, "Lo que tiene con Mutual Ser");
});

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
