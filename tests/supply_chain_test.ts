import { assert, assertEquals, assertMatch } from "@std/assert";

type DenoJson = {
  imports: Record<string, string>;
  tasks: Record<string, { command: string }>;
  lock: { frozen: boolean };
  minimumDependencyAge: string;
  allowScripts?: unknown;
  nodeModulesDir?: unknown;
};
type Lock = { npm: Record<string, { integrity?: string; scripts?: boolean }> };

/** The oldest versions without a known hole that affects the portal. */
const FLOORS: Record<string, string> = {
  "hono": "4.13.7",
  "jose": "4.15.5",
  "drizzle-orm": "0.45.2",
  "zod": "3.22.3",
  "ws": "8.17.1",
  "tmp": "0.2.4",
};

Deno.test("K1: the lockfile is frozen, every version is exact and none is younger than five days", async () => {
  const config = await readConfig();
  assertEquals([config.lock.frozen, config.minimumDependencyAge], [true, "P5D"]);
  for (const [name, target] of Object.entries(config.imports)) {
    if (target.startsWith("./")) continue;
    assertMatch(target, /^npm:\/?(@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+[\w.-]*\/?$/, name);
  }
  for (const { command } of Object.values(config.tasks)) {
    for (const [used] of command.matchAll(/npm:\S+/g)) assertMatch(used, /@\d+\.\d+\.\d+/);
  }
});

Deno.test("K1: every package in the lockfile has its hash, and comes from npm", async () => {
  const lock = await readLock();
  assert(Object.keys(lock.npm).length > 50);
  for (const [name, { integrity }] of Object.entries(lock.npm)) {
    assertMatch(integrity ?? "", /^sha512-[\w+/]{86}==$/, name);
  }
  const text = await Deno.readTextFile("deno.lock");
  assertEquals([...text.matchAll(/https?:\/\/[^"\s]+/g)].map(([url]) => url), []);
});

Deno.test("K1: no package may run a script of its own when it is installed", async () => {
  const { allowScripts, nodeModulesDir } = await readConfig();
  assertEquals([allowScripts, nodeModulesDir], [undefined, undefined]);
});

Deno.test("K1: every package stands at or above the last version with a known hole", async () => {
  const { npm } = await readLock();
  for (const [name, floor] of Object.entries(FLOORS)) {
    const found = Object.keys(npm).filter((key) => key.startsWith(`${name}@`));
    assert(found.length > 0, `${name} is not in the lockfile`);
    for (const key of found) {
      const version = /@(\d+\.\d+\.\d+)/.exec(key.slice(name.length))?.[1] ?? "0.0.0";
      assert(compare(version, floor) >= 0, `${key} is older than ${floor}`);
    }
  }
});

Deno.test("K2: no file of the repository holds a secret", async () => {
  const patterns = [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    /\beyJ[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}/,
    /\bzs_[\w-]{32}\b/,
    /\bAKIA[0-9A-Z]{16}\b/,
    /\bgh[pousr]_\w{36}\b/,
    /^SESSION_SECRETS=\S+/m,
    // What the portal keeps beside a database as its own secret.
    /^[0-9a-f]{64}\s*$/,
    /^DATABASE_AUTH_TOKEN=\S+/m,
    /smtps?:\/\/[^\s\/@:"'`${}]+:[^\s@"'`${}]+@(?![\w.-]*(example|localhost|host:587))/,
  ];
  let files = 0;
  for await (const path of repositoryFiles(".")) {
    files++;
    const text = await Deno.readTextFile(path);
    for (const pattern of patterns) assert(!pattern.test(text), `${path}: ${pattern}`);
  }
  assert(files > 200, `${files} files`);
});

Deno.test("K3: tasks name what they may touch; only tests and the writer of migrations may touch all", async () => {
  const { tasks } = await readConfig();
  for (const [name, { command }] of Object.entries(tasks)) {
    if (!/\bmain\.ts|\bdb\/[\w/]+\.ts\b/.test(command) || name === "db:generate") continue;
    assert(!/ -A\b|--allow-all/.test(command), name);
    assertEquals(command.match(/--allow-\w+/g), FLAGS, name);
  }
});

const FLAGS = ["net", "read", "write", "env", "ffi", "sys"].map((name) => `--allow-${name}`);
const SKIPPED = /^\.\/(\.git|data|coverage|node_modules|\.env$)|\.(png|db|ico|woff2?)$/;

async function* repositoryFiles(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (SKIPPED.test(path)) continue;
    if (isDirectory) yield* repositoryFiles(path);
    else if (isFile) yield path;
  }
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number));
  const places = (left ?? []).map((part, index) => part - (right?.[index] ?? 0));
  return places.find((difference) => difference !== 0) ?? 0;
}

async function readConfig(): Promise<DenoJson> {
  return JSON.parse(await Deno.readTextFile("deno.json"));
}

async function readLock(): Promise<Lock> {
  return JSON.parse(await Deno.readTextFile("deno.lock"));
}
