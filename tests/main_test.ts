import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { openDatabase } from "../db/client.ts";
import { migrateDatabase } from "../db/migrate.ts";
import { freePort } from "./support/free_port.ts";
import { encodingOf } from "./support/programs/encoding.ts";
import { assertShort } from "./lib/support/duration.ts";

/** An answer to a program that the sweep of what is spent cannot remove. */
const SPENT_THAT_STAYS = `
  INSERT INTO idempotency_keys (scope, key, request_sha256, created_at) VALUES ('a', 'b', 'c', 0);
  CREATE TRIGGER stays BEFORE DELETE ON idempotency_keys BEGIN SELECT RAISE(ABORT, 'stays'); END;`;

type Started = { process: Deno.ChildProcess; origin: string; said: string };

const FLAGS = [
  "--allow-net",
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-ffi",
  "--allow-sys",
];

Deno.test("D9: the server starts on a new file, answers, compressed if asked, and ends with 0 on SIGTERM, stuck client or not", async () => {
  await inFolder(async (folder) => {
    let running: Started | undefined = await start(folder);
    const { origin } = running;
    const health = await fetch(`${origin}/health`);
    assertEquals(await health.text(), "ok");
    const home = await fetch(origin);
    assertStringIncludes(await home.text(), "Quiénes somos");
    for (const encoding of ["gzip", "br", "identity"]) {
      const expected = encoding === "identity" ? undefined : encoding;
      assertEquals(await encodingOf(origin, encoding), expected);
    }
    await assertShort(4000, async () => {
      const server = running ?? await start(folder);
      running = undefined;
      return await stopWithStuckClient(server);
    });
  });
});

Deno.test("a database is for its own user alone, and a clean stop leaves nothing in its log", async () => {
  await inFolder(async (folder) => {
    const { process, origin } = await start(folder);
    await (await fetch(`${origin}/ready`)).body?.cancel();
    const modes = ["", "-wal", "-shm"].map(async (end) =>
      ((await Deno.stat(`${folder}/zona-ser.db${end}`)).mode ?? 0) & 0o777
    );
    assertEquals(await Promise.all(modes), [0o600, 0o600, 0o600]);
    process.kill("SIGTERM");
    assertEquals((await process.status).code, 0);
    await process.stderr.cancel();
    const log = await Deno.stat(`${folder}/zona-ser.db-wal`).catch(() => undefined);
    assertEquals(log?.size ?? 0, 0);
  });
});

Deno.test("an hourly job that fails does not keep the head of the audit chain out of the log", async () => {
  await inFolder(async (folder) => {
    const db = await openDatabase({ url: `file:${folder}/zona-ser.db` });
    await migrateDatabase(db);
    await db.$client.executeMultiple(SPENT_THAT_STAYS);
    db.$client.close();
    const process = command(folder, { PORT: String(freePort()) }).spawn();
    const wanted = ['"event":"background"', '"event":"audit head"'];
    let log = "";
    for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
      log += text;
      if (wanted.every((event) => log.includes(event))) break;
    }
    for (const event of wanted) assertStringIncludes(log, event);
    process.kill("SIGTERM");
    assertEquals((await process.status).code, 0);
    await process.stdout.cancel();
  });
});

Deno.test("the demo starts in an empty folder and says how to sign in; start refuses its database", async () => {
  await inFolder(async (folder) => {
    const { process, origin, said } = await start(folder, "--demo", "(para probar el registro)");
    assertStringIncludes(said, "usuario 999000011, contraseña tres tigres comen trigo");
    const form = { tipo: "prestador", usuario: "999000011", contrasena: "tres tigres comen trigo" };
    const answer = await fetch(`${origin}/zona-ser`, {
      method: "POST",
      headers: { origin },
      body: new URLSearchParams(form),
      redirect: "manual",
    });
    assertEquals([answer.status, answer.headers.get("location")], [303, "/portal"]);
    await answer.body?.cancel();
    process.kill("SIGINT");
    assertEquals((await process.status).code, 0);
    await process.stderr.cancel();
    const refused = await command(folder, { DATABASE_URL: `file:${folder}/data/demo.db` }).output();
    assertMatch(new TextDecoder().decode(refused.stderr), /^DATABASE_URL: .*demo/);
    assert(refused.code !== 0);
  });
});

Deno.test("a bad setting stops the start with one line that names it", async () => {
  const cases: Record<string, string>[] = [
    { PORT: "ocho mil" },
    { BASE_URL: "https://portal.example/camino" },
    { DATABASE_URL: "http://db.example" },
    { SESSION_SECRETS: "corta" },
    { MAIL_URL: "ftp://x" },
    { MAIL_URL: "file:/proc/outbox" },
    { EPS_NIT: "806008394" },
    { EPS_NIT: "806008394-1" },
  ];
  await inFolder(async (folder) => {
    await Promise.all(cases.map(async (setting) => {
      const { code, stderr, stdout } = await command(folder, setting).output();
      const [name = ""] = Object.keys(setting);
      const lines = new TextDecoder().decode(stderr).trim().split("\n");
      assert(code !== 0);
      assertEquals([lines.length, stdout.length], [1, 0], lines.join("\n"));
      assertMatch(lines[0] ?? "", new RegExp(`^${name}: `));
    }));
  });
});

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-main-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Ends the server while a client has sent half a request; answers how long it took. */
async function stopWithStuckClient({ process, origin }: Started): Promise<number> {
  const stuck = await Deno.connect({ hostname: "127.0.0.1", port: Number(new URL(origin).port) });
  const request = "POST /zona-ser HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx";
  await stuck.write(new TextEncoder().encode(request));
  process.kill("SIGTERM");
  const asked = performance.now();
  const { code } = await process.status;
  assertEquals(code, 0);
  const tookMs = performance.now() - asked;
  stuck.close();
  await process.stderr.cancel();
  return tookMs;
}

/** Starts the server in a folder of its own and waits until it has said `until`. */
async function start(folder: string, mode = "--listen", until = "\n"): Promise<Started> {
  const port = freePort();
  const settings = { PORT: String(port), BASE_URL: `http://localhost:${port}` };
  const process = command(folder, settings, mode).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!said.includes(until)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the server ended: ${said}`);
    said += value;
  }
  await reader.cancel();
  return { process, origin: `http://localhost:${port}`, said };
}

function command(folder: string, env: Record<string, string>, mode = "--listen"): Deno.Command {
  const repository = new URL("../", import.meta.url).pathname;
  return new Deno.Command(Deno.execPath(), {
    args: ["run", `--config=${repository}deno.json`, ...FLAGS, `${repository}main.ts`, mode],
    cwd: folder,
    env: { DATABASE_URL: `file:${folder}/zona-ser.db`, MAIL_URL: `file:${folder}/outbox`, ...env },
    stdout: "piped",
    stderr: "piped",
  });
}
