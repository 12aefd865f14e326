import { assert } from "@std/assert";

/** What each folder may import (docs/architecture.md); packages by the beginning of their name. */
const MAY_IMPORT: Record<string, { folders: string[]; packages: RegExp }> = {
  domain: { folders: ["domain"], packages: /^zod$/ },
  lib: {
    folders: ["lib"],
    packages:
      /^(node:|zod$|jose$|exceljs$|nodemailer$|papaparse$|hash-wasm$|saxes$|@fastify\/busboy$|otpauth$|uqr$|@zxcvbn-ts\/|@simplewebauthn\/server$)/,
  },
  components: { folders: ["components", "domain"], packages: /^hono\/jsx$/ },
  db: { folders: ["db", "domain", "lib"], packages: /^(drizzle-orm|@libsql\/client|node:crypto$)/ },
  routes: {
    folders: ["routes", "components", "db", "domain", "lib"],
    packages: /^(hono|zod$|@hono\/zod-validator$)/,
  },
};
const IMPORT = / from "([^"]+)"(?: with .*)?;$|import\("([^"]+)"\)/gm;
const LONGEST_FILE = 250;
/** Where the types of a library or of the runtime know less than we do. */
const AT_BOUNDARY = ["lib/xlsx_writer.ts", "lib/password.ts"];
const FORBIDDEN_FOLDERS = ["utils", "helpers", "services", "controllers", "types"];

type Source = { path: string; folder: string; text: string };

Deno.test("imports follow the arrows: main, routes, components and db, domain; lib by itself", async () => {
  for (const { path, folder, text } of await sources()) {
    const allowed = MAY_IMPORT[folder];
    assert(allowed, path);
    for (const [, imported, lazily] of text.matchAll(IMPORT)) {
      const specifier = imported ?? lazily ?? "";
      if (specifier.startsWith(".")) {
        const [target = ""] = new URL(specifier, `file:///${path}`).pathname.slice(1).split("/");
        assert(allowed.folders.includes(target), `${path}: ${specifier}`);
      } else assert(allowed.packages.test(specifier), `${path}: ${specifier}`);
    }
  }
});

Deno.test("the domain and the components touch nothing: no clock, no environment, no network", async () => {
  for (const { path, folder, text } of await sources()) {
    if (folder !== "domain" && folder !== "components") continue;
    assert(!/\bDeno\.|Date\.now\(|new Date\(\)|\bfetch\(|Math\.random|console\./.test(text), path);
  }
});

Deno.test("the environment is read in one place", async () => {
  for (const { path, text } of await sources()) {
    assert(path === "lib/config.ts" || !text.includes("Deno.env"), path);
  }
});

Deno.test("no markup goes out unescaped", async () => {
  for (const { path, text } of await sources()) {
    assert(!/(?<!\bsql\.)\braw\(|dangerouslySetInnerHTML|\.innerHTML/.test(text), path);
  }
});

Deno.test("types are not talked away", async () => {
  for (const { path, text } of await sources()) {
    const code = text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
    const casts = code.match(/\bas (?!const\b)[A-Z{u]\w*/g) ?? [];
    assert(casts.length === 0 || AT_BOUNDARY.includes(path), `${path}: ${casts}`);
  }
});

Deno.test("files are short", async () => {
  for (const { path, text } of await sources()) {
    const lines = text.split("\n").length;
    assert(lines <= LONGEST_FILE, `${path}: ${lines} lines`);
  }
});

Deno.test("nothing is put off in the code", async () => {
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
  const found: Source[] = [];
  for (const folder of Object.keys(MAY_IMPORT)) await collect(folder, folder, found);
  return found;
}

/** Folders inside a folder (`routes/staff`) are of it. */
async function collect(folder: string, place: string, found: Source[]): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(place)) {
    const path = `${place}/${name}`;
    if (isDirectory) await collect(folder, path, found);
    else if (/\.tsx?$/.test(name)) {
      found.push({ path, folder, text: await Deno.readTextFile(path) });
    }
  }
}
