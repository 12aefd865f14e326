import { assert, assertEquals, assertMatch } from "@std/assert";
import { globSync } from "node:fs";
import { openDatabase } from "../db/client.ts";
import { migrateDatabase } from "../db/migrate.ts";
import { temporaryFolder } from "./db/support/process.ts";
import { startSqld } from "./db/support/sqld.ts";
import { freePort } from "./support/free_port.ts";
import { memoryOf } from "./support/memory.ts";
import { importsOf, sourcesIn } from "./support/sources.ts";
import { startCollector } from "./support/telemetry/collector.ts";

const REMOTE = {
  MAIL_URL: "smtp://127.0.0.1:9",
  SESSION_SECRETS: "a secret of thirty-two bytes or more",
  DENO_DEPLOY: "1",
  // Lets this older Deno start here without packages that only other tests need.
  DENO_UNSTABLE_NPM_LAZY_CACHING: "1",
};
/** Without a flag for its packages: each Deno installs what the same one asks for at a start. */
const INSTALL = "deno install --frozen --entrypoint ";
const PORT = /^Zona Ser: http:\/\/localhost:(\d+)/;
/** The platform's disk may not be written to; its timers are there without a flag. */
const WITHOUT_DISK = ["--allow-net", "--allow-read", "--allow-env", "--unstable-cron"];
/** The least that the platform has given so far; deno.json asks for more. */
const LEAST_MEMORY = 512 * 1024 * 1024;
/** Addresses that open an account or say what is looked for; none of it may leave in a trace. */
const SECRET = "c2VjcmV0LW9mLWEtbGluaw";
const SECRET_ADDRESSES = ["/activar?", "/clave?", "/invitacion?", "/buscar?q="];
/** The release that Deno Deploy names; undefined where npm cannot bring it. */
const OLD_DENO = await pathOfDeno("2.5.0");

Deno.test({
  name:
    "the portal starts as Deno Deploy starts it, without a disk, within its memory and traced, on Deno 2.5.0 (skipped where npm has it not)",
  ignore: OLD_DENO === undefined,
  async fn() {
    await using sqld = await startSqld();
    const db = await openDatabase({ url: sqld.url });
    await migrateDatabase(db);
    db.$client.close();
    await using collector = startCollector();
    const settings = { DATABASE_URL: sqld.url, PORT: String(freePort()) };
    const environment = { ...REMOTE, ...settings, ...collector.env };
    const process = start(OLD_DENO ?? "", environment, WITHOUT_DISK);
    const said = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const [, port] = PORT.exec((await said.read()).value ?? "") ?? [];
    for (const path of ["/ready", "/", "/zona-ser", "/static/app.css", "/registro", "/clave"]) {
      const answer = await fetch(`http://localhost:${port}${path}`);
      assertEquals(answer.status, 200, path);
      await answer.body?.cancel();
    }
    for (const address of SECRET_ADDRESSES) {
      const answer = await fetch(`http://localhost:${port}${address}${SECRET}`, {
        redirect: "manual",
      });
      await answer.body?.cancel();
      await collector.spanOf(`GET ${/^[^?]+/.exec(address)}`);
    }
    const { peak } = await memoryOf(process.pid);
    assert(peak < LEAST_MEMORY, `${peak} bytes`);
    await said.cancel();
    process.kill("SIGINT");
    assertEquals((await process.status).code, 0);
    await process.stderr.cancel();
    for (const text of collector.exported) {
      assert(!text.includes(SECRET) && !/url\.(?:full|path|query)/.test(text), text);
    }
  },
});

Deno.test("on Deno Deploy a forgotten database stops the start with one line", async () => {
  const process = start(Deno.execPath(), { ...REMOTE, DATABASE_URL: "" });
  const { code, stderr } = await process.output();
  assertEquals(code, 1);
  assertMatch(new TextDecoder().decode(stderr), /^DATABASE_URL: .* Deno Deploy, .*\n$/);
});

Deno.test("a variable that was meant to be a setting is named before the start is refused without it", async () => {
  const process = start(Deno.execPath(), { ...REMOTE, DATABSE_URL: "libsql://a.turso.example" });
  const { code, stderr } = await process.output();
  const [warning = "", refusal] = new TextDecoder().decode(stderr).split("\n");
  const { event, name, meant } = JSON.parse(warning);
  assertEquals([event, name, meant], ["not a setting", "DATABSE_URL", "DATABASE_URL"]);
  assertMatch(refusal ?? "", /^DATABASE_URL: /);
  assertEquals(code, 1);
});

Deno.test("what is deployed are the packages that the portal imports, and none of its tests", async () => {
  const { deploy, unstable } = JSON.parse(await Deno.readTextFile("deno.json"));
  assert(deploy.install.startsWith(INSTALL), deploy.install);
  assertEquals(unstable, ["npm-lazy-caching"]);
  const entrypoints = deploy.install.slice(INSTALL.length).split(" ");
  const installed = await packagesReachedFrom(
    entrypoints.flatMap((path: string) => globSync(path)),
  );
  const imported = new Set<string>();
  for await (const source of sourcesIn(["routes", "components", "db", "domain", "lib"])) {
    if (source.path === FOR_A_RELEASE) continue;
    for (const name of importsOf(source).packages) imported.add(nameOf(name));
  }
  const missing = [...imported].filter((name) => !name.startsWith("node:") && !installed.has(name));
  const idle = [...installed].filter((name) => !imported.has(name) && !name.startsWith("@types/"));
  assertEquals({ missing, idle }, { missing: [], idle: [] });
});

/** Writes the list of parts; whoever makes a release runs it, the portal never does. */
const FOR_A_RELEASE = "lib/sbom.ts";

/** The packages that these files import, and all files of ours that they reach. */
async function packagesReachedFrom(paths: string[]): Promise<Set<string>> {
  await using folder = await temporaryFolder();
  const all = `${folder.path}/all.ts`;
  const lines = paths.map((path) => `import ${JSON.stringify(`file://${Deno.cwd()}/${path}`)};`);
  await Deno.writeTextFile(all, lines.join("\n"));
  const args = ["info", "--json", "--config=deno.json", all];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
  const { modules }: { modules: { specifier: string; error?: string }[] } = JSON.parse(
    new TextDecoder().decode(stdout),
  );
  assertEquals(modules.flatMap(({ error }) => error ?? []), []);
  return new Set(
    modules.filter(({ specifier }) => specifier.startsWith("npm:")).map(({ specifier }) =>
      nameOf(specifier.replace(/^npm:\/?/, ""))
    ),
  );
}

/** `@libsql/client@0.18.0/web` lies in `@libsql/client`. */
function nameOf(specifier: string): string {
  return /^(@[^/]+\/)?[^/@]+/.exec(specifier)?.[0] ?? specifier;
}

function start(
  deno: string,
  env: Record<string, string>,
  permissions = ["-A"],
): Deno.ChildProcess {
  return new Deno.Command(deno, {
    args: ["run", "--no-prompt", ...permissions, "main.ts", "--listen"],
    env: { NO_COLOR: "1", ...env },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function pathOfDeno(version: string): Promise<string | undefined> {
  const args = ["-y", `deno@${version}`, "eval", "console.log(Deno.execPath())"];
  try {
    const { success, stdout } = await new Deno.Command("npx", { args, stderr: "null" }).output();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
