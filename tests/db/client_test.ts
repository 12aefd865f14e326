import { assert, assertEquals, assertRejects } from "@std/assert";
import { copyLog, type Db, isEmbedded, openDatabase } from "../../db/client.ts";
import { run, temporaryFolder } from "./support/process.ts";
import { startSilentServer } from "./support/silent_server.ts";

/** Far from the four seconds that it waits: a busy machine may answer late, one without a deadline never. */
const MAX_MS = 60_000;

Deno.test("a database that accepts and never answers becomes an error within its deadline", async () => {
  await using server = startSilentServer();
  const db = await openDatabase({ url: server.url });
  const guard = Promise.withResolvers<never>();
  const timer = setTimeout(() => guard.reject(new Error("still waiting")), MAX_MS);
  const asking = Promise.race([db.$client.execute("SELECT 1"), guard.promise]);
  const error = await assertRejects(() => asking, Error);
  clearTimeout(timer);
  db.$client.close();
  assert(error.message !== "still waiting");
});

Deno.test("a database that nobody serves fails at once", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${listener.addr.port}`;
  listener.close();
  const db = await openDatabase({ url });
  await assertRejects(() => db.$client.execute("SELECT 1"), Error);
  db.$client.close();
});

Deno.test("an embedded database is made with its folder, keeps a write-ahead log and hardly blocks on a lock", async () => {
  await using folder = await temporaryFolder();
  const db = await openDatabase({ url: `file:${folder.path}/a/b/one.db` });
  try {
    const setting = async (name: string) =>
      (await db.$client.execute(`PRAGMA ${name}`)).rows[0]?.[0];
    assertEquals(await setting("journal_mode"), "wal");
    assertEquals(await setting("foreign_keys"), 1);
    assertEquals(await setting("busy_timeout"), 20);
  } finally {
    db.$client.close();
  }
});

Deno.test("a database that is opened twice stays locked: another process does not end its log, and no write is lost", async () => {
  await using folder = await temporaryFolder();
  const url = `file:${folder.path}/one.db`;
  await using stack = new AsyncDisposableStack();
  for (let connection = 0; connection < 2; connection++) {
    const db = await openDatabase({ url });
    stack.defer(() => db.$client.close());
    await db.$client.execute("CREATE TABLE IF NOT EXISTS one (id)");
  }
  const { code, stderr } = await run("tests/db/support/open_and_close.ts", [url], {});
  assertEquals(code, 0, stderr);
  assert((await Deno.stat(`${folder.path}/one.db-wal`)).size > 0);
});

Deno.test("only file: databases are embedded", () => {
  assertEquals(isEmbedded("file:data/zona-ser.db"), true);
  for (const url of ["http://127.0.0.1:8080", "https://x.example", "libsql://x.example"]) {
    assertEquals(isEmbedded(url), false, url);
  }
});

/** 64 pages: a thousand of them, and SQLite would copy its log into the database. */
const CONTENT = new Uint8Array(64 * 4096);
const ROWS = 20;

const WAYS: Record<string, (db: Db) => Promise<unknown>> = {
  "one after another": async (db) => {
    for (let row = 0; row < ROWS; row++) await db.$client.execute(ADD);
  },
  "at one moment": (db) =>
    Promise.all(Array.from({ length: ROWS }, () => db.$client.batch([ADD, COUNT], "write"))),
  "in bytes": async (db) => {
    const add = { sql: "INSERT INTO one VALUES (?)", args: [CONTENT] };
    for (let row = 0; row < ROWS; row++) await db.$client.execute(add);
  },
};
const ADD = `INSERT INTO one VALUES (zeroblob(${CONTENT.length}))`;
const COUNT = "SELECT count(*) FROM one";

for (const [way, write] of Object.entries(WAYS)) {
  Deno.test(`U11: a command that writes ${way} leaves the log of writes to the server`, async () => {
    await using folder = await temporaryFolder();
    const path = `${folder.path}/one.db`;
    await using stack = new AsyncDisposableStack();
    const open = async (besideServer: boolean) => {
      const db = await openDatabase({ url: `file:${path}` }, { besideServer });
      stack.defer(() => db.$client.close());
      return db;
    };
    const server = await open(false);
    await server.$client.execute("CREATE TABLE one (content BLOB NOT NULL)");
    await server.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    const { size } = await Deno.stat(path);
    const command = await open(true);
    await write(command);
    const { rows: [store] } = await command.$client.execute("PRAGMA temp_store");
    assertEquals(store?.[0], 1, "what a statement may have to undo is in files");
    assertEquals((await Deno.stat(path)).size, size);
    await copyLog(server);
    assert((await Deno.stat(path)).size > ROWS * CONTENT.length, "the server copies it");
    const { rows: [row] } = await server.$client.execute(COUNT);
    assertEquals(Number(row?.[0]), ROWS);
  });
}
