import { assert, assertEquals, assertRejects } from "@std/assert";
import { LibsqlError } from "@libsql/client";
import {
  bookAppointment,
  cancelAppointment,
  holdSlot,
  moveAppointment,
} from "../../../db/appointments/booking.ts";
import type { Db } from "../../../db/client.ts";
import { startMove } from "../../../db/appointments/drafts.ts";
import { HOLD_MS } from "../../../domain/appointments/booking.ts";
import {
  aDraft,
  anAgenda,
  anAgendasFile,
  aWholeAgenda,
  CONTACT,
  slotIds,
} from "../../support/appointments/agendas.ts";
import { testDatabase } from "../../support/database.ts";
import { load } from "../../support/files.ts";
import { rowsOf } from "../support/contents.ts";
import { command, readUntil, run } from "../support/process.ts";

const NOW = Date.parse("2026-04-01T15:00:00Z");
const EIGHT = Date.parse("2026-04-07T08:00:00-05:00");

/** Tuesday from eight to nine, general medicine three times, then dentistry three times. */
async function withSlots(db: Db): Promise<number[]> {
  const dentist = anAgenda({
    kind: "Odontología",
    professional: "Luis",
    from: "10:00",
    to: "11:00",
  });
  await load(db, aWholeAgenda(anAgenda(), dentist));
  return await slotIds(db);
}

async function hold(db: Db, slotId: number, person: number, nowMs = NOW, kind?: string) {
  const draftId = await aDraft(db, { person, nowMs, ...(kind && { kind }) });
  const isHeld = await holdSlot(db, { draftId, actorId: person, slotId }, nowMs);
  return { draftId, isHeld };
}

const book = (db: Db, draftId: string, person: number, nowMs = NOW) =>
  bookAppointment(
    db,
    { code: `CI-${draftId}`, draftId, actorId: person, ...CONTACT },
    nowMs,
  );

async function take(db: Db, slotId: number, person: number, nowMs = NOW, kind?: string) {
  const { draftId } = await hold(db, slotId, person, nowMs, kind);
  return { id: draftId, end: await book(db, draftId, person, nowMs) };
}

async function move(db: Db, appointmentId: string, slotId: number, person: number) {
  const draftId = crypto.randomUUID();
  await startMove(db, { id: draftId, actorId: person, affiliateId: person, appointmentId }, NOW);
  const isHeld = await holdSlot(db, { draftId, actorId: person, slotId }, NOW);
  return [isHeld, await moveAppointment(db, { draftId, actorId: person }, NOW)];
}

async function booked(db: Db): Promise<unknown[]> {
  const rows = await rowsOf(
    db,
    "SELECT affiliate_id, slot_id, sequence FROM appointments WHERE state = 'booked' ORDER BY 1, 2",
  );
  return rows.map(Object.values);
}

Deno.test("L11: of fifty people who ask for one slot at once, one gets it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0] = await withSlots(db);
  const people = Array.from({ length: 50 }, (_, index) => index + 1);
  const holds = await Promise.all(people.map((person) => hold(db, first, person)));
  assertEquals(holds.filter(({ isHeld }) => isHeld).length, 1);
  const ends = await Promise.all(
    holds.map(({ draftId }, index) => book(db, draftId, people[index] ?? 0)),
  );
  assertEquals(ends.filter((end) => end === "done").length, 1);
  assertEquals(ends.filter((end) => end === "taken").length, 49);
  assertEquals((await booked(db)).length, 1);
});

Deno.test("L11: of two processes that ask for one slot for many people, one gets it", async () => {
  await using database = await testDatabase();
  const { db, path } = database;
  const [first] = await withSlots(db);
  const ends = await Promise.all(
    ["1", "101"].map((person) =>
      run("tests/db/support/booking_worker.ts", ["book", path, person, String(first)], {})
    ),
  );
  assertEquals(ends.map(({ code }) => code), [0, 0], ends.map(({ stderr }) => stderr).join());
  assertEquals(ends.reduce((sum, { stdout }) => sum + Number(stdout), 0), 1);
  assertEquals((await booked(db)).length, 1);
});

Deno.test("L11: a move is one step, of two processes at once, whenever they are killed", async () => {
  await using database = await testDatabase();
  const { db, path } = database;
  const slots = await withSlots(db);
  const people = [
    { person: 1, kind: "Medicina general", slots: slots.slice(0, 3), moves: 1 },
    { person: 2, kind: "Odontología", slots: slots.slice(3), moves: 3 },
  ];
  for (const { person, kind, slots: [first = 0] } of people) {
    await take(db, first, person, NOW, kind);
  }
  await Promise.all(
    people.map(({ person, slots, moves }) => killAfter(moves, path, person, slots)),
  );
  for (const { person, kind, slots, moves } of people) {
    const [row, ...others] = await rowsOf(
      db,
      `SELECT slot_id, sequence, a.starts_at - s.starts_at AS late FROM appointments AS a
       JOIN slots AS s ON s.id = slot_id WHERE affiliate_id = ?`,
      [person],
    );
    assertEquals([others, row?.late], [[], 0]);
    assert(Number(row?.sequence) >= moves);
    for (const slot of slots) {
      const { end } = await take(db, slot, 100 + slot, NOW + HOLD_MS, kind);
      assertEquals(end, slot === row?.slot_id ? "taken" : "done", "a slot is free or taken, once");
    }
  }
});

/** Kills a process that moves a person's appointment on and on, after so many moves. */
async function killAfter(moves: number, path: string, person: number, slots: number[]) {
  const args = ["move", path, String(person), ...slots.map(String)];
  const worker = command("tests/db/support/booking_worker.ts", args, {}).spawn();
  await readUntil(worker.stdout, (text) => text.split("\n").length > moves);
  worker.kill("SIGKILL");
  await Promise.all([worker.status, worker.stderr.cancel()]);
}

Deno.test("a hold ends after its time, and whoever comes next may take the slot", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0] = await withSlots(db);
  const { draftId, isHeld } = await hold(db, first, 1);
  assertEquals(isHeld, true);
  assertEquals((await hold(db, first, 2, NOW + HOLD_MS - 1)).isHeld, false);
  assertEquals(await book(db, draftId, 1, NOW + HOLD_MS), "taken");
  assertEquals((await take(db, first, 2, NOW + HOLD_MS)).end, "done");
});

Deno.test("a person holds one slot: the next choice lets go of the one before", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0, second = 0] = await withSlots(db);
  const before = await hold(db, first, 1);
  const after = await hold(db, second, 1);
  assertEquals([before.isHeld, after.isHeld], [true, true]);
  assertEquals((await hold(db, first, 2)).isHeld, true);
  assertEquals(await book(db, before.draftId, 1), "taken");
  assertEquals(await book(db, after.draftId, 1), "done");
});

Deno.test("nobody has two of a kind to come; what has begun does not count", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0, second = 0, , dentist = 0] = await withSlots(db);
  await take(db, first, 1);
  assertEquals((await take(db, second, 1)).end, "twice");
  assertEquals((await take(db, dentist, 1, NOW, "Odontología")).end, "done");
  assertEquals((await take(db, second, 1, EIGHT)).end, "done");
});

Deno.test("a slot that has begun, or is of another kind or site, is neither held nor booked", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0, , , dentist = 0] = await withSlots(db);
  assertEquals((await hold(db, first, 1, EIGHT)).isHeld, false);
  assertEquals((await hold(db, dentist, 1)).isHeld, false);
  const { draftId, isHeld } = await hold(db, first, 1, EIGHT - 1);
  assertEquals(isHeld, true);
  assertEquals(await book(db, draftId, 1, EIGHT), "taken");
});

Deno.test("another's draft neither holds nor books", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0] = await withSlots(db);
  const { draftId } = await hold(db, first, 1);
  assertEquals(await holdSlot(db, { draftId, actorId: 2, slotId: first }, NOW), false);
  assertEquals(await book(db, draftId, 2), "taken");
  assertEquals(await book(db, draftId, 1), "done");
});

Deno.test("L11: a cancelled slot is free once", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0] = await withSlots(db);
  const { id } = await take(db, first, 1);
  const own = { id, affiliateId: 1 };
  const twice = await Promise.all([1, 2].map(() => cancelAppointment(db, own, NOW)));
  assertEquals(twice.filter((isDone) => isDone).length, 1);
  const holds = await Promise.all([2, 3].map((person) => hold(db, first, person)));
  assertEquals(holds.filter(({ isHeld }) => isHeld).length, 1);
  const ends = await Promise.all(holds.map(({ draftId }, index) => book(db, draftId, 2 + index)));
  assertEquals(ends.toSorted(), ["done", "taken"]);
  assertEquals(await cancelAppointment(db, own, NOW), false);
  assertEquals((await booked(db)).length, 1);
});

Deno.test("L11: a move takes the new slot and frees the old one, and counts up", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0, second = 0] = await withSlots(db);
  const { id } = await take(db, first, 1);
  assertEquals(await move(db, id, second, 1), [true, "done"]);
  assertEquals(await booked(db), [[1, second, 1]]);
  assertEquals((await take(db, first, 2)).end, "done");
  assertEquals((await hold(db, second, 3)).isHeld, false);
});

Deno.test("L11: another affiliate's appointment is neither moved nor cancelled", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0, second = 0] = await withSlots(db);
  const { id } = await take(db, first, 1);
  assertEquals(await move(db, id, second, 2), [false, "taken"]);
  assertEquals(await cancelAppointment(db, { id, affiliateId: 2 }, NOW), false);
  assertEquals(await booked(db), [[1, first, 0]]);
});

Deno.test("an appointment is not moved to a slot of another kind", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0, , , dentist = 0] = await withSlots(db);
  const { id } = await take(db, first, 1);
  assertEquals(await move(db, id, dentist, 1), [false, "taken"]);
  assertEquals(await booked(db), [[1, first, 0]]);
});

Deno.test("a slot that a load closes while it is held is not booked", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [, , third = 0] = await withSlots(db);
  const { draftId } = await hold(db, third, 1);
  await load(db, [anAgendasFile(anAgenda({ to: "8:40" }))]);
  assertEquals(await book(db, draftId, 1), "taken");
});

Deno.test("what overlaps an appointment that clashes is not free, but for that appointment", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0] = await withSlots(db);
  const { id } = await take(db, first, 1);
  await load(db, [anAgendasFile(anAgenda({ minutes: 30 }))]);
  const open = await rowsOf(
    db,
    "SELECT id FROM slots WHERE is_open = 1 AND professional = 'Ana Pérez' ORDER BY starts_at",
  );
  const [eight, half] = open.map((row) => Number(row.id));
  assertEquals((await hold(db, eight ?? 0, 2)).isHeld, false);
  assertEquals((await hold(db, half ?? 0, 3)).isHeld, true);
  assertEquals(await move(db, id, eight ?? 0, 1), [true, "done"]);
  assertEquals(await booked(db), [[1, eight, 1]]);
});

Deno.test("L11: the database itself refuses a second booking of a slot", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [first = 0] = await withSlots(db);
  await take(db, first, 1);
  const copy = db.$client.execute(
    `INSERT INTO appointments (id, code, slot_id, affiliate_id, booked_by, care_kind, state, starts_at,
       phone, address, email, created_at, changed_at)
     SELECT 'copy', 'copy', slot_id, 2, 2, care_kind, state, starts_at, phone, address, email, 0, 0
     FROM appointments`,
  );
  await assertRejects(() => copy, LibsqlError, "UNIQUE constraint failed: appointments.slot_id");
});
