import { assertEquals, assertRejects } from "@std/assert";
import { createAuditLog } from "../../../db/audit/events.ts";
import { sealChain } from "../../../db/audit/seal.ts";
import { verifyChain } from "../../../db/audit/verify.ts";
import { type Db, openDatabase } from "../../../db/client.ts";
import { isDatabaseDown } from "../../../db/database_down.ts";
import { instance } from "../../../db/schema.ts";
import { rowsOf, valueOf } from "../support/contents.ts";
import { anEvent, SECRETS, testLog } from "../support/events.ts";
import { holdLock } from "../support/lock_holder.ts";
import { SQLD_EXISTS, startSqld } from "../support/sqld.ts";

const WHOLE = { brokenAt: null, unmarked: 0, sealedAt: 0, hasHead: true };

Deno.test("L1: of many events at once, from two processes, none is lost and all follow one another", async () => {
  await using database = await testLog();
  const other = await openDatabase({ url: `file:${database.path}` });
  const logs = [database.auditLog, createAuditLog(other, SECRETS)];
  await Promise.all(
    logs.flatMap((log, side) =>
      Array.from({ length: 60 }, (_, at) => log.record([anEvent(100 * side + at)]))
    ),
  );
  assertEquals(await verifyChain(database.db, SECRETS), { ...WHOLE, count: 121 });
  other.$client.close();
});

Deno.test("L1: an act and its event are one batch: an act that breaks leaves no event", async () => {
  await using database = await testLog();
  const { db, auditLog } = database;
  await auditLog.write(anEvent(1), (entry) => setValue(db, "one", entry.statements));
  await assertRejects(
    () => auditLog.write(anEvent(2), (entry) => setValue(db, "two", [...entry.statements, BREAKS])),
    Error,
  );
  assertEquals(await namesOf(db), ["one"]);
  assertEquals(await verifyChain(db, SECRETS), { ...WHOLE, count: 2 });
});

Deno.test("L1: an event is kept only where the statement before it changed a row", async () => {
  await using database = await testLog();
  const { db, auditLog } = database;
  const once = (at: number) =>
    auditLog.write(anEvent(at), async (entry) => {
      const insert = db.insert(instance).values({ key: "once", value: "" }).onConflictDoNothing();
      const [inserted] = await db.batch([insert, ...entry.queries]);
      return inserted.rowsAffected === 1;
    });
  const done = await Promise.all(Array.from({ length: 20 }, (_, at) => once(at)));
  assertEquals(done.filter(Boolean).length, 1);
  assertEquals(await verifyChain(db, SECRETS), { ...WHOLE, count: 2 });
});

Deno.test("L1: while another process holds the lock, neither act nor event is written, and that is told", async () => {
  await using database = await testLog();
  const { db, auditLog } = database;
  await using holder = await holdLock(database.path);
  const write = () => auditLog.write(anEvent(1), (entry) => setValue(db, "x", entry.statements));
  const results = await Promise.allSettled([write(), auditLog.record([anEvent(2)])]);
  assertEquals(results.map(({ status }) => status), ["rejected", "rejected"]);
  await holder.release();
  assertEquals(await namesOf(db), []);
  await write();
  assertEquals(await verifyChain(db, SECRETS), { ...WHOLE, count: 2 });
});

Deno.test("L1: on a full disk neither act nor event is written, and the chain goes on afterwards", async () => {
  await using database = await testLog();
  const { db, auditLog } = database;
  await db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  const pages = Number(await valueOf(db, "PRAGMA page_count"));
  await db.$client.execute(`PRAGMA max_page_count = ${pages}`);
  const big = anEvent(1, { detail: { what: "x".repeat(50_000) } });
  const error = await assertRejects(
    () => auditLog.write(big, (entry) => setValue(db, "x", entry.statements)),
    Error,
  );
  assertEquals(isDatabaseDown(error), true);
  assertEquals(isDatabaseDown(await assertRejects(() => auditLog.record([big]), Error)), true);
  await db.$client.execute(`PRAGMA max_page_count = ${pages + 1000}`);
  assertEquals(await namesOf(db), []);
  await auditLog.record([big]);
  assertEquals(await verifyChain(db, SECRETS), { ...WHOLE, count: 2 });
});

Deno.test(
  "L1: over a remote database acts and events are one batch, too",
  { ignore: !SQLD_EXISTS },
  async () => {
    await using server = await startSqld();
    const db = await openDatabase({ url: server.url });
    const { migrateDatabase } = await import("../../../db/migrate.ts");
    await migrateDatabase(db);
    await sealChain(db, SECRETS, 0);
    const logs = [createAuditLog(db, SECRETS), createAuditLog(db, SECRETS)];
    await Promise.all(logs.flatMap((log, side) =>
      Array.from({ length: 5 }, (_, at) => {
        const name = `${side} ${at}`;
        return log.write(anEvent(at), (entry) => setValue(db, name, entry.statements));
      })
    ));
    assertEquals((await namesOf(db)).length, 10);
    assertEquals(await verifyChain(db, SECRETS), { ...WHOLE, count: 11 });
    db.$client.close();
  },
);

const BREAKS = { sql: "INSERT INTO instance (key, value) VALUES ('broken', NULL)", args: [] };

async function setValue(db: Db, name: string, after: Parameters<Db["$client"]["batch"]>[0]) {
  const sql = "INSERT INTO instance (key, value) VALUES (?, 'test')";
  await db.$client.batch([{ sql, args: [name] }, ...after], "write");
}

async function namesOf(db: Db) {
  const rows = await rowsOf(db, "SELECT key FROM instance WHERE value = 'test' ORDER BY key");
  return rows.map(({ key }) => key);
}
