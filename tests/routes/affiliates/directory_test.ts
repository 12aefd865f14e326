import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { epsIdentity } from "../../../domain/eps.ts";
import { ORIGIN, type TestApp, testApp } from "../../support/app.ts";
import { aSheet, HOURS, load, PLACE_HEADER, somePlaces } from "../../support/files.ts";

async function portalWithPlaces(settings: Parameters<typeof testApp>[1] = {}): Promise<TestApp> {
  const portal = await testApp([], settings);
  const report = await load(portal.db, somePlaces());
  assertEquals(report.errors, []);
  portal.clock.nowMs = Date.parse("2026-11-27T09:00-05:00");
  return portal;
}

async function read(portal: TestApp, path: string): Promise<string> {
  const answer = await portal.app.request(ORIGIN + path);
  assertEquals(answer.status, 200, path);
  return await answer.text();
}

const POINTS = "/afiliados/puntos-de-entrega";

Deno.test("without a choice the page asks for the department, and names no place yet", async () => {
  await using portal = await portalWithPlaces();
  const page = await read(portal, POINTS);
  assertMatch(page, /<option value="13" ?>Bolívar<\/option>/);
  assertMatch(page, /<option value="08" ?>Atlántico<\/option>/);
  for (const word of ["Punto Sur", 'name="municipio"']) assert(!page.includes(word), word);
});

Deno.test("a department shows its points, with what somebody needs to go there", async () => {
  await using portal = await portalWithPlaces();
  const page = await read(portal, `${POINTS}?departamento=13`);
  for (
    const words of [
      "Punto Sur",
      "Punto Río",
      "Calle 2",
      "Abierto ahora</span><span>hasta las 12:30",
      "Lunes a viernes de 8:00 a 12:30 y de 13:30 a 17:00",
      "Sábado de 8:00 a 12:00",
      'href="tel:6055550201"',
      'href="geo:10.4,-75.5?q=10.4,-75.5(Punto%20Sur)"',
      "Lleva medicamentos a domicilio",
      "No lleva a domicilio",
    ]
  ) assertStringIncludes(page, words);
  assertEquals(page.match(/geo:/g)?.length, 1);
  assert(!page.includes("Oficina Norte"));
  portal.clock.nowMs = Date.parse("2026-07-13T09:00-05:00");
  assertStringIncludes(await read(portal, `${POINTS}?departamento=13`), "Cerrado ahora");
});

Deno.test("a municipality narrows; one of another department does not count", async () => {
  await using portal = await portalWithPlaces();
  const one = await read(portal, `${POINTS}?departamento=13&municipio=13430`);
  assert(one.includes("Punto Río") && !one.includes("Punto Sur"));
  const moved = await read(portal, `${POINTS}?departamento=08&municipio=13430`);
  assert(moved.includes("&lt;b&gt;Punto&lt;/b&gt;") && !moved.includes("Punto Río"));
  assertStringIncludes(moved, "Municipio 08001");
  const alone = await read(portal, `${POINTS}?municipio=13430`);
  assert(alone.includes("Punto Río") && !alone.includes("Punto Sur"));
  assertMatch(alone, /<option value="13" selected>Bolívar/);
});

Deno.test("offices stand below the line, the e-mail and the hours of the EPS", async () => {
  await using portal = await portalWithPlaces({
    eps: epsIdentity({ email: "atencion@eps.example" }),
  });
  const page = await read(portal, "/afiliados/atencion?departamento=13");
  const places = [
    "Línea, las 24 horas",
    'href="mailto:atencion@eps.example"',
    "Lunes a viernes de 8:00 a 12:30",
    "Oficina Norte",
    "605 555 0101",
  ];
  const at = places.map((words) => page.indexOf(words));
  assert(!at.includes(-1), `${at}`);
  assertEquals(at, at.toSorted((one, other) => one - other));
  assert(!page.includes("Punto Sur") && !page.includes("domicilio"));
});

Deno.test("without an address in the settings no e-mail is shown", async () => {
  await using portal = await testApp();
  assert(!(await read(portal, "/afiliados/atencion")).includes("mailto:"));
});

Deno.test("a long list comes in pages that keep what was chosen, each with its foot", async () => {
  await using portal = await testApp([aSheet("puntos.csv", null, [
    [...PLACE_HEADER, "Gestor"],
    ...Array.from({ length: 43 }, (_, index) => {
      const code = `${index + 101}`;
      return [code, `Punto ${code}`, "Calle 2", "13001", "Cartagena", "", HOURS, "G"];
    }),
  ])]);
  const first = await read(portal, `${POINTS}?departamento=13`);
  assert(first.includes("Punto 121<") && !first.includes("Punto 122<"));
  assertStringIncludes(first, "1&ndash;21 de 43 puntos");
  const next = `${POINTS}?departamento=13&amp;municipio=13001&amp;pagina=2#lugares`;
  assertStringIncludes(await read(portal, `${POINTS}?departamento=13&municipio=13001`), next);
  const last = await read(portal, `${POINTS}?departamento=13&pagina=3`);
  assert(last.includes("Punto 143<") && !last.includes("Punto 142<"));
  const beyond = await portal.app.request(`${ORIGIN}${POINTS}?departamento=13&pagina=9`);
  assertEquals(beyond.headers.get("location"), `${POINTS}?departamento=13&pagina=3#lugares`);
  const wrong = await portal.app.request(`${ORIGIN}${POINTS}?departamento=13&pagina=cero`);
  assertEquals([beyond.status, wrong.status], [303, 422]);
  await wrong.body?.cancel();
  const path = "/api/v1/public/delivery-points?department=13&perPage=40&page=2";
  const { items, ...list } = JSON.parse(await read(portal, path));
  assertEquals([items.length, items[0].code, list], [3, "141", { page: 2, pages: 2, total: 43 }]);
  const tooMany = await portal.app.request(`${ORIGIN}/api/v1/public/offices?perPage=1001`);
  assertEquals(tooMany.status, 422);
  await tooMany.body?.cancel();
});

Deno.test("a directory without places says to call the line", async () => {
  await using portal = await testApp();
  for (const path of [POINTS, "/afiliados/atencion"]) {
    assertMatch(await read(portal, path), /Todavía no hay[^<]*Llame a la línea.*tel:018000116882/s);
  }
});

Deno.test("hostile choices find nothing, and are shown nowhere", async () => {
  await using portal = await portalWithPlaces();
  for (const value of ["%25", "'%20OR%201", "%00", "%3Cb%3E", "1:", "-1", "%F0%9F%90%AF"]) {
    for (const path of [POINTS, "/afiliados/atencion"]) {
      const page = await read(portal, `${path}?departamento=${value}&municipio=${value}`);
      assert(!page.includes("Punto Sur") && !page.includes("Oficina Norte"), value);
    }
    const json = await read(portal, `/api/v1/public/offices?department=${value}`);
    assertEquals(JSON.parse(json), { items: [], page: 1, pages: 1, total: 0 }, value);
  }
  const none = await read(portal, `${POINTS}?departamento=13&municipio=13999`);
  assertStringIncludes(none, "No hay ninguno en ese municipio");
  for (const query of ["departamento=13&departamento=08", `municipio=${"1".repeat(500)}`]) {
    const answer = await portal.app.request(`${ORIGIN}${POINTS}?${query}`);
    await answer.body?.cancel();
    assertEquals(answer.status, 422, query);
  }
});

Deno.test("scripts get the same without a token, may store it, and 304 while nothing changed", async () => {
  await using portal = await portalWithPlaces();
  const path = `${ORIGIN}/api/v1/public/delivery-points?department=13&municipality=13001`;
  const answer = await portal.app.request(path);
  assertEquals(await answer.json(), {
    items: [{
      code: "1",
      name: "Punto Sur",
      address: "Calle 2",
      daneCode: "13001",
      municipality: "Cartagena",
      department: "Bolívar",
      phone: "605 555 0201",
      hours: HOURS,
      latitude: 10.4,
      longitude: -75.5,
      manager: "G",
      deliversHome: true,
    }],
    page: 1,
    pages: 1,
    total: 1,
  });
  assertEquals(answer.headers.get("cache-control"), "public, max-age=300");
  assertEquals(answer.headers.get("set-cookie"), null);
  const tag = answer.headers.get("etag") ?? "";
  const again = await portal.app.request(path, { headers: { "if-none-match": tag } });
  assertEquals([again.status, await again.text()], [304, ""]);
  assertEquals(again.headers.get("cache-control"), "public, max-age=300");
  await load(portal.db, [aSheet("p.csv", null, [
    [...PLACE_HEADER, "Gestor"],
    ["1", "Punto Nuevo", "Calle 2", "13001", "Cartagena", "", HOURS, "G"],
  ])]);
  const changed = await portal.app.request(path, { headers: { "if-none-match": tag } });
  await changed.body?.cancel();
  assertEquals(changed.status, 200);
});

Deno.test("the affiliates' page leads to both", async () => {
  await using portal = await testApp();
  const page = await read(portal, "/afiliados");
  assert(page.indexOf('href="/afiliados/atencion"') > 0);
  assert(page.indexOf(`href="${POINTS}"`) > page.indexOf('href="/afiliados/atencion"'));
});
