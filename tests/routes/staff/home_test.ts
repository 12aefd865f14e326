import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../../support/app.ts";

const LINKS = {
  tesoreria: [
    "/funcionario/cargas#por-publicar",
    "/funcionario/siifa",
    "/funcionario/consultas",
    "/funcionario/conciliaciones",
  ],
  administrador: [
    "/funcionario/solicitudes",
    "/funcionario/datos",
    "/funcionario/correos",
    "/funcionario/sistema",
    "/funcionario/consultas",
    "/funcionario/conciliaciones",
  ],
  auditor: [],
} as const;

Deno.test("every figure of the day's work leads to where that work is done, and opens for its role", async () => {
  await using portal = await testApp();
  for (const role of ["tesoreria", "administrador", "auditor"] as const) {
    const browser = await portal.signInStaff(role);
    const page = await (await browser.get("/funcionario")).text();
    const figures = page.slice(page.indexOf('class="figures"'));
    const links = [...figures.matchAll(/<p class="soft"><a href="([^"]+)"/g)].map(([, to]) => to);
    assertEquals(links, [...LINKS[role]]);
    assertEquals(page.includes("Nada: con su rol usted consulta"), links.length === 0, role);
    for (const link of links) {
      const answer = await browser.get(link?.split("#")[0] ?? "");
      assertEquals(answer.status, 200, link);
      const [, place] = link?.split("#") ?? [];
      const text = await answer.text();
      if (place) assertStringIncludes(text, `id="${place}"`);
      assert(text.length > 0);
    }
  }
});
