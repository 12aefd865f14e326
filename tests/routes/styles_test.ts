import { assert, assertEquals } from "@std/assert";
import { readStyles, STYLES } from "../../routes/styles.ts";
import { ORIGIN, testApp } from "../support/app.ts";

const FOLDER = "static/styles";
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

Deno.test("between 320 and 360 px no rule begins or ends, so that one of them need not be judged as the other is", async () => {
  const sheet = await readStyles();
  const conditions = [...sheet.matchAll(/@(?:media|container)[^{]*width[^{]*/g)].join(" ");
  const widths = [...conditions.matchAll(/\((min|max)-width: (\d+)px\)/g)];
  assertEquals(widths.length, conditions.match(/width/g)?.length, "each is one that is read here");
  for (const [condition, end, width] of widths) {
    const last = Number(width) - (end === "min" ? 1 : 0);
    assert(last < 320 || last >= 360, condition);
  }
});

Deno.test("the joined sheet names its layers in their order, and holds each file in its own", async () => {
  const sheet = await readStyles();
  const [order] = sheet.split("\n");
  assertEquals(order, `@layer ${STYLES.join(", ")};`);
  const opened = [...sheet.matchAll(/^@layer ([\w-]+) \{$/gm)].map(([, name]) => name);
  assertEquals(opened, STYLES);
  assertEquals(depthsOf(withoutWords(sheet)).at(-1), 0);
});

Deno.test("the joined sheet has all that its files say, but for comments, blank lines and indents", async () => {
  const sheet = await readStyles();
  assert(!/\/\*|\*\/|\n\s/.test(sheet));
  const texts = await Promise.all(STYLES.map(readFile));
  const layers = STYLES.map((name, index) => `@layer ${name} {${texts[index]}}`).join("");
  const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s/g, "");
  assertEquals(code(sheet), code(`@layer ${STYLES.join(", ")};${layers}`));
  assert(!/"[^"\n]*\/\*[^"\n]*"/.test(texts.join("\n")), "a text that looks like a comment");
});

Deno.test("the joined sheet is what is served, for a year at the address that pages name", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const page = await (await browser.get("/")).text();
  const [, href = ""] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
  const sheet = await readStyles();
  const version = new Uint8Array(
    await crypto.subtle.digest("SHA-384", new TextEncoder().encode(sheet)),
  ).slice(0, 6).toHex();
  assertEquals(href, `/static/app.css?v=${version}`);
  for (const [path, kept] of [[href, YEAR], ["/static/app.css", HOUR]] as const) {
    const answer = await browser.get(path);
    assertEquals(answer.headers.get("content-type"), "text/css; charset=utf-8");
    assertEquals(answer.headers.get("cache-control"), kept);
    assertEquals(await answer.text(), sheet);
  }
});

Deno.test("the sheet goes out compressed, and its files are not served by themselves", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const answer = await browser.get("/static/app.css", { "accept-encoding": "gzip" });
  assertEquals(answer.headers.get("content-encoding"), "gzip");
  assertEquals(answer.headers.get("vary"), "Accept-Encoding");
  assert(answer.body);
  const text = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
  assertEquals(text, await readStyles());
  const head = await portal.app.request(`${ORIGIN}/static/app.css`, { method: "HEAD" });
  assertEquals([head.status, await head.text()], [200, ""]);
  for (const name of STYLES) {
    const alone = await browser.get(`/static/styles/${name}.css`);
    assertEquals(alone.status, 404, name);
    await alone.body?.cancel();
  }
});

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
