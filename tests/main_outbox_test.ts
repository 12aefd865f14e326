import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Db, openDatabase } from "../db/client.ts";
import { migrateDatabase } from "../db/migrate.ts";
import { enqueueMails } from "./db/support/mails.ts";
import { aMail, countMails } from "./db/support/mails.ts";
import { smtpServer } from "./support/smtp_server.ts";
import { freePort } from "./support/free_port.ts";
import { assertShort } from "./lib/support/duration.ts";

/** A folder with a database in which mails wait, gone with the test. */
async function withMails(count: number) {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-outbox-" });
  const db = await openDatabase({ url: `file:${folder}/zona-ser.db` });
  await migrateDatabase(db);
  await enqueueMails(db, Array.from({ length: count }, (_, index) => aMail(index)), Date.now());
  return {
    folder,
    db,
    async [Symbol.asyncDispose]() {
      db.$client.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function start(folder: string, mailUrl: string): Deno.ChildProcess {
  const repository = new URL("../", import.meta.url).pathname;
  return new Deno.Command(Deno.execPath(), {
    args: ["run", `--config=${repository}deno.json`, "-A", `${repository}main.ts`, "--listen"],
    cwd: folder,
    env: {
      DATABASE_URL: `file:${folder}/zona-ser.db`,
      MAIL_URL: mailUrl,
      PORT: String(freePort()),
    },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Stops the server as a supervisor does; answers its exit code and how long it took. */
async function stop(process: Deno.ChildProcess): Promise<{ code: number; tookMs: number }> {
  const asked = performance.now();
  process.kill("SIGTERM");
  const [{ code }] = await Promise.all([
    process.status,
    process.stdout.cancel(),
    process.stderr.cancel(),
  ]);
  return { code, tookMs: performance.now() - asked };
}

async function leasedMails(db: Db): Promise<number> {
  const sql = "SELECT count(*) AS count FROM outbox_mails WHERE claimed_until IS NOT NULL";
  return Number((await db.$client.execute(sql)).rows[0]?.count);
}

Deno.test("the server sends what waits in the outbox as soon as it starts", async () => {
  await using waiting = await withMails(5);
  await using server = await smtpServer();
  const process = start(waiting.folder, server.url);
  await server.came(5);
  assertEquals((await stop(process)).code, 0);
  assertEquals(await countMails(waiting.db), { sent: 5, waiting: 0, givenUp: 0 });
});

Deno.test("D9: SIGTERM ends it in time with a mail server that hangs, and no mail is lost", async () => {
  await assertShort(4000, async () => {
    await using waiting = await withMails(10);
    await using server = await smtpServer(() => "silence");
    const process = start(waiting.folder, server.url);
    await server.came(4);
    const { code, tookMs } = await stop(process);
    assertEquals(code, 0);
    assertEquals(await countMails(waiting.db), { sent: 0, waiting: 10, givenUp: 0 });
    assert(await leasedMails(waiting.db) >= 4, "what was under way keeps its lease");
    return tookMs;
  });
});

Deno.test("with MAIL_URL=file: the mails of the outbox are files too, with their headers", async () => {
  await using waiting = await withMails(0);
  const { folder, db } = waiting;
  const unsubscribeUrl = "https://portal.example/avisos/baja?1.abc";
  await enqueueMails(db, [aMail(1, { unsubscribeUrl })], Date.now());
  await Deno.mkdir(`${folder}/outbox`);
  using watcher = Deno.watchFs(`${folder}/outbox`);
  const process = start(folder, `file:${folder}/outbox`);
  let mail = "";
  for await (const { paths } of watcher) {
    const path = paths.find((one) => one.endsWith(".eml"));
    mail = path === undefined ? "" : await Deno.readTextFile(path).catch(() => "");
    if (mail !== "") break;
  }
  assertEquals((await stop(process)).code, 0);
  assertMatch(mail, /^List-Unsubscribe: <https:\/\/portal\.example\/avisos\/baja\?1\.abc>\r?$/m);
  assertMatch(mail, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  assertMatch(mail, /^Message-ID: <[0-9a-f]{32}@localhost\.localdomain>\r?$/mi);
});
