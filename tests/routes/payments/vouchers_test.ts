import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { SETTLEMENT_COLUMNS, VOUCHER_COLUMNS } from "../../../domain/payments/columns.ts";
import { testApp } from "../../support/app.ts";
import { aFile, aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";

Deno.test("GET /pagos shows the vouchers between two dates, newest first, with the totals of all", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const answer = await browser.get(`/pagos?${ALL_MARCH}`);
  const html = await answer.text();
  assertEquals(answer.status, 200);
  assertEquals(documentsOf(html), ["1005", "GD/7 á", "1003", "1002", "1001"]);
  assertStringIncludes(html, "Total de 4 comprobantes, y 1 anulado");
  assertStringIncludes(html, "$\u00a051.900,50");
  assertStringIncludes(html, "$\u00a0100,00");
  assertStringIncludes(html, "Anulado");
});

Deno.test("the role Consulta sees no download, which it may not use", async () => {
  await using portal = await testApp(somePayments());
  const [reader, representative] = [await portal.signInMember("consulta"), await portal.signIn()];
  for (const path of [`/pagos?${ALL_MARCH}`, `/pagos/1002?${ALL_MARCH}`]) {
    const html = await (await reader.get(path)).text();
    assertStringIncludes(html, "Comprobantes de Egreso");
    assert(!/Descargar|export\.|CSV de/.test(html), path);
    assertMatch(await (await representative.get(path)).text(), /Descargar/, path);
  }
});

Deno.test("the headers are the manual's, in its order", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const html = await (await browser.get(`/pagos/1001?${ALL_MARCH}`)).text();
  const headers = [...html.matchAll(/<th scope="col"[^>]*>(?:<a [^>]*>)?([^<]+)</g)].map((match) =>
    match[1]
  );
  assertEquals(headers, [...VOUCHER_COLUMNS, ...SETTLEMENT_COLUMNS].map(({ header }) => header));
});

Deno.test("bank and account are N/A where the payment is a giro directo", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const html = await (await browser.get("/pagos?desde=20/03/2026&hasta=20/03/2026")).text();
  assertEquals(html.match(/>N\/A</g)?.length, 3);
});

Deno.test("GET /pagos without dates shows today and the 90 days before", async () => {
  await using portal = await testApp(somePayments());
  const html = await (await (await portal.signIn()).get("/pagos")).text();
  assertStringIncludes(html, 'value="01/01/2026"');
  assertStringIncludes(html, 'value="01/04/2026"');
  assertEquals(documentsOf(html).length, 5);
});

Deno.test("GET /pagos refuses an end before the start and keeps what was typed", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const cases: [string, string, string][] = [
    ["02/03/2026", "01/03/2026", "Hasta debe ser igual o posterior a Desde."],
    ["31/02/2026", "01/03/2026", "La fecha 31/02/2026 no existe: febrero de 2026 tiene 28 días."],
    ["01/03/2026", "hoy", "Escriba la fecha como dd/MM/yyyy, por ejemplo 05/03/2026."],
    ["01/03/2026", "", "Escriba la fecha hasta la que quiere buscar."],
    ["01/01/0000", "01/03/2026", "La fecha 01/01/0000 no existe: revise el año."],
    ["01/01/2010", "02/01/2020", "Busque a lo sumo 10 años de una vez: acerque las fechas."],
  ];
  for (const [desde, hasta, message] of cases) {
    const query = new URLSearchParams({ desde, hasta });
    const answer = await browser.get(`/pagos?${query}`);
    const html = await answer.text();
    assertEquals(answer.status, 422, message);
    assertStringIncludes(html, message);
    assertStringIncludes(html, "Revise 1 dato para hacer la consulta");
    assertStringIncludes(html, `value="${desde}"`);
    if (hasta !== "") assertStringIncludes(html, `value="${hasta}"`);
  }
});

Deno.test("the figures of the portal lead to the list of what they count, which leads to downloads of the same", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const figures = await (await browser.get("/portal")).text();
  const unapplied = `/pagos?desde=15/03/2026&hasta=15/03/2026&solo=pendiente`;
  const differing = `/pagos?desde=01/04/2025&hasta=01/04/2026&solo=diferencia`;
  const month = `/pagos?desde=01/04/2026&hasta=01/04/2026`;
  assertEquals(linksOf(figures).filter((href) => href.startsWith("/pagos?")), [
    unapplied,
    differing,
  ]);
  for (const href of [unapplied, differing]) {
    const html = await (await browser.get(href)).text();
    assertEquals(documentsOf(html), ["1003"], href);
    assertStringIncludes(html, "Total de 1 comprobante<");
    const links = linksOf(html);
    const query = href.split("?")[1] ?? "";
    assert(links.includes(`/export.xlsx?${query}`), href);
    assert(links.includes(`/pagos/1003?${query}#detalle-titulo`), href);
    const csv = await (await browser.get(`/export.csv?${query}&tabla=comprobantes`)).text();
    assertEquals(csv.trim().split("\r\n").length, 2);
  }
  assertEquals(documentsOf(await (await browser.get(month)).text()), []);
});

Deno.test("chips count the whole range, keep the dates and say which one is chosen", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const whole = await (await browser.get(`/pagos?${ALL_MARCH}`)).text();
  const [unapplied, annulled, more] = [
    "Con pendiente por aplicar · 1",
    "Anulados · 1",
    "Más filtros",
  ];
  assertEquals(chipsOf(whole), [unapplied, "Con diferencia · 1", annulled, more]);
  const filtered = await (await browser.get(`/pagos?${ALL_MARCH}&solo=diferencia`)).text();
  assertEquals(chipsOf(filtered), [
    "Todos · 5",
    unapplied,
    "Con diferencia · 1 chosen",
    annulled,
    more,
  ]);
  assertStringIncludes(filtered, '<input type="hidden" name="solo" value="diferencia"');
  assertEquals((await browser.get(`/pagos?${ALL_MARCH}&solo=otra`)).status, 422);
  const none = await browser.get("/pagos?desde=10/03/2026&hasta=10/03/2026&solo=pendiente");
  assertStringIncludes(await none.text(), "(Con pendiente por aplicar).");
});

Deno.test("an empty result says so and what to do next", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const html = await (await browser.get("/pagos?desde=01/01/2020&hasta=31/01/2020")).text();
  assertStringIncludes(html, "No encontramos pagos entre el 01/01/2020 y el 31/01/2020.");
  assertStringIncludes(html, "Pruebe con todo el año 2020");
});

Deno.test("Detalle de Pagos shows 21 lines a page, arrows only where they lead somewhere", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const pages = await Promise.all([1, 2, 3].map(async (page) => {
    const html = await (await browser.get(`/pagos/1002?${ALL_MARCH}&pagina=${page}`)).text();
    return html.slice(html.indexOf('id="detalle"'));
  }));
  assertEquals(pages.map((html) => html.match(/>CBS\d+</g)?.length), [21, 21, 1]);
  assertEquals(pages.map((html) => /aria-label="Anterior"/.test(html)), [false, true, true]);
  assertEquals(pages.map((html) => /aria-label="Siguiente"/.test(html)), [true, true, false]);
  for (const html of pages) assertStringIncludes(html, "Total de 43 facturas");
  assertStringIncludes(pages[1] ?? "", "22&ndash;42 de 43 facturas");
  const next = /href="([^"]+)" rel="next"/.exec(pages[0] ?? "")?.[1]?.replaceAll("&amp;", "&");
  assertEquals(next, `/pagos/1002?${ALL_MARCH}&pagina=2`);
});

Deno.test("the cuadre says whether a voucher adds up, and what the difference is", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const verdicts: [string, RegExp][] = [
    ["1001", /Cuadra/],
    ["1003", /Diferencia \$\u00a0100,00/],
    [encodeURIComponent("GD/7 á"), /Sin facturas/],
  ];
  for (const [number, verdict] of verdicts) {
    const html = await (await browser.get(`/pagos/${number}?${ALL_MARCH}`)).text();
    assertMatch(html.slice(html.indexOf('id="detalle"')), verdict);
  }
});

Deno.test("htmx gets the content without the document, the detail alone for the detail's pages", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const headers = { "hx-request": "true", "hx-target": "div#pagos" };
  const list = await browser.get(`/pagos?${ALL_MARCH}`, headers);
  assertStringIncludes(list.headers.get("vary") ?? "", "HX-Request");
  const part = await list.text();
  assertMatch(part, /^<title>Consulta de Pagos · Mutual Ser<\/title><div id="pagos"/);
  const lines = await browser.get(`/pagos/1002?${ALL_MARCH}&pagina=2`, {
    "hx-request": "true",
    "hx-target": "section#detalle",
  });
  const detail = await lines.text();
  assertMatch(detail, /^<title>Comprobante 1002 · Mutual Ser<\/title><section [^>]*id="detalle"/);
  assert(!detail.includes("Comprobantes de Egreso"));
  const restored = { "hx-request": "true", "hx-history-restore-request": "true" };
  const whole = await (await browser.get(`/pagos?${ALL_MARCH}`, restored)).text();
  assertMatch(whole, /^<!DOCTYPE html>/);
});

Deno.test("the detail keeps the list's page and leads back to it", async () => {
  const rows = Array.from({ length: 30 }, (_, index) => aVoucher({ number: `V${1000 + index}` }));
  await using portal = await testApp([aFile("comprobantes.csv", VOUCHERS_HEADER, ...rows)]);
  const browser = await portal.signIn();
  const second = await (await browser.get(`/pagos?${ALL_MARCH}&pagina=2`)).text();
  assertEquals(documentsOf(second).length, 9);
  assertStringIncludes(second, "22&ndash;30 de 30 comprobantes");
  const href = /href="(\/pagos\/V1000[^"]*)"/.exec(second)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const html = await (await browser.get(href.split("#")[0] ?? "")).text();
  assertEquals(documentsOf(html).length, 9);
  assertStringIncludes(html, `href="/pagos?${ALL_MARCH.replaceAll("&", "&amp;")}&amp;pagina=2"`);
});

Deno.test("J2: a page number that is none is refused, one beyond the end is not found", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  for (const page of ["-1", "0", "1e9", "NaN", "0x10", "1.5", "99999999"]) {
    const answer = await browser.get(`/pagos?${ALL_MARCH}&pagina=${page}`);
    assertEquals(answer.status, 422, page);
    await answer.body?.cancel();
  }
  assertEquals((await browser.get(`/pagos?${ALL_MARCH}&pagina=2`)).status, 404);
  assertEquals((await browser.get(`/pagos/1001?${ALL_MARCH}&pagina=2`)).status, 404);
});

Deno.test("J9: a name that is given twice is refused, whichever value is right", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  for (const query of ["desde=01/03/2026&desde=01/01/2020&hasta=31/03/2026", "pagina=1&pagina=2"]) {
    assertEquals((await browser.get(`/pagos?${query}`)).status, 422, query);
  }
});

Deno.test("all twenty columns can be opened on screen", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const html = await (await browser.get(`/pagos/1001?${ALL_MARCH}&columnas=20`)).text();
  const detail = html.slice(html.indexOf('id="detalle"'));
  assertEquals(detail.match(/<th scope="col"/g)?.length, 20);
});

Deno.test("the calendar shows a month and gives the field back with the chosen day", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const month = await (await browser.get("/calendario?campo=desde&desde=11/03/2026")).text();
  assertStringIncludes(month, "marzo de 2026");
  assertMatch(month, /aria-label="11 de marzo de 2026" aria-pressed="true"/);
  const unknown = await (await browser.get("/calendario?campo=hasta&hasta=hoy")).text();
  assertStringIncludes(unknown, "abril de 2026");
  const field = await (await browser.get("/calendario?campo=desde&elegida=11/03/2026")).text();
  assertMatch(field, /<input id="desde" name="desde" value="11\/03\/2026"/);
  assertEquals((await browser.get("/calendario?campo=otro")).status, 422);
  assertEquals((await browser.get("/calendario?campo=desde&mes=2026-13")).status, 422);
});

function linksOf(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&")
  );
}

function chipsOf(html: string): string[] {
  const chips = /aria-label="Filtrar los comprobantes">(.*?)<\/nav>/s.exec(html)?.[1] ?? "";
  return [...chips.matchAll(/<a class="chip"([^>]*)>([^<]*)<\/a>/g)]
    .map(([, attributes = "", name = ""]) =>
      attributes.includes("aria-current") ? `${name} chosen` : name
    );
}

function documentsOf(html: string): string[] {
  const table = /vouchers-table[\s\S]*?<\/table>/.exec(html)?.[0] ?? "";
  return [...table.matchAll(/data-label="N° Documento">([^<]+)</g)].map((match) => match[1] ?? "");
}
