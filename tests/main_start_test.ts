import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { command, readUntil, ROOT, temporaryFolder } from "./db/support/process.ts";
import { freePort } from "./support/free_port.ts";

/**
 * Each costs about a third of a millisecond at every start, before anybody is answered. Where a change
 * passes this, what it needs later belongs into a file that the entrance does not import.
 */
const MAX_MODULES = 65;
/** Any other package, and whatever the runtime has of Node, costs as much as thirty of our modules. */
const PACKAGES = [
  "hono",
  "hono/compress",
  "hono/html",
  "hono/jsx/jsx-runtime",
  "hono/route",
  "hono/serve-static",
];

Deno.test("before the first answer few modules are read: the rest of the portal comes after it", async () => {
  const graph = await graphOf("main.ts");
  const own = [...reachedFrom("main.ts", graph)].filter((path) => !path.includes(":"));
  assert(own.includes("routes/entrance/entrance.ts"));
  assert(own.length <= MAX_MODULES, `${own.length} modules:\n${own.sort().join("\n")}`);
});

Deno.test("before the first answer no package is read but Hono, and nothing of Node", async () => {
  const graph = await graphOf("main.ts", { lazily: false });
  const others = [...reachedFrom("main.ts", graph)].filter((path) => path.includes(":"));
  const names = others.map((name) => name.replace(/^npm:\/?/, "").replace(/@[\d.]+/, ""));
  assertEquals(names.sort(), PACKAGES);
});

Deno.test("the first page is answered while the database is not; where it fails, the process ends with one line", async () => {
  await using folder = await temporaryFolder();
  // Whoever connects waits for ever.
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const waiting: Deno.Conn[] = [];
  const taking = (async () => {
    for await (const connection of silent) waiting.push(connection);
  })();
  const port = freePort();
  const process = command("main.ts", ["--listen"], {
    DATABASE_URL: `http://127.0.0.1:${silent.addr.port}`,
    SESSION_SECRETS: "a secret of thirty-two bytes or more",
    MAIL_URL: `file:${folder.path}/outbox`,
    PORT: String(port),
  }).spawn();
  const page = await firstAnswer(`http://127.0.0.1:${port}/zona-ser`, process);
  assertStringIncludes(page, "Inicio de Sesión");
  silent.close();
  await taking;
  for (const connection of waiting) connection.close();
  const log = await readUntil(process.stderr, () => false);
  const [line = "", ...more] = log.trim().split("\n").filter((one) => !one.startsWith("{"));
  assertMatch(line, /^DATABASE_URL: cannot be opened: /);
  assertEquals([more, (await process.status).code], [[], 1]);
  await process.stdout.cancel();
});

Deno.test("the modules of a graph are reached through one another, and the portal's are many more", async () => {
  const graph = new Map([["a.ts", ["b.ts"]], ["b.ts", ["c.ts", "a.ts"]], ["d.ts", []]]);
  assert([...reachedFrom("a.ts", graph)].join() === "a.ts,b.ts,c.ts");
  const whole = await graphOf("routes/app.tsx");
  assert(reachedFrom("routes/app.tsx", whole).size > 2 * MAX_MODULES);
});

Deno.test("a part of the portal that cannot be read ends the process with one line", async () => {
  await using folder = await temporaryFolder();
  const { imports, compilerOptions } = JSON.parse(await Deno.readTextFile(`${ROOT}/deno.json`));
  const staff = new URL("../routes/staff.ts", import.meta.url).href;
  const missing = { [staff]: `file://${folder.path}/missing.ts` };
  const config = { imports: { ...imports, ...missing }, compilerOptions };
  await Deno.writeTextFile(`${folder.path}/deno.json`, JSON.stringify(config));
  const places = [`--config=${folder.path}/deno.json`, `--lock=${ROOT}/deno.lock`];
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", ...places, "main.ts", "--listen"],
    cwd: ROOT,
    env: {
      DATABASE_URL: `file:${folder.path}/zona-ser.db`,
      MAIL_URL: `file:${folder.path}/outbox`,
      PORT: String(freePort()),
    },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const announced = await readUntil(process.stdout, (said) => said.includes("\n"));
  if (announced !== "") process.kill("SIGKILL");
  assertEquals(announced, "");
  const said = await readUntil(process.stderr, () => false);
  assertMatch(said, /^No se pudo terminar: Module not found .*missing\.ts.*\n$/);
  assertEquals((await process.status).code, 1);
});

type Graph = Map<string, string[]>;
type Info = {
  modules: {
    specifier: string;
    dependencies?: { code?: { specifier?: string }; isDynamic?: boolean }[];
  }[];
};

/** What an address answers as soon as the process listens there. */
async function firstAnswer(url: string, { status }: Deno.ChildProcess): Promise<string> {
  const ended = status.then(() => "ended");
  const running = Promise.resolve("running");
  while (await Promise.race([ended, running]) === "running") {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return await answer.text();
  }
  throw new Error("the process ended before it answered");
}

/** What each module imports when it is run, lazily too unless told; files of ours by their path. */
async function graphOf(path: string, { lazily = true } = {}): Promise<Graph> {
  const args = ["info", "--json", path];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
  const { modules }: Info = JSON.parse(new TextDecoder().decode(stdout));
  const top = new URL("..", import.meta.url).href;
  const short = (specifier: string) => specifier.replace(top, "");
  return new Map(modules.map(({ specifier, dependencies = [] }) => [
    short(specifier),
    dependencies.flatMap(({ code, isDynamic = false }) =>
      code?.specifier && (lazily || !isDynamic) ? [short(code.specifier)] : []
    ),
  ]));
}

function reachedFrom(start: string, graph: Graph): Set<string> {
  const reached = new Set([start]);
  for (const path of reached) for (const next of graph.get(path) ?? []) reached.add(next);
  return reached;
}
