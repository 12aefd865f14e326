import { assertEquals } from "@std/assert";
import { FIRST_LINK, hashLink } from "../../../db/audit/entry.ts";
import { sealChain } from "../../../db/audit/seal.ts";
import { verifyChain } from "../../../db/audit/verify.ts";
import { type Db, openDatabase } from "../../../db/client.ts";
import { auditEvents } from "../../../db/schema.ts";
import { testDatabase } from "../../support/database.ts";
import { anEvent, SECRETS } from "../support/events.ts";

/** Events as earlier releases wrote them, without a key. */
async function writeUnmarked(db: Db, count: number): Promise<void> {
  let previousSha256 = FIRST_LINK;
  for (let at = 0; at < count; at++) {
    const sha256 = hashLink(anEvent(at), previousSha256);
    await db.insert(auditEvents).values({ ...anEvent(at), detail: "{}", previousSha256, sha256 });
    previousSha256 = sha256;
  }
}

Deno.test("events from before the key are sealed once, and stay verifiable", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await db.$client.execute("INSERT INTO users (kind, password_hash) VALUES ('representative', '')");
  await writeUnmarked(db, 5);
  assertEquals((await verifyChain(db, SECRETS)).brokenAt, 6, "not sealed yet");
  assertEquals([await sealChain(db, SECRETS, 7), await sealChain(db, SECRETS, 8)], [true, false]);
  const whole = { count: 6, brokenAt: null, unmarked: 5, sealedAt: 7, hasHead: true };
  assertEquals(await verifyChain(db, SECRETS), whole);
  await db.$client.execute("DROP TRIGGER audit_events_no_update");
  await db.$client.execute("UPDATE audit_events SET source = 'x' WHERE id = 2");
  assertEquals((await verifyChain(db, SECRETS)).brokenAt, 2);
});

Deno.test("processes that start at once seal a new portal once", async () => {
  await using database = await testDatabase();
  const others = await Promise.all(
    Array.from({ length: 3 }, () => openDatabase({ url: `file:${database.path}` })),
  );
  const sealed = await Promise.all(others.map((db) => sealChain(db, SECRETS, 1)));
  assertEquals(sealed.filter(Boolean).length, 1);
  assertEquals((await verifyChain(database.db, SECRETS)).count, 1);
  for (const db of others) db.$client.close();
});

Deno.test("a start of a sealed portal reads no event", async () => {
  await using database = await testDatabase();
  const { db } = database;
  assertEquals(await sealChain(db, SECRETS, 1), true);
  await db.$client.execute("DROP TABLE audit_events");
  assertEquals(await sealChain(db, SECRETS, 2), false);
});
