import { assertEquals } from "@std/assert";
import { sweepAppointments } from "../../../db/appointments/sweep.ts";
import {
  aDraft,
  anAgenda,
  aWholeAgenda,
  giveSlot,
  slotIds,
} from "../../support/appointments/agendas.ts";
import { testDatabase } from "../../support/database.ts";
import { load } from "../../support/files.ts";
import { rowsOf } from "../support/contents.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const BEGIN = Date.parse("2026-04-07T08:20:00-05:00");

Deno.test("what has begun is past, old drafts go, and past slots that nobody had", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda(), anAgenda({ date: "20/05/2026" })));
  const [first = 0, second = 0, third = 0] = await slotIds(db);
  for (const [index, slot] of [first, second, third].entries()) await giveSlot(db, slot, index + 1);
  await aDraft(db, { person: 9, nowMs: BEGIN - DAY_MS });
  await aDraft(db, { person: 9, nowMs: BEGIN });
  await sweepAppointments(db, BEGIN);
  const states = await rowsOf(db, "SELECT state FROM appointments ORDER BY starts_at");
  assertEquals(states.map(({ state }) => state), ["past", "past", "booked"]);
  assertEquals((await rowsOf(db, "SELECT id FROM appointment_drafts")).length, 2);
  await sweepAppointments(db, BEGIN + 1);
  assertEquals((await rowsOf(db, "SELECT id FROM appointment_drafts")).length, 1);
  await load(db, aWholeAgenda(anAgenda({ site: "S2" })));
  await sweepAppointments(db, BEGIN + 31 * DAY_MS);
  const left = await rowsOf(
    db,
    "SELECT site_code, count(*) AS count FROM slots GROUP BY site_code",
  );
  assertEquals(left.map(Object.values), [["S1", 6]]);
});

Deno.test("past slots that nobody had go in the end, however long nothing was swept", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda()));
  const [first = 0, ...rest] = await slotIds(db);
  await giveSlot(db, first, 1);
  const late = BEGIN + 2000 * DAY_MS;
  await sweepAppointments(db, late);
  assertEquals(await slotIds(db), [first, ...rest], "one sweep looks through a part of the years");
  for (let hour = 1; hour <= 24; hour++) await sweepAppointments(db, late + hour * HOUR_MS);
  assertEquals(await slotIds(db), [first]);
});
