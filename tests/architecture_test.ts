import { assert, assertEquals } from "@std/assert";
import { circlesOf } from "./support/circles.ts";
import { importsOf, namesImportedBy, type Source, sourcesIn } from "./support/sources.ts";
import { typesIn, writtenAgain } from "./support/written_types.ts";

/** What each folder may import (docs/architecture.md); packages by the beginning of their name. */
const MAY_IMPORT: Record<string, { folders: string[]; packages: RegExp }> = {
  domain: { folders: ["domain"], packages: /^zod$/ },
  lib: {
    folders: ["lib"],
    packages:
      /^(node:|jose$|exceljs(?:$|\/lib\/stream\/)|nodemailer$|papaparse$|dotenv$|hash-wasm$|age-encryption$|@opentelemetry\/api$|saxes$|@fastify\/busboy$|@zip\.js\/zip\.js\/index-native\.js$|ipaddr\.js$|otpauth$|fontkit$|pdfkit$|uqr$|@cyclonedx\/cyclonedx-library$|@zxcvbn-ts\/|@simplewebauthn\/server$)/,
  },
  components: { folders: ["components", "domain"], packages: /^hono\/(?:jsx|html)$/ },
  db: {
    folders: ["db", "domain", "lib"],
    packages: /^(drizzle-orm|@libsql\/client|libsql$|node:(crypto|sqlite|fs\/promises)$)/,
  },
  routes: {
    folders: ["routes", "components", "db", "domain", "lib"],
    packages: /^(hono|zod$|@hono\/zod-validator$)/,
  },
};
/** A noun with several files is a folder, the same one in every layer. */
const NOUNS = [
  "accounts",
  "affiliates",
  "attention",
  "appointments",
  "audit",
  "certificates",
  "enrolment",
  "help",
  "inquiries",
  "loads",
  "mail",
  "medicines",
  "notices",
  "payments",
  "places",
  "programs",
  "providers",
  "reconciliation",
  "reporting",
  "staff",
  "statements",
  "system",
  "users",
];
/** Folders that are no noun of the business but parts of a layer itself. */
const FRAMES: Record<string, string[]> = {
  components: ["api", "modules", "parts", "threads"],
  db: ["backup", "commands", "demo", "doctor", "migrations", "schema"],
  domain: [],
  lib: ["codes", "config", "csv", "mail", "password", "pdf", "upload", "webhook", "xlsx"],
  routes: ["api", "entrance", "files", "guards", "papers"],
};
/** Folders of tests that mirror no folder of the code. */
const TEST_FOLDERS = ["attack", "browser", "faults", "std", "support", "whole"];
const MAX_FILES_A_FOLDER = 25;
/** Files that may cast, because the types of a library or of the runtime are incomplete. */
const AT_BOUNDARY = [
  "db/embedded_reader.ts",
  "db/question.ts",
  "lib/xlsx/exceljs_workbook.ts",
];
/** What Spanish sentences have, and neither names in the code nor English sentences. */
const SPANISH =
  /[áéíóúñ¿¡]|\b(?:al|archivos?|celda|con|de|del|desde|el|en|esta|fila|hoja|la|las|libro|los|más|ni|o|para|pero|por|que|sin|son|su|tiene|trae|un|una|y)\b/i;
/**
 * What would keep state from one request to the next, because it is made when the module is loaded.
 */
const CHANGING =
  /^(?:export )?(?:let |const [a-z]\w*[^=]*= \[\];|const .*= (?:create\w+\(|oneAtATime\(|new (?:Weak)?(?:Map|Set)\b.*\(\);))/m;
/** Lists of words that are read when they are first needed, and never change. */
const READ_ONCE = "lib/password/strength.ts";
const FORBIDDEN_FOLDERS = ["utils", "helpers", "services", "controllers", "types"];

Deno.test("imports go from main to routes, to components and db, to domain, and lib imports nobody", async () => {
  for (const source of await sources()) {
    const allowed = MAY_IMPORT[layerOf(source.path)];
    assert(allowed, source.path);
    const { files, packages } = importsOf(source);
    for (const file of files) {
      assert(allowed.folders.includes(layerOf(file)), `${source.path}: ${file}`);
    }
    for (const name of packages) {
      assert(allowed.packages.test(name), `${source.path}: ${name}`);
    }
  }
});

Deno.test("every layer has the same nouns as folders, and none of its own", async () => {
  for (const [layer, frames] of Object.entries(FRAMES)) {
    for await (const { name, isDirectory } of Deno.readDir(layer)) {
      const isKnown = frames.includes(name) || (layer !== "lib" && NOUNS.includes(name));
      assert(!isDirectory || isKnown, `${layer}/${name}`);
    }
  }
});

Deno.test("no folder has too many files to look over", async () => {
  const counts = Map.groupBy(await allSources(), ({ path }) => folderOf(path));
  for (const [folder, files] of counts) {
    assert(files.length <= MAX_FILES_A_FOLDER, `${folder}: ${files.length} files`);
  }
});

Deno.test("no two files import each other, however long the way round, types included", async () => {
  const found = await sources();
  assertEquals(
    circlesOf(new Map(found.map((source) => [source.path, importsOf(source).files]))),
    [],
  );
});

Deno.test("a circle of imports is found, and a path that does not come back is none", () => {
  const edges = new Map([["a", ["b"]], ["b", ["c", "a"]], ["c", []], ["d", ["a"]]]);
  assertEquals(circlesOf(edges), [["a", "b"]]);
});

Deno.test("no two folders of a layer import each other; its own files are the frame around them", async () => {
  const folders = new Map<string, string[]>();
  for (const source of await sources()) {
    const from = folderOf(source.path);
    const others = importsOf(source).files.map(folderOf).filter((to) =>
      to !== from && to.includes("/") && layerOf(to) === layerOf(from)
    );
    if (from.includes("/")) folders.set(from, [...folders.get(from) ?? [], ...others]);
  }
  assertEquals(circlesOf(folders), []);
});

Deno.test("a test lies where what it tests lies, and bears its name", async () => {
  const stems = new Map<string, string[]>();
  for (const { path } of await sources()) {
    stems.set(folderOf(path), [...stems.get(folderOf(path)) ?? [], stemOf(path)]);
  }
  for await (const { path } of sourcesIn(["tests"])) {
    const [, first = "", ...rest] = path.split("/");
    const isOther = rest.length === 0 || TEST_FOLDERS.includes(first) || path.includes("/support/");
    if (isOther) continue;
    const folder = folderOf(path).slice("tests/".length);
    const name = stemOf(path).replace(/_test$/, "");
    const isOfFile = stems.get(folder)?.some((stem) =>
      name === stem || name.startsWith(`${stem}_`)
    );
    assert(path.endsWith("_test.ts") && isOfFile, `${path}: nothing in ${folder} bears that name`);
  }
});

/** This many equal fields are no accident. */
const MIN_FIELDS = 4;

Deno.test("a row's type is written once: pages and the database take the types of the domain", async () => {
  const types = (await sources()).flatMap(typesIn);
  const of = (...layers: string[]) => types.filter(({ path }) => layers.includes(layerOf(path)));
  const found = [
    ...writtenAgain(of("components", "routes"), of("db", "domain"), MIN_FIELDS),
    ...writtenAgain(of("db"), of("domain"), MIN_FIELDS),
  ];
  assertEquals(found, []);
});

Deno.test("a type that is written again is found; one of several, or with fields of its own, is not", () => {
  const text = `type Mail = { id: number; to: string; by: { nit: string }; at: number | null };
type Row = {
  id: number;
  /** To whom: an address. */
  to: string;
  at: number | null;
  by: unknown;
};
type Key = { id: number; to: string } | { by: string; at: number };
type Shown = Pick<Mail, "id" | "to"> & {
  mail: Mail;
  at: number;
  by: string;
  isShown: boolean;
};
`;
  const [mail, ...others] = typesIn({ path: "a.ts", text });
  assertEquals(others.map(({ name, fields }) => [name, ...fields]), [
    ["Row", "id", "to", "at", "by"],
    ["Key"],
    ["Shown", "mail", "at", "by", "isShown"],
  ]);
  assert(mail);
  assertEquals(writtenAgain(others, [mail], MIN_FIELDS), ["a.ts Row: a.ts Mail"]);
});

Deno.test("what is exported is used by the code, not by tests alone", async () => {
  const found = [...await sources(), { path: "main.ts", text: await Deno.readTextFile("main.ts") }];
  const used = new Set(found.flatMap(namesImportedBy));
  for (const { path, text } of found) {
    if (used.has(`${path} *`)) continue;
    for (const [, name = ""] of text.matchAll(EXPORTED)) {
      const isUsedHere = text.match(new RegExp(`\\b${name}\\b`, "g"))?.length !== 1;
      assert(isUsedHere || used.has(`${path} ${name}`), `${path}: ${name}`);
    }
  }
});

const EXPORTED = /^export (?:async )?(?:function\*?|const|class) (\w+)/gm;

Deno.test("the domain and the components touch nothing: no clock, no environment, no network", async () => {
  for (const { path, text } of await sources()) {
    if (!["domain", "components"].includes(layerOf(path))) continue;
    assert(!/\bDeno\.|Date\.now\(|new Date\(\)|\bfetch\(|Math\.random|console\./.test(text), path);
  }
});

Deno.test("whatever is asked of payments is asked in one place, however it is answered", async () => {
  for (const { path, text } of await sources()) {
    if (layerOf(path) !== "routes" || path === "routes/payments/questions.ts") continue;
    assert(!/^import \{[^}]*\} from "[^"]*\/db\/payments\//m.test(text), path);
  }
});

Deno.test("the environment is read in one place", async () => {
  for (const { path, text } of await sources()) {
    const isRead = /\bDeno\.env\b|\bprocess\.env\b|node:process/.test(text);
    assert(path === "lib/config.ts" || !isRead, path);
  }
});

Deno.test("the library holds nothing that is shown: its faults are codes, their sentences the domain's", async () => {
  for (const { path, text } of await sources()) {
    if (layerOf(path) === "lib") assertEquals(spanishIn(text), [], path);
  }
});

Deno.test("a Spanish sentence in a text is found, with accents and without", () => {
  const found = [
    '"tiene una celda abierta"',
    "`pesa ${most} MB: divídalo`",
    '"no es un archivo CSV"',
  ];
  for (const text of found) assertEquals(spanishIn(`throw new Error(${text});`), [text]);
  const others = [
    '"a header is one line"',
    '"language-es-es"',
    "/[áé]/ // más de la cuenta",
    '"xl/"',
  ];
  for (const text of others) assertEquals(spanishIn(`judge(${text});`), []);
});

Deno.test("no module keeps state: what changes is made by a function", async () => {
  for (const { path, text } of await sources()) {
    assert(!CHANGING.test(text) || path === READ_ONCE, path);
  }
});

/** Sends again, word for word, what was drawn and escaped before. */
const KEEPS_MARKUP = "routes/kept_view.ts";

Deno.test("no markup goes out unescaped", async () => {
  for (const { path, text } of await sources()) {
    assert(
      path === KEEPS_MARKUP || !/(?<!\.)\braw\(|dangerouslySetInnerHTML|\.innerHTML/.test(text),
      path,
    );
    const taken = /import (.*) from "hono\/html"/.exec(text)?.[1] ?? "{ html }";
    assert(!path.startsWith("components/") || taken === "{ html }", `${path}: ${taken}`);
  }
});

Deno.test("types are not cast away", async () => {
  for (const { path, text } of await sources()) {
    const code = text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
    const casts = code.match(/\bas (?!const\b)[A-Z{u]\w*/g) ?? [];
    assert(casts.length === 0 || AT_BOUNDARY.includes(path), `${path}: ${casts}`);
  }
});

Deno.test("no TODO is left in the code", async () => {
  for (const { path, text } of await sources()) {
    assert(!/\b(TODO|FIXME|XXX|HACK)\b/.test(text), path);
  }
});

Deno.test("no folder is a drawer for everything", async () => {
  for await (const entry of Deno.readDir(".")) {
    assert(!FORBIDDEN_FOLDERS.includes(entry.name), entry.name);
  }
});

async function sources(): Promise<Source[]> {
  return await Array.fromAsync(sourcesIn(Object.keys(MAY_IMPORT)));
}

async function allSources(): Promise<Source[]> {
  return [...await sources(), ...await Array.fromAsync(sourcesIn(["bench", "tests"]))];
}

/** The texts of a source, but not its comments and the names of its imports, that are Spanish. */
function spanishIn(text: string): string[] {
  const code = text.replace(
    /^\s*(?:\/\*\*?|\*|\/\/).*| \/\/ .*|\b(?:from|import)\(? ?"[^"]+"/gm,
    "",
  );
  const texts = code.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [];
  return texts.filter((one) => SPANISH.test(one.replace(/\$\{[^}]*\}/g, "")));
}

/** `db/loads/undo.ts` is of the layer `db`. */
function layerOf(path: string): string {
  return path.split("/")[0] ?? "";
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.tsx?$/, "");
}
