import { assert, assertEquals } from "@std/assert";
import { SETTING_NAMES } from "../lib/config/settings.ts";
import { FILE_COLUMNS } from "../domain/loads/kind.ts";
import { testApp } from "./support/app.ts";

const PAGES = ["README.md", "CHANGELOG.md", ".env.example", ...await docs()];

async function docs(): Promise<string[]> {
  const found = [];
  for (const folder of ["docs", "docs/decisions"]) {
    for await (const { name } of Deno.readDir(folder)) {
      if (name.endsWith(".md")) found.push(`${folder}/${name}`);
    }
  }
  return found;
}

Deno.test(".env.example has every setting, and nothing else", async () => {
  const text = await Deno.readTextFile(".env.example");
  const names = [...text.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1] ?? "");
  assertEquals(names.sort(), [...SETTING_NAMES].sort());
});

Deno.test("every task that the docs name exists", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));
  for (const page of PAGES) {
    const text = await Deno.readTextFile(page);
    for (const [, task = ""] of text.matchAll(/deno task ([a-z:]+)/g)) {
      assert(task in tasks, `${page}: ${task}`);
    }
  }
});

Deno.test("every file and folder that the docs link to exists", async () => {
  for (const page of PAGES) {
    const folder = page.includes("/") ? page.slice(0, page.lastIndexOf("/")) : ".";
    const text = await Deno.readTextFile(page);
    for (const [, target = ""] of text.matchAll(/\]\((?!http)([^)#]+)[^)]*\)/g)) {
      const found = await Deno.stat(`${folder}/${target}`).then(() => true, () => false);
      assert(found, `${page}: ${target}`);
    }
    for (
      const [path] of text.matchAll(/\b(?:tests|routes|lib|db|domain|components)\/[\w/]+\.tsx?\b/g)
    ) {
      assert(await Deno.stat(path).then(() => true, () => false), `${page}: ${path}`);
    }
  }
});

Deno.test("the operations page lists every column of the payment files", async () => {
  const text = (await Deno.readTextFile("docs/operations.md")).replace(/\s+/g, " ");
  for (const column of Object.values(FILE_COLUMNS).flat()) {
    const name = column.required ? `**${column.header}**` : column.header;
    assert(text.includes(name), column.header);
  }
});

Deno.test("the API page names every address under /api/v1 with its method, and no other", async () => {
  await using portal = await testApp();
  const text = await Deno.readTextFile("docs/api.md");
  const mounted = portal.app.routes.filter(({ path, method }) =>
    path.startsWith("/api/v1/") && method !== "ALL" && !path.endsWith("*")
  ).map(({ path, method }) =>
    `${method} ${path.slice("/api/v1".length).replace(/:(\w+)/g, "{$1}")}`
  );
  const written = [...text.matchAll(/`([A-Z]+ \/[\w/{}.-]+)[?`]/g)].map(([, address = ""]) =>
    address
  );
  assert(new Set(mounted).size >= 10);
  assertEquals([...new Set(written)].sort(), [...new Set(mounted)].sort());
});

Deno.test("the example of the API page is what the API answers", async () => {
  const text = await Deno.readTextFile("docs/api.md");
  const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? "{}");
  assertEquals(Object.keys(example), [
    "items",
    "page",
    "pages",
    "total",
    "annulledCount",
    "returnedCount",
    "scheduled",
    "totals",
  ]);
});

Deno.test("the served htmx is the pinned package's own", async () => {
  for (
    const [path, served] of [["htmx.min.js", "htmx.min.js"], ["ext/hx-csp.min.js", "hx-csp.min.js"]]
  ) {
    const packaged = await Deno.readTextFile(new URL(import.meta.resolve(`htmx.org/dist/${path}`)));
    assertEquals(await Deno.readTextFile(`static/${served}`), packaged, path);
  }
});

Deno.test("README fits two screens", async () => {
  const text = await Deno.readTextFile("README.md");
  assert(text.split("\n").length <= 80);
});

Deno.test("every row of the security page has a test, and every row in a test's name is on the page", async () => {
  const text = await Deno.readTextFile("docs/security.md");
  const [table = "", gaps = ""] = text.split("## What does not hold yet");
  const cells = table.split("\n").filter((line) => line.startsWith("|")).slice(2);
  const listed = cells.flatMap((line) => rowsIn(line.split("|")[1] ?? ""));
  const tested = await testedRows();
  assertEquals(listed.filter((row) => !tested.has(row)), [], "rows without a test");
  assertEquals([...tested].filter((row) => !listed.includes(row)), [], "tests without a row");
  assert(rowsIn(gaps).length > 10);
});

/** How many rows each group of the security requirements has. */
const ROW_COUNTS = {
  R: 14,
  A: 16,
  S: 13,
  T: 12,
  E: 3,
  C: 6,
  P: 9,
  J: 12,
  U: 16,
  D: 13,
  B: 4,
  L: 13,
  K: 6,
};

Deno.test("every row of the security requirements is held or named as a gap", async () => {
  const text = await Deno.readTextFile("docs/security.md");
  const [table = "", gaps = ""] = text.split("## What does not hold yet");
  const held = table.split("\n").filter((line) => line.startsWith("|"))
    .flatMap((line) => rowsIn(line.split("|")[1] ?? ""));
  const named = [...gaps.matchAll(/^- \*\*([^*]+)\*\*/gm)].flatMap(([, rows = ""]) => rowsIn(rows));
  const known = new Set([...held, ...named]);
  const all = Object.entries(ROW_COUNTS).flatMap(([group, count]) =>
    rowsIn(`${group}1–${group}${count}`)
  );
  assertEquals(all.filter((row) => !known.has(row)), []);
});

Deno.test("every file that the security page names for a row has a test of that row", async () => {
  const text = await Deno.readTextFile("docs/security.md");
  for (const line of text.split("\n").filter((one) => one.startsWith("|")).slice(2)) {
    const [, rows = "", , where = ""] = line.split("|");
    for (const [path] of where.matchAll(/tests\/[\w/]+\.ts/g)) {
      const own = rowsOfTests(await Deno.readTextFile(path));
      const isOfRow = rowsIn(rows).some((row) => own.includes(row));
      assert(isOfRow || own.length === 0, `${path} has no test of ${rows.trim()}`);
    }
  }
});

/** The rows that a text names, ranges such as `R1–R3` written out. */
function rowsIn(text: string): string[] {
  return [...text.matchAll(/\b([A-Z])(\d+)(?:–[A-Z](\d+))?\b/g)].flatMap(
    ([, group = "", first = "", last = first]) =>
      Array.from(
        { length: Number(last) - Number(first) + 1 },
        (_, index) => `${group}${Number(first) + index}`,
      ),
  );
}

async function testedRows(folder = "tests"): Promise<Set<string>> {
  const rows = new Set<string>();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    const found = isDirectory
      ? await testedRows(path)
      : name.endsWith("_test.ts")
      ? rowsOfTests(await Deno.readTextFile(path))
      : [];
    for (const row of found) rows.add(row);
  }
  return rows;
}

/** The rows before the colon of every test's name: `A15, S12: a secret that …`. */
function rowsOfTests(text: string): string[] {
  const names = text.matchAll(/Deno\.test\(\s*["`]((?:[A-Z]\d+)(?:, [A-Z]\d+)*):/g);
  return [...names].flatMap(([, rows = ""]) => rowsIn(rows));
}
