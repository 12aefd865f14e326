import { assert, assertEquals } from "@std/assert";
import { readSheets, STYLES } from "../../routes/styles.ts";
import { ORIGIN, testApp } from "../support/app.ts";
import { sourcesIn } from "../support/sources.ts";

const FOLDER = "static/styles";
/** Whose pages, and no others, stand below the addresses of a sheet. */
const COMPONENTS: Record<string, string[]> = {
  "affiliates.css": ["affiliates/", "appointments/", "attention/", "enrolment/", "medicines/"],
  "staff.css": [
    ...["affiliates/contact_queue", "enrolment/staff_", "medicines/staff_", "payments/staff_"],
    ...["audit/", "loads/", "providers/", "reporting/", "system/", "users/"],
  ],
  "api.css": ["api/"],
  "help.css": ["help/"],
};
const MAX_LINES = 300;
const YEAR = "public, max-age=31536000, immutable";
const HOUR = "public, max-age=3600";

Deno.test("every file of styles is joined, once, and is short", async () => {
  const names = [];
  for await (const { name } of Deno.readDir(FOLDER)) names.push(name);
  assertEquals(names.sort(), STYLES.map((name) => `${name}.css`).sort());
  for (const name of STYLES) {
    const lines = (await readFile(name)).trimEnd().split("\n").length;
    assert(lines <= MAX_LINES, `${name}: ${lines} lines`);
  }
});

Deno.test("every file of styles is whole by itself: none can end its layer or leave it open", async () => {
  for (const name of STYLES) {
    const code = withoutWords(await readFile(name));
    assert(!/\/\*|\*\/|["']/.test(code), `${name}: a comment or a text that does not end`);
    assert(
      !/@(layer|import|charset|namespace)\b/.test(code),
      `${name}: belongs to the joined sheet`,
    );
    const depths = depthsOf(code);
    assert(depths.every((depth) => depth >= 0), `${name}: a brace too many`);
    assertEquals(depths.at(-1), 0, `${name}: a brace that does not close`);
  }
});

Deno.test("between 320 and 360 px no rule begins or ends, so that one of them need not be judged as the other is", () => {
  const sheet = readAll();
  const conditions = [...sheet.matchAll(/@(?:media|container)[^{]*width[^{]*/g)].join(" ");
  const widths = [...conditions.matchAll(/\((min|max)-width: (\d+)px\)/g)];
  assertEquals(widths.length, conditions.match(/width/g)?.length, "each is one that is read here");
  for (const [condition, end, width] of widths) {
    const last = Number(width) - (end === "min" ? 1 : 0);
    assert(last < 320 || last >= 360, condition);
  }
});

Deno.test("dark is for screens: on paper everything is in the colors of the light theme", async () => {
  const dark = (await readAll()).match(/@media[^{]*prefers-color-scheme[^{]*/g) ?? [];
  assert(dark.length > 0);
  for (const condition of dark) assert(condition.startsWith("@media screen and"), condition);
});

Deno.test("the first sheet names all layers in their order, and each file is a layer of one sheet", () => {
  const [first, ...further] = readSheets();
  assertEquals(first?.text.split("\n")[0], `@layer ${STYLES.join(", ")};`);
  const opened = [first, ...further].map((sheet) => {
    const names = [...sheet?.text.matchAll(/^@layer ([\w-]+) \{$/gm) ?? []];
    assertEquals(depthsOf(withoutWords(sheet?.text ?? "")).at(-1), 0);
    return names.map(([, name = ""]) => name);
  });
  assertEquals(opened.flat().sort(), STYLES.toSorted());
  for (const names of opened) assertEquals(names, STYLES.filter((name) => names.includes(name)));
});

Deno.test("the sheets have all that their files say, but for comments, blank lines and indents", async () => {
  const all = readAll();
  assert(!/\/\*|\*\/|\n\s/.test(all));
  const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s/g, "");
  for (const name of STYLES) {
    const text = await readFile(name);
    assert(code(all).includes(code(`@layer ${name} {${text}}`)), name);
    assert(!/"[^"\n]*\/\*[^"\n]*"/.test(text), "a text that looks like a comment");
  }
});

Deno.test("the sheets of a page are those of its address, each for a year where the page names it", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const sheets = readSheets();
  for (
    const [page, names] of [
      ["/", ["app.css"]],
      ["/afiliados", ["app.css", "affiliates.css"]],
      ["/ayuda/pagos", ["app.css", "help.css"]],
      ["/funcionario/nada", ["app.css", "affiliates.css", "staff.css"]],
    ] as const
  ) {
    const html = await (await browser.get(page)).text();
    const named = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)];
    const wanted = names.map((name) => sheets.find((sheet) => sheet.name === name)?.text);
    const found = [];
    for (const [, href = ""] of named) {
      for (const [path, kept] of [[href, YEAR], [href.split("?")[0] ?? "", HOUR]] as const) {
        const answer = await browser.get(path);
        assertEquals(answer.headers.get("content-type"), "text/css; charset=utf-8");
        assertEquals(answer.headers.get("cache-control"), kept);
        const text = await answer.text();
        if (kept === YEAR) found.push(text);
        assert(href.endsWith(`?v=${await versionOf(text)}`), href);
      }
    }
    assertEquals(found, wanted, page);
  }
});

Deno.test("what a sheet of some pages says names a class that only their components have", async () => {
  const [common, ...further] = readSheets();
  const everywhere = classesIn(headsOf(common?.text ?? ""));
  for (const { name, text } of further) {
    const heads = headsOf(text).flatMap((head) => head.split(/,(?![^()]*\))/));
    const shared = heads.filter((head) => classesIn([head]).isSubsetOf(everywhere));
    assertEquals(shared, [], `${name}: rules for what app.css styles too`);
    const own = classesIn(heads).difference(everywhere);
    for await (const { path, text } of sourcesIn(["components"])) {
      if (COMPONENTS[name]?.some((one) => path.startsWith(`components/${one}`))) continue;
      const said = text.match(/\bclass=(?:"[^"]*"|\{[^}]*\})/g) ?? [];
      const used = said.flatMap((one) => one.match(/["`][^"`]*/g) ?? []).join(" ").split(/[^\w-]/);
      assertEquals(used.filter((one) => own.has(one)), [], `${path} has classes of ${name}`);
    }
  }
});

function headsOf(sheet: string): string[] {
  const heads = [...withoutWords(sheet).matchAll(/([^{};]+)\{/g)];
  return heads.map(([, head = ""]) => head.trim()).filter((head) => !head.startsWith("@"));
}

function classesIn(heads: string[]): Set<string> {
  const names = heads.flatMap((head) => [...head.matchAll(/\.([A-Za-z_][\w-]*)/g)]);
  return new Set(names.map(([, name = ""]) => name));
}

Deno.test("a sheet goes out compressed, and its files are not served by themselves", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const [first] = readSheets();
  const answer = await browser.get("/static/app.css", { "accept-encoding": "gzip" });
  assertEquals(answer.headers.get("content-encoding"), "gzip");
  assertEquals(answer.headers.get("vary"), "Accept-Encoding");
  assert(answer.body);
  const text = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
  assertEquals(text, first?.text);
  const head = await portal.app.request(`${ORIGIN}/static/app.css`, { method: "HEAD" });
  assertEquals([head.status, await head.text()], [200, ""]);
  for (const name of STYLES) {
    const alone = await browser.get(`/static/styles/${name}.css`);
    assertEquals(alone.status, 404, name);
    await alone.body?.cancel();
  }
});

async function versionOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return new Uint8Array(await crypto.subtle.digest("SHA-384", bytes)).slice(0, 6).toHex();
}

function readAll(): string {
  return readSheets().map(({ text }) => text).join("");
}

async function readFile(name: string): Promise<string> {
  return await Deno.readTextFile(`${FOLDER}/${name}.css`);
}

/** A sheet without its comments and texts, in which braces mean nothing. */
function withoutWords(sheet: string): string {
  return sheet.replace(/\/\*[\s\S]*?\*\/|"[^"\n]*"|'[^'\n]*'/g, "");
}

/** The depth after each brace. */
function depthsOf(code: string): number[] {
  let depth = 0;
  return (code.match(/[{}]/g) ?? []).map((brace) => depth += brace === "{" ? 1 : -1);
}
