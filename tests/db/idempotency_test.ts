import { assert, assertEquals } from "@std/assert";
import { type Db, openDatabase } from "../../db/client.ts";
import { type Claim, recall, release, remember, renew } from "../../db/idempotency.ts";
import { idempotencyKeys } from "../../db/schema.ts";
import { sweepSpent } from "../../db/sweep.ts";
import { testDatabase } from "../support/database.ts";

const REQUEST = { scope: "loads of 7", key: "abc", requestSha256: "one" };
const ANSWER = { status: 201, body: '{"id":"x"}' };
const HOUR_MS = 60 * 60 * 1000;

Deno.test("D3: a request with a known key gets the first answer, again and again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  assertEquals((await recall(db, REQUEST, 0)).kind, "new");
  assertEquals(await recall(db, REQUEST, 1), { kind: "running" });
  await remember(db, REQUEST, ANSWER);
  for (const nowMs of [2, HOUR_MS]) {
    assertEquals(await recall(db, REQUEST, nowMs), { kind: "answered", answer: ANSWER });
  }
});

Deno.test("the same key with another body is a conflict, answered or not", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const other = { ...REQUEST, requestSha256: "other" };
  await recall(db, REQUEST, 0);
  assertEquals(await recall(db, other, 1), { kind: "conflict" });
  await remember(db, REQUEST, ANSWER);
  assertEquals(await recall(db, other, 2 * HOUR_MS), { kind: "conflict" });
  await remember(db, other, { status: 500, body: "no" });
  assertEquals(await recall(db, REQUEST, 3), { kind: "answered", answer: ANSWER });
});

Deno.test("one key in two scopes is two requests", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await recall(db, REQUEST, 0);
  const other = { ...REQUEST, scope: "loads of 8", requestSha256: "other" };
  assertEquals((await recall(db, other, 0)).kind, "new");
});

Deno.test("of two requests with one key at once one is new and the other is told that it runs", async () => {
  await using database = await testDatabase();
  const other = await openDatabase(database.address);
  const answers = await Promise.all([
    recall(database.db, REQUEST, 0),
    recall(other, REQUEST, 0),
  ]);
  other.$client.close();
  assertEquals(answers.map(({ kind }) => kind).sort(), ["new", "running"]);
});

Deno.test("a request that failed may be tried again, one that was answered not", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await release(db, await claimed(db, 0));
  const claim = await claimed(db, 1);
  await remember(db, REQUEST, ANSWER);
  await release(db, claim);
  assertEquals(await recall(db, REQUEST, HOUR_MS), { kind: "answered", answer: ANSWER });
});

Deno.test("D3: a key whose request nobody answers any more is free after half a minute, and whoever lost it changes nothing", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await renew(db, await claimed(db, 0), 20_000);
  assertEquals((await recall(db, REQUEST, 50_000)).kind, "running");
  const second = await claimed(db, 50_001);
  assertEquals(await renew(db, first, 60_000), first);
  await release(db, first);
  assertEquals((await recall(db, REQUEST, 60_000)).kind, "running");
  await remember(db, second, ANSWER);
  await remember(db, first, { status: 200, body: "late" });
  assertEquals(await recall(db, REQUEST, HOUR_MS), { kind: "answered", answer: ANSWER });
});

async function claimed(db: Db, nowMs: number): Promise<Claim> {
  const known = await recall(db, REQUEST, nowMs);
  assert(known.kind === "new");
  return known.claim;
}

Deno.test("L9: answers are kept for a day", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await recall(db, REQUEST, 0);
  await sweepSpent(db, 24 * HOUR_MS);
  assertEquals(await db.$count(idempotencyKeys), 1);
  await sweepSpent(db, 24 * HOUR_MS + 1);
  assertEquals(await db.$count(idempotencyKeys), 0);
});
