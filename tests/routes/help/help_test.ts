import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { AFFILIATE_MODULES, MODULES } from "../../../components/modules/modules.ts";
import { PICTURE_FILES } from "../../../domain/help/writing/picture_files.ts";
import { PICTURES } from "../../../domain/help/writing/pictures.ts";
import { helpOn, PLACES } from "../../../domain/help/places.ts";
import type { HelpSection } from "../../../domain/help/writing/subject.ts";
import { AUDIENCES, SUBJECTS } from "../../../domain/help/subjects.ts";
import { type Piece, readWords } from "../../../domain/help/writing/words.ts";
import { A, testApp } from "../../support/app.ts";
import { hasName, portalWithScreens, screensOf } from "../../support/help/screens.ts";
import { MAX_PICTURE_BYTES, sizeOf, versionOf } from "../../support/help/webp.ts";

const FOLDER = "static/help";
const SECTIONS = SUBJECTS.flatMap(({ slug, sections }) =>
  sections.map((section) => ({ ...section, place: `${slug}#${section.id}` }))
);
const HELP_PAGES = ["/ayuda", ...SUBJECTS.map(({ slug }) => `/ayuda/${slug}`)];

Deno.test("the help is for anybody, and whoever is signed in keeps the way back", async () => {
  await using portal = await testApp();
  const visitor = portal.browser();
  for (const path of HELP_PAGES) {
    const answer = await visitor.get(path);
    assertEquals(answer.status, 200, path);
    assertEquals(answer.headers.get("set-cookie"), null, path);
    await answer.body?.cancel();
  }
  for (const browser of [await portal.signIn(A), await portal.signInAffiliate()]) {
    const html = await (await browser.get("/ayuda/pagos")).text();
    assertMatch(html, /<nav class="modules"/);
    assertStringIncludes(html, "Cerrar sesión");
  }
});

Deno.test("a subject that the help does not have is not found, whatever it is called", async () => {
  await using portal = await testApp();
  for (const slug of ["nada", "constructor", "%3Cscript%3E", "..%2Fpagos", "registro/mas"]) {
    const answer = await portal.browser().get(`/ayuda/${slug}`);
    assertEquals(answer.status, 404, slug);
    await answer.body?.cancel();
  }
});

Deno.test("everything that the help names stands on the screen that it speaks of", async () => {
  await using portal = await portalWithScreens();
  const screens = await screensOf(portal);
  const missing = [];
  for (const { place, screens: routes = [], ...section } of SECTIONS) {
    const pages = (await Promise.all(routes.map(screens.of))).flat();
    for (const name of namesIn(sentencesOf(section))) {
      if (!pages.some((html) => hasName(html, name))) missing.push(`${place}: ${name}`);
    }
  }
  assertEquals(missing, []);
});

Deno.test("a name is missed where only a sentence, an attribute or another name has it", () => {
  const html =
    '<label title="Cédula">Nit IPS</label> <p>Presione Consultar.</p><a>Con saldo · 3</a>';
  assert(hasName(html, "Nit IPS"));
  assert(hasName(html, "Con saldo"));
  for (const name of ["Cédula", "Consultar", "Nit", "IPS", "Con"]) {
    assert(!hasName(html, name), name);
  }
});

Deno.test("each picture is there as it was made, small, on one page, beside its own screen", async () => {
  for (const [name, { screen, alt }] of Object.entries(PICTURES)) {
    const users = SECTIONS.filter(({ picture }) => picture === name);
    assertEquals(users.length, 1, name);
    assert(users[0]?.screens?.includes(screen), `${name}: ${screen}`);
    assertMatch(alt, /^[A-ZÁÉ].{20,120}\.$/);
  }
  for (const [known, file] of Object.entries(PICTURE_FILES)) {
    const themes = { [known]: file.version, [`${known}-oscuro`]: file.darkVersion };
    for (const [name, version] of Object.entries(themes)) {
      const bytes = await Deno.readFile(`${FOLDER}/${name}.webp`);
      assert(bytes.length <= MAX_PICTURE_BYTES, `${name}: ${bytes.length} bytes`);
      assertEquals(await versionOf(bytes), version, `${name}: run deno task help:pictures`);
      const size = sizeOf(bytes);
      assertEquals(Math.round(size.height * file.width / size.width), file.height, name);
    }
  }
  const files = await Array.fromAsync(Deno.readDir(FOLDER), ({ name }) => name);
  assertEquals(
    files.toSorted(),
    Object.keys(PICTURES).flatMap((name) => [`${name}.webp`, `${name}-oscuro.webp`]).toSorted(),
  );
  assertEquals(Object.keys(PICTURE_FILES).toSorted(), Object.keys(PICTURES).toSorted());
});

Deno.test("pictures come as images that caches keep, and only from the help's own folder", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const html = await (await browser.get("/ayuda/pagos")).text();
  const [, src = ""] = /<img src="([^"]+)"/.exec(html) ?? [];
  const answer = await browser.get(src);
  assertEquals(answer.status, 200);
  assertEquals(answer.headers.get("content-type"), "image/webp");
  assertEquals(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
  await answer.body?.cancel();
  for (
    const path of ["styles/help.css", "help/../../main.ts", "help/no.webp"]
  ) {
    const refused = await browser.get(`/static/${path.replaceAll("..", "%2e%2e")}`);
    assertEquals(refused.status, 404, path);
    await refused.body?.cancel();
  }
});

Deno.test("every link of the help leads somewhere, and every anchor is there once", async () => {
  await using portal = await testApp();
  const places = SECTIONS.map(({ place }) => place);
  assertEquals(new Set(places).size, places.length);
  assertEquals(new Set(SUBJECTS.map(({ slug }) => slug)).size, SUBJECTS.length);
  const hrefs = SECTIONS.flatMap((section) => piecesIn(sentencesOf(section)))
    .flatMap((piece) => piece.kind === "link" ? [piece.href] : []);
  const questions = AUDIENCES.flatMap(({ questions }) =>
    questions.map(({ place }) => `/ayuda/${place}`)
  );
  for (const href of [...hrefs, ...questions, ...placesOfPages()]) {
    const [, place] = /^\/ayuda\/(.+)$/.exec(href) ?? [];
    if (place === undefined) assert(hasRoute(portal, href), href);
    else assert(places.includes(place) || HELP_PAGES.includes(href), href);
  }
});

Deno.test("every module has its own part of the help, and pages that are no more have none", async () => {
  await using portal = await testApp();
  for (const { href } of [...MODULES, ...AFFILIATE_MODULES]) assert(helpOn(href), href);
  for (const [address] of PLACES) {
    const isThere = address.endsWith("/")
      ? portal.app.routes.some(({ path }) => path.startsWith(`${address}:`))
      : hasRoute(portal, address);
    assert(isThere, address);
  }
  assertEquals(helpOn("/pagos"), "/ayuda/pagos");
  assertEquals(helpOn("/pagos/1001/cambios"), "/ayuda/detalle");
  assertEquals(helpOn("/pagosx"), undefined);
  assertEquals(helpOn("/funcionario/cargas"), undefined);
});

function placesOfPages(): string[] {
  return PLACES.flatMap(([, ...places]) => places.map((place) => `/ayuda/${place}`));
}

Deno.test("a page that everybody has leads an affiliate to her own part of the help", async () => {
  await using portal = await testApp();
  const visitor = portal.browser();
  const affiliate = await portal.signInAffiliate();
  const provider = await portal.signIn(A);
  for (
    const [browser, path, place] of [
      [affiliate, "/cuenta", "abrir-cuenta#mi-cuenta"],
      [affiliate, "/verificar", "certificado#verificar"],
      [provider, "/cuenta", "entrar#seguridad"],
      [visitor, "/zona-ser", "entrar"],
      [visitor, "/zona-ser?next=/afiliados/citas", "abrir-cuenta#entrar"],
    ] as const
  ) {
    const html = await (await browser.get(path)).text();
    assertStringIncludes(html, `<a href="/ayuda/${place}">Ayuda con esta página</a>`);
  }
  for (const [path, place] of [["/zona-ser", "entrar"], ["/clave", "clave"]] as const) {
    const tried = await visitor.post(path, { tipo: "afiliado", tipoDocumento: "CC", usuario: "" });
    assertStringIncludes(await tried.text(), `<a href="/ayuda/abrir-cuenta#${place}">`);
  }
});

Deno.test("every page links to the help, and the main pages to their own part of it", async () => {
  await using portal = await testApp();
  const provider = await portal.signIn(A);
  for (const [path, place] of [["/pagos", "pagos"], ["/cruce", "cruce"], ["/portal", "entrar"]]) {
    const html = await (await provider.get(path ?? "")).text();
    assertStringIncludes(html, `<a href="/ayuda/${place}">Ayuda con esta página</a>`);
    assertStringIncludes(html, '<a href="/ayuda">Ayuda</a>');
  }
  const home = await (await portal.browser().get("/")).text();
  assertStringIncludes(home, '<a href="/ayuda">Ayuda</a>');
  assert(!home.includes("Ayuda con esta página"));
  const staff = await portal.signInStaff("administrador");
  const html = await (await staff.get("/funcionario")).text();
  assertStringIncludes(html, '<a href="/ayuda">Ayuda</a>');
});

function piecesIn(sentences: string[]): Piece[] {
  return sentences.flatMap((sentence) => readWords(sentence, { name: "Mutual Ser" }));
}

function namesIn(sentences: string[]): string[] {
  return piecesIn(sentences).flatMap((piece) => piece.kind === "shown" ? [piece.text] : []);
}

function hasRoute({ app }: Awaited<ReturnType<typeof testApp>>, address: string): boolean {
  return app.routes.some(({ method, path }) => method === "GET" && path === address);
}

/** Every sentence of a part, names on the screen marked as such. */
function sentencesOf({ body }: Pick<HelpSection, "body">): string[] {
  return body.flatMap((block) => {
    if (typeof block === "string") return [block];
    if ("steps" in block) return block.steps;
    if ("bullets" in block) return block.bullets;
    return block.terms.flatMap(({ name, about }) => [`**${name}**`, about]);
  });
}
