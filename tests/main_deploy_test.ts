import { assertEquals, assertMatch } from "@std/assert";
import { openDatabase } from "../db/client.ts";
import { migrateDatabase } from "../db/migrate.ts";
import { startSqld } from "./db/support/sqld.ts";
import { freePort } from "./support/free_port.ts";

const REMOTE = {
  MAIL_URL: "smtp://127.0.0.1:9",
  SESSION_SECRETS: "a secret of thirty-two bytes or more",
  DENO_DEPLOY: "1",
};
const PORT = /^Zona Ser: http:\/\/localhost:(\d+)/;
/** The release that Deno Deploy names; undefined where npm cannot bring it. */
const OLD_DENO = await pathOfDeno("2.5.0");

Deno.test({
  name: "the portal starts as Deno Deploy starts it, on Deno 2.5.0 (skipped where npm has it not)",
  ignore: OLD_DENO === undefined,
  async fn() {
    await using sqld = await startSqld();
    const db = await openDatabase({ url: sqld.url });
    await migrateDatabase(db);
    db.$client.close();
    const process = start(OLD_DENO ?? "", {
      ...REMOTE,
      DATABASE_URL: sqld.url,
      PORT: String(freePort()),
    });
    const said = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const [, port] = PORT.exec((await said.read()).value ?? "") ?? [];
    for (const path of ["/ready", "/", "/zona-ser", "/static/app.css"]) {
      const answer = await fetch(`http://localhost:${port}${path}`);
      assertEquals(answer.status, 200, path);
      await answer.body?.cancel();
    }
    await said.cancel();
    process.kill("SIGINT");
    assertEquals((await process.status).code, 0);
    await process.stderr.cancel();
  },
});

Deno.test("on Deno Deploy a forgotten database stops the start with one line", async () => {
  const process = start(Deno.execPath(), { ...REMOTE, DATABASE_URL: "" });
  const { code, stderr } = await process.output();
  assertEquals(code, 1);
  assertMatch(new TextDecoder().decode(stderr), /^DATABASE_URL: .* Deno Deploy, .*\n$/);
});

function start(deno: string, env: Record<string, string>): Deno.ChildProcess {
  return new Deno.Command(deno, {
    args: ["run", "-A", "main.ts", "--listen"],
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
