import { assertEquals } from "@std/assert";
import {
  type Attempt,
  findWaitEnd,
  isKnownPlace,
  keepPlace,
  takeAttempt,
} from "../../../db/accounts/attempts.ts";
import type { Db } from "../../../db/client.ts";
import { testDatabase } from "../../support/database.ts";
import { recordTrips } from "../support/recorder.ts";

const LIMIT = {
  name: "a limit",
  free: 2,
  firstWaitMs: 1000,
  longestWaitMs: 3000,
  forgottenAfterMs: 60_000,
};
const WIDE = { ...LIMIT, name: "a wide limit", free: 100 };

/** How long each of some attempts has to wait, made at these instants. */
async function waitsOf(db: Db, attempts: Attempt[], instants: number[]): Promise<number[]> {
  const waits = [];
  for (const nowMs of instants) waits.push(await takeAttempt(db, attempts, nowMs));
  return waits;
}

const one = (of = "A"): Attempt[] => [{ limit: LIMIT, of }];

Deno.test("the free attempts cost nothing, then each one begins a wait twice the one before", async () => {
  await using database = await testDatabase();
  const { db } = database;
  assertEquals(await waitsOf(db, one(), [0, 0, 0]), [0, 0, 0]);
  assertEquals(await waitsOf(db, one(), [0, 999, 1000]), [1000, 1, 0]);
  assertEquals(await waitsOf(db, one(), [1000, 2999, 3000]), [2000, 1, 0]);
  assertEquals(await waitsOf(db, one(), [3000, 6000, 6000]), [3000, 0, 3000]);
});

Deno.test("a refused attempt prolongs no wait, however often it is made", async () => {
  await using database = await testDatabase();
  await waitsOf(database.db, one(), [0, 0, 0]);
  await waitsOf(database.db, one(), Array.from({ length: 50 }, () => 500));
  assertEquals(await waitsOf(database.db, one(), [999, 1000]), [1, 0]);
});

Deno.test("what one tries is not counted against another, nor against another limit", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await waitsOf(db, one("A"), [0, 0, 0]);
  assertEquals(await waitsOf(db, one("B"), [0]), [0]);
  assertEquals(await waitsOf(db, [{ limit: WIDE, of: "A" }], [0]), [0]);
  assertEquals(await waitsOf(db, one("A"), [0]), [1000]);
});

Deno.test("counting begins anew after a long time without an attempt", async () => {
  await using database = await testDatabase();
  await waitsOf(database.db, one(), [0, 0, 0]);
  assertEquals(await waitsOf(database.db, one(), [60_001, 60_001, 60_001]), [0, 0, 0]);
  assertEquals(await waitsOf(database.db, one(), [60_001]), [1000]);
});

Deno.test("attempts at once are counted one by one, in one round trip each", async () => {
  await using database = await testDatabase();
  const { db, trips } = recordTrips(database.db);
  const waits = await Promise.all(Array.from({ length: 10 }, () => takeAttempt(db, one(), 0)));
  assertEquals(waits.filter((wait) => wait === 0).length, 3);
  assertEquals(trips.length, 10);
});

Deno.test("a good sign-in makes its place known, and forgets its attempts but one of those that are shared", async () => {
  await using database = await testDatabase();
  const { db } = database;
  assertEquals(await isKnownPlace(db, "A", "here"), false);
  await waitsOf(db, [...one("A"), ...one("B")], [0, 0, 0]);
  await keepPlace(db, { user: "A", source: "here", attempts: one("A"), nowMs: 0 });
  await keepPlace(db, { user: "A", source: "here", attempts: [], shared: one("B"), nowMs: 1 });
  assertEquals(await isKnownPlace(db, "A", "here"), true);
  assertEquals(await isKnownPlace(db, "A", "there"), false);
  assertEquals(await isKnownPlace(db, "B", "here"), false);
  assertEquals(await waitsOf(db, one("A"), [0]), [0]);
  assertEquals(await waitsOf(db, one("B"), [0, 0]), [0, 1000]);
});

Deno.test("D13: a wait lasts no longer because the clock was put back, and what was counted stays counted", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [day, hour] = [86_400_000, 3_600_000];
  assertEquals(await waitsOf(db, one(), [day, day, day, day]), [0, 0, 0, 1000]);
  const then = day - 2 * hour;
  assertEquals(await findWaitEnd(db, one(), then), undefined);
  assertEquals(await waitsOf(db, one(), [then, then]), [0, 2000]);
  assertEquals(await findWaitEnd(db, one(), then), then + 2000);
});
