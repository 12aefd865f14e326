import { assertEquals, assertMatch } from "@std/assert";
import { openDatabase } from "../../../db/client.ts";
import { troubles } from "../../../db/schema.ts";
import { findSystemState } from "../../../db/system/state.ts";
import {
  createTroubles,
  MAX_A_SECOND,
  MAX_KEPT,
  storeTroubles,
} from "../../../db/system/troubles.ts";
import { sweepSpent } from "../../../db/sweep.ts";
import type { Trouble } from "../../../domain/system/trouble.ts";
import { createBackground } from "../../../routes/after_answer.ts";
import { testDatabase } from "../../support/database.ts";
import { plansOf, recordTrips } from "../support/recorder.ts";

const NOW = Date.parse("2026-04-01T15:00:00Z");
const DAY_MS = 24 * 60 * 60 * 1000;

const aTrouble = (changes: Partial<Trouble> = {}): Trouble => ({
  at: NOW + 0.5,
  kind: "error",
  route: "GET /pagos",
  requestId: crypto.randomUUID(),
  durationMs: 12.5,
  problem: "TypeError: x",
  ...changes,
});

Deno.test("where everything fails, a few troubles a second are stored, and no error comes of it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const lost: unknown[] = [];
  const background = createBackground((error) => {
    throw error;
  });
  const noted = createTroubles(db, { background, onLost: (error) => lost.push(error) });
  for (let i = 0; i < 3 * MAX_A_SECOND; i++) noted.note(aTrouble());
  await background.settled();
  assertEquals(await db.$count(troubles), MAX_A_SECOND);
  noted.note(aTrouble({ at: NOW + 1000 }));
  await background.settled();
  assertEquals(await db.$count(troubles), MAX_A_SECOND + 1);
  await db.$client.execute("ALTER TABLE troubles RENAME TO gone");
  noted.note(aTrouble({ at: NOW + 2000 }));
  await background.settled();
  assertEquals(lost.length, 1);
});

Deno.test("the newest troubles make room, and a month later all are gone", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await storeTroubles(db, [aTrouble({ route: "the oldest" })]);
  await storeTroubles(db, Array.from({ length: MAX_KEPT }, () => aTrouble()));
  assertEquals(await db.$count(troubles), MAX_KEPT);
  const [oldest] = await db.select().from(troubles).orderBy(troubles.id).limit(1);
  assertEquals(oldest?.route, "GET /pagos");
  await sweepSpent(db, NOW + 30 * DAY_MS);
  assertEquals(await db.$count(troubles), MAX_KEPT);
  await sweepSpent(db, NOW + 30 * DAY_MS + 1);
  assertEquals(await db.$count(troubles), 0);
});

Deno.test("the page of the system is one round trip, and nothing of it scans a table", async () => {
  await using database = await testDatabase();
  const planner = await openDatabase({ url: `file:${database.path}` });
  const recorder = recordTrips(database.db);
  await findSystemState(recorder.db, undefined);
  await findSystemState(recorder.db, "1a2b3c4d");
  assertEquals(recorder.trips.length, 2);
  const [[, ...counts] = [], [byCode] = []] = recorder.trips;
  for (const { plan, sql } of await plansOf(planner, [[...counts, ...(byCode ? [byCode] : [])]])) {
    assertMatch(plan, /USING (COVERING )?INDEX/, `${plan}\n${sql}`);
  }
  planner.$client.close();
});
