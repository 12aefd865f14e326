import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Client, createClient, LibsqlError } from "@libsql/client";
import { guardAgainstBusy } from "../../db/busy_guard.ts";
import { testDatabase } from "../support/database.ts";
import { holdLock } from "./support/lock_holder.ts";

const TIMEOUT_MS = 5;
/** So long that another process lets go of its lock meanwhile, on whichever machine. */
const PATIENCE_MS = 60_000;

/** A migrated database, a guarded client that tries so long, and one that looks on. */
async function withClients(patienceMs = PATIENCE_MS, onOpening?: string) {
  const database = await testDatabase();
  const url = `file:${database.path}`;
  const client = createClient({ url, timeout: TIMEOUT_MS });
  const guarded = guardAgainstBusy(client, { patienceMs, onOpening });
  const onlooker = createClient({ url });
  return {
    path: database.path,
    guarded,
    async keys(): Promise<string[]> {
      const { rows } = await onlooker.execute("SELECT key FROM instance ORDER BY key");
      return rows.map((row) => String(row.key));
    },
    async [Symbol.asyncDispose]() {
      guarded.close();
      onlooker.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

const insert = (key: string) => ({ sql: "INSERT INTO instance VALUES (?, 'x')", args: [key] });
const execute = (client: Client, key: string) => client.execute(insert(key));
const batch = (client: Client, key: string) => client.batch([insert(key)], "write");
const script = (client: Client, key: string) =>
  client.executeMultiple(`INSERT INTO instance VALUES ('${key}', 'x');`);

for (const [name, write] of Object.entries({ execute, batch, script })) {
  Deno.test(`after a write by ${name} met a lock that stayed, later writes are really kept`, async () => {
    await using clients = await withClients(100);
    const { guarded, keys, path } = clients;
    await using holder = await holdLock(path);
    const error = await assertRejects(() => write(guarded, "lost"), LibsqlError);
    assert(error.code.startsWith("SQLITE_BUSY"), error.code);
    await holder.release();
    await execute(guarded, "a");
    await batch(guarded, "b");
    await guarded.execute({ sql: "UPDATE instance SET value = 'y' WHERE key = ?", args: ["a"] });
    await script(guarded, "c");
    assertEquals(await keys(), ["a", "b", "c"]);
    assertEquals((await guarded.execute("SELECT value FROM instance")).rows.length, 3);
  });

  Deno.test(`a write by ${name} that meets a lock is kept once when the lock goes`, async () => {
    await using clients = await withClients();
    await using holder = await holdLock(clients.path);
    const writing = write(clients.guarded, "a");
    await holder.release();
    await writing;
    assertEquals(await clients.keys(), ["a"]);
  });
}

Deno.test("a connection that is opened anew after a lock begins as the first one did", async () => {
  await using clients = await withClients(100, "PRAGMA wal_autocheckpoint = 7");
  await using holder = await holdLock(clients.path);
  await assertRejects(() => execute(clients.guarded, "lost"), LibsqlError);
  const { rows: [row] } = await clients.guarded.execute("PRAGMA wal_autocheckpoint");
  assertEquals(row?.[0], 7);
  await holder.release();
});

Deno.test("reads go on while another process writes", async () => {
  await using clients = await withClients();
  await execute(clients.guarded, "a");
  await using _holder = await holdLock(clients.path);
  assertEquals((await clients.guarded.execute("SELECT key FROM instance")).rows.length, 1);
});

Deno.test("other errors are not retried and leave nothing behind", async () => {
  await using clients = await withClients();
  const { guarded, keys } = clients;
  await execute(guarded, "a");
  await assertRejects(() => execute(guarded, "a"), LibsqlError, "UNIQUE");
  await assertRejects(() => guarded.batch([insert("b"), insert("a")], "write"), LibsqlError);
  await assertRejects(() => guarded.execute("SELEC 1"), LibsqlError, "syntax");
  assertEquals(await keys(), ["a"]);
  await execute(guarded, "b");
  assertEquals(await keys(), ["a", "b"]);
});

Deno.test("calls at once that meet a lock are all kept when it goes", async () => {
  await using clients = await withClients();
  const { guarded, keys, path } = clients;
  await using holder = await holdLock(path);
  const names = Array.from({ length: 12 }, (_, index) => `k${10 + index}`);
  const writing = Promise.all(
    names.map((name, index) => [execute, batch, script][index % 3]?.(guarded, name)),
  );
  await holder.release();
  await writing;
  assertEquals(await keys(), names);
});

Deno.test("a read beside a write that meets a lock is answered", async () => {
  await using clients = await withClients();
  const { guarded } = clients;
  await using holder = await holdLock(clients.path);
  const writing = guarded.execute("INSERT INTO instance VALUES ('a', 'x')");
  const reading = Array.from({ length: 50 }, () => guarded.execute("SELECT 1 AS one"));
  const answers = await Promise.allSettled(reading);
  await holder.release();
  await writing.catch(() => {});
  assertEquals(answers.filter(({ status }) => status === "rejected"), []);
});
