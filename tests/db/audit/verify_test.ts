import { assert, assertEquals, assertRejects } from "@std/assert";
import { FIRST_LINK, hashLink } from "../../../db/audit/entry.ts";
import { createAuditLog, findChainHead } from "../../../db/audit/events.ts";
import { sealChain } from "../../../db/audit/seal.ts";
import { verifyChain } from "../../../db/audit/verify.ts";
import type { Db } from "../../../db/client.ts";
import { auditEvents } from "../../../db/schema.ts";
import { testDatabase } from "../../support/database.ts";
import { anEvent, SECRETS, testLog } from "../support/events.ts";

const WHOLE = { brokenAt: null, unmarked: 0, sealedAt: 0, hasHead: true };

async function withEvents(count: number) {
  const database = await testLog();
  const events = Array.from({ length: count }, (_, at) => anEvent(at));
  await database.auditLog.record(events);
  return database;
}

/** Rewrites the log as an attacker who has the database file can. */
async function rewrite(db: Db, ...statements: string[]): Promise<void> {
  const { rows } = await db.$client.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
  );
  const drops = rows.map(({ name }) => `DROP TRIGGER ${name}`);
  await db.$client.batch([...drops, ...statements], "write");
}

Deno.test("L3: an event is never changed, removed or replaced", async () => {
  await using database = await withEvents(3);
  const { db } = database;
  const copied = "at, name, result, source, request_id, detail, previous_sha256, sha256, mac";
  for (
    const sql of [
      "UPDATE audit_events SET result = 'ok'",
      "UPDATE OR REPLACE audit_events SET id = 1 WHERE id = 2",
      "DELETE FROM audit_events",
      `INSERT OR REPLACE INTO audit_events (id, ${copied}) SELECT id, ${copied} FROM audit_events`,
      `REPLACE INTO audit_events (${copied}) SELECT ${copied} FROM audit_events WHERE id = 2`,
      `INSERT INTO audit_events (${copied}) SELECT 1, 'signIn', 'ok', '', '', '{}', 'x', 'y', NULL`,
    ]
  ) {
    await assertRejects(() => db.$client.execute(sql), Error, "audit events");
  }
  assertEquals(await verifyChain(db, SECRETS), { ...WHOLE, count: 4 });
});

Deno.test("L3: the chain shows where an event was changed, removed or inserted", async () => {
  for (
    const [change, brokenAt] of [
      ["DELETE FROM audit_events WHERE id = 5", 6],
      ["UPDATE audit_events SET source = '10.0.0.2' WHERE id = 7", 7],
      ["UPDATE audit_events SET detail = 'no json' WHERE id = 3", 3],
      ["UPDATE audit_events SET mac = NULL WHERE id = 4", 4],
      [`UPDATE audit_events SET mac = '${"0".repeat(64)}' WHERE id = 4`, 4],
      [
        "INSERT INTO audit_events SELECT 99, at, name, result, user_id, provider_id, source, " +
        "request_id, detail, 'another', sha256, mac FROM audit_events WHERE id = 2",
        99,
      ],
    ] as const
  ) {
    await using database = await withEvents(10);
    await rewrite(database.db, change);
    assertEquals((await verifyChain(database.db, SECRETS)).brokenAt, brokenAt, change);
  }
});

Deno.test("L3: a chain whose hashes were recomputed without the key is broken", async () => {
  for (const mac of ["kept", "removed", "of another key"] as const) {
    await using database = await withEvents(10);
    const { db } = database;
    await rewrite(db, "UPDATE audit_events SET source = 'innocent' WHERE id = 5");
    await hashAnew(db, mac);
    const { brokenAt } = await verifyChain(db, SECRETS);
    assertEquals(brokenAt, { kept: 5, removed: 12, "of another key": 1 }[mac], mac);
    await database.auditLog.record([anEvent(99)]);
    const later = await verifyChain(db, SECRETS);
    assertEquals(later.brokenAt, { kept: 5, removed: 12, "of another key": 1 }[mac], mac);
  }
});

/** Makes every hash again, as whoever has the code and the file can, and no mark. */
async function hashAnew(db: Db, mac: "kept" | "removed" | "of another key"): Promise<void> {
  let previous = FIRST_LINK;
  const rows = await db.select().from(auditEvents).orderBy(auditEvents.id);
  await db.delete(auditEvents);
  for (const row of rows) {
    const sha256 = hashLink({ ...row, detail: JSON.parse(row.detail) }, previous);
    const mark = { kept: row.mac, removed: null, "of another key": sha256 }[mac];
    await db.insert(auditEvents).values({ ...row, previousSha256: previous, sha256, mac: mark });
    previous = sha256;
  }
}

Deno.test("L3: the log of a used portal is not whole when it was emptied, whatever starts again on it", async () => {
  await using database = await withEvents(5);
  const { db } = database;
  await rewrite(db, "DELETE FROM audit_events");
  assertEquals((await verifyChain(db, SECRETS)).brokenAt, 1);
  assertEquals(await sealChain(db, SECRETS, 1), false);
  await database.auditLog.record([anEvent(1)]);
  assertEquals((await verifyChain(db, SECRETS)).brokenAt, 1);
  await using used = await testDatabase();
  await used.db.$client.execute(
    "INSERT INTO users (kind, password_hash) VALUES ('representative', '')",
  );
  assertEquals(await sealChain(used.db, SECRETS, 1), false);
  assertEquals((await verifyChain(used.db, SECRETS)).brokenAt, 1);
});

Deno.test("L3: a head that was kept elsewhere shows that the end was cut off", async () => {
  await using database = await withEvents(5);
  const { db } = database;
  const head = (await findChainHead(db))?.sha256 ?? "";
  await database.auditLog.record([anEvent(7)]);
  assert((await verifyChain(db, SECRETS, { head })).hasHead, "the chain went on");
  await rewrite(db, "DELETE FROM audit_events WHERE id >= 5");
  assertEquals(await verifyChain(db, SECRETS), { ...WHOLE, count: 4 }, "nothing shows from within");
  assertEquals((await verifyChain(db, SECRETS, { head })).hasHead, false);
});

Deno.test("the marks of an earlier secret hold where it is named, and no longer", async () => {
  await using database = await withEvents(2);
  const { db } = database;
  const newer = "another secret of thirty-two bytes";
  await createAuditLog(db, [newer, ...SECRETS]).record([anEvent(3)]);
  assertEquals((await verifyChain(db, [newer, ...SECRETS])).brokenAt, null);
  assertEquals((await verifyChain(db, [newer])).brokenAt, 1);
  assertEquals((await verifyChain(db, SECRETS)).brokenAt, 4);
});
