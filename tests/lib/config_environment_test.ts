import { assertEquals, assertStringIncludes } from "@std/assert";

const CONFIG = new URL("../../lib/config.ts", import.meta.url).href;
const EPS = new URL("../../domain/eps.ts", import.meta.url).href;
const DENO_JSON = new URL("../../deno.json", import.meta.url).pathname;

const SCRIPT = `
import { epsIdentity } from "${EPS}";
import { ConfigError, readConfig, readEnvironment } from "${CONFIG}";
try {
  const { port, eps, mail } = await readConfig(await readEnvironment());
  console.log(JSON.stringify({ port, name: epsIdentity(eps).name, outbox: mail.url }));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.log(error.message);
}
`;

/** What a process of its own reads in a folder with this `.env`. */
async function readIn(dotEnv: string | undefined, env: Record<string, string> = {}) {
  const cwd = await Deno.makeTempDir({ prefix: "zona-ser-" });
  try {
    await Deno.writeTextFile(`${cwd}/script.ts`, SCRIPT);
    if (dotEnv !== undefined) await Deno.writeTextFile(`${cwd}/.env`, dotEnv);
    const args = ["run", "-A", "--no-check", "--quiet", `--config=${DENO_JSON}`, "script.ts"];
    const secret = { SESSION_SECRETS: "a secret of thirty-two bytes or more" };
    const command = new Deno.Command(Deno.execPath(), { args, cwd, env: { ...secret, ...env } });
    const { stdout, stderr } = await command.output();
    return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

Deno.test("the environment is read without a .env", async () => {
  const read = await readIn(undefined, { PORT: "9001" });
  assertEquals(JSON.parse(read), { port: 9001, name: "Mutual Ser", outbox: "file:data/outbox" });
});

Deno.test("a .env is read, and the environment goes before it", async () => {
  const dotEnv = 'PORT=9002\nEPS_NAME="Nueva EPS"\n# a comment\nMAIL_URL=file:mails\n';
  const read = await readIn(dotEnv, { PORT: "9003" });
  assertEquals(JSON.parse(read), { port: 9003, name: "Nueva EPS", outbox: "file:mails" });
});

Deno.test("an unknown setting in .env stops the start and is named", async () => {
  const read = await readIn("PORT=9002\nDATABSE_URL=file:x.db\n");
  assertStringIncludes(read, "DATABSE_URL: is not a setting (DATABASE_URL?)");
  assertEquals(read.trim().split("\n").length, 1);
});
