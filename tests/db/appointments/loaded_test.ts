import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import type { Cell } from "../../../domain/loads/cell.ts";
import type { LoadOutcome } from "../../../domain/loads/outcome.ts";
import {
  AGENDAS_HEADER,
  anAgenda,
  anAgendasFile,
  aSitesFile,
  aWholeAgenda,
  giveSlot,
} from "../../support/appointments/agendas.ts";
import { testDatabase } from "../../support/database.ts";
import { aSheet, load } from "../../support/files.ts";
import { rowsOf } from "../support/contents.ts";
import { loadToWait, NOW, publish, PUBLISHER, takeBack } from "../support/lifecycle.ts";

const NONE = { new: 0, changed: 0, unchanged: 0 };
const AFTERNOON = { from: "14:00", to: "15:00" };
const reasonOf = (outcome: LoadOutcome) => outcome.isDone ? "done" : outcome.reason;

/** The slots as a calendar shows them: hour, kind, whether it is open, and who has it. */
async function slots(db: Db): Promise<string[]> {
  const rows = await rowsOf(
    db,
    `SELECT time(s.starts_at / 1000 - 18000, 'unixepoch') AS time, s.care_kind, s.is_open, a.code
     FROM slots AS s LEFT JOIN appointments AS a ON a.slot_id = s.id AND a.state = 'booked'
     ORDER BY s.starts_at, s.id`,
  );
  return rows.map(({ time, care_kind, is_open, code }) =>
    [String(time).slice(0, 5), care_kind, is_open === 1 ? "" : "closed", code ?? ""].join(" ")
      .trim()
  );
}
const agendas = (db: Db) => rowsOf(db, "SELECT * FROM agendas ORDER BY code");
const booked = (db: Db) =>
  rowsOf(db, "SELECT code, slot_id FROM appointments WHERE state = 'booked' ORDER BY code");

Deno.test("agendas become slots, in the order of the day", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(
    db,
    aWholeAgenda(
      anAgenda({ kind: "MEDICINA GENERAL" }),
      anAgenda({ ...AFTERNOON, kind: "odontologia", minutes: 30, anHour: 1 }),
    ),
  );
  assertEquals([report.status, report.errors, report.warnings], ["published", [], []]);
  assertEquals(report.agendas, { ...NONE, new: 2 });
  assertEquals(await slots(db), [
    "08:00 Medicina general",
    "08:20 Medicina general",
    "08:40 Medicina general",
    "14:00 Odontología",
  ]);
});

Deno.test("a workbook's hours, days and numbers are the same agendas as a CSV's texts", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda({ anHour: 2 })));
  const day = new Date("2026-04-07");
  const cells: Cell[] = ["S1", "Medicina general", "Ana Pérez", day, 8 / 24, 0.375, 20, 2];
  const again = await load(db, [aSheet("a.xlsx", "Hoja1", [AGENDAS_HEADER.split(";"), cells])]);
  assertEquals([again.status, again.agendas, again.errors], [
    "unchanged",
    { ...NONE, unchanged: 1 },
    [],
  ]);
});

Deno.test("agendas that come twice are once", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda()));
  const before = [await agendas(db), await slots(db)];
  assertEquals((await load(db, [anAgendasFile(anAgenda())])).status, "unchanged");
  const twice = await load(db, [anAgendasFile(anAgenda(), anAgenda())]);
  assertEquals([twice.status, twice.warnings.length], ["unchanged", 1]);
  assertEquals([await agendas(db), await slots(db)], before);
});

Deno.test("bad cells of agendas are named, and nothing of the load is stored", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(
    db,
    aWholeAgenda(
      anAgenda({ site: "S9" }),
      anAgenda({ professional: "B", from: "25:00", to: "nueve", minutes: 4, anHour: 13 }),
      anAgenda({ professional: "C", date: "31/02/2026", from: "9:00", to: "8:00", minutes: "x" }),
      anAgenda({ professional: "D", from: "9:00", to: "8:00" }),
      anAgenda({ professional: "E", minutes: 90 }),
      anAgenda({ professional: "", kind: "" }),
      anAgenda({ professional: "F" }),
      anAgenda({ professional: "F", from: "8:40", to: "10:00" }),
    ),
  );
  assertEquals(report.status, "refused");
  assertEquals(
    report.errors.map(({ cell }) => cell).join(" "),
    "A2 E3 F3 G3 H3 D4 G4 F5 G6 B7 C7 E9",
  );
  assertMatch(report.errors.at(-1)?.message ?? "", /fila 8/);
  assertEquals([await agendas(db), await slots(db)], [[], []]);
});

Deno.test("the day of a professional at a site comes whole, and what it lacks is told", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(
    db,
    aWholeAgenda(
      anAgenda(),
      anAgenda(AFTERNOON),
      anAgenda({ professional: "Luis" }),
      anAgenda({ date: "08/04/2026" }),
      anAgenda({ site: "S2" }),
    ),
  );
  const report = await load(db, [anAgendasFile(anAgenda({ to: "8:40" }))]);
  assertEquals(report.agendas, { ...NONE, changed: 2 });
  assertMatch(report.warnings[0]?.message ?? "", /07\/04\/2026, de 14:00 a 15:00, no viene/);
  assertEquals(report.warnings.length, 1);
  const open = (await slots(db)).filter((slot) => !slot.includes("closed"));
  assertEquals(open.length, 2 + 3 + 3 + 3);
});

Deno.test("a load never loses an appointment: it names it, and leaves it until it is moved", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda(), anAgenda(AFTERNOON)));
  for (const slot of [1, 2, 4]) await giveSlot(db, slot);
  const before = await booked(db);
  const report = await load(db, [anAgendasFile(anAgenda({ to: "8:20" }))]);
  assertEquals(report.status, "published");
  assertEquals(report.warnings.map(({ message }) => message.match(/CI-2026-\d/)?.[0] ?? "agenda"), [
    "agenda",
    "CI-2026-2",
    "CI-2026-4",
  ]);
  assertEquals(await booked(db), before);
  assertEquals(await slots(db), [
    "08:00 Medicina general  CI-2026-1",
    "08:20 Medicina general closed CI-2026-2",
    "08:40 Medicina general closed",
    "14:00 Medicina general closed CI-2026-4",
    "14:20 Medicina general closed",
    "14:40 Medicina general closed",
  ]);
});

Deno.test("another kind or length at the hour of an appointment clashes with it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda()));
  await giveSlot(db, 1);
  const other = await load(db, [anAgendasFile(anAgenda({ kind: "Odontología", minutes: 30 }))]);
  assertMatch(other.warnings[0]?.message ?? "", /^la cita CI-2026-1 del 07\/04\/2026 08:00 en la/);
  assertEquals(await slots(db), [
    "08:00 Medicina general closed CI-2026-1",
    "08:00 Odontología",
    "08:20 Medicina general closed",
    "08:30 Odontología",
    "08:40 Medicina general closed",
  ]);
  const back = await load(db, [anAgendasFile(anAgenda())]);
  assertEquals(back.warnings, []);
  assertEquals((await slots(db))[0], "08:00 Medicina general  CI-2026-1");
});

Deno.test("an appointment stays where another line of the day brings its slot", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda()));
  await giveSlot(db, 2);
  const report = await load(db, [anAgendasFile(anAgenda({ from: "8:20" }))]);
  assertEquals(report.warnings.length, 1, "only the line that is gone");
  assertEquals(await slots(db), [
    "08:00 Medicina general closed",
    "08:20 Medicina general  CI-2026-2",
    "08:40 Medicina general",
  ]);
});

Deno.test("no slots an hour close an agenda, and its appointments are named", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda()));
  await giveSlot(db, 3);
  const report = await load(db, [anAgendasFile(anAgenda({ anHour: 0 }))]);
  assertEquals([report.status, report.warnings.length], ["published", 1]);
  assertEquals((await slots(db)).filter((slot) => !slot.includes("closed")), []);
  assertEquals((await booked(db)).length, 1);
});

Deno.test("agendas wait for the second person; an undo puts back what was, and loses nothing", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda()));
  const before = [await agendas(db), (await slots(db)).length];
  const waiting = await loadToWait(db, [anAgendasFile(anAgenda({ to: "10:00" }))]);
  assertEquals([await agendas(db), (await slots(db)).length], before);
  assertEquals(reasonOf(await publish(db, waiting)), "done");
  assertEquals((await slots(db)).length, 6);
  const added = await rowsOf(db, "SELECT max(id) AS id FROM slots");
  await giveSlot(db, Number(added[0]?.id));
  const code = (await booked(db))[0]?.code;
  const undone = await takeBack(db, waiting.id, NOW, PUBLISHER);
  assert(undone.isDone);
  assertEquals(undone.report.agendas, { ...NONE, changed: 1 });
  assertMatch(undone.report.warnings[0]?.message ?? "", /CI-2026-\d .* hay que moverla$/);
  assertEquals(await agendas(db), before[0]);
  assertEquals((await slots(db)).slice(3), [
    "09:00 Medicina general closed",
    "09:20 Medicina general closed",
    `09:40 Medicina general closed ${code}`,
  ]);
  assertEquals(reasonOf(await takeBack(db, undone.report.id)), "done");
  assertEquals((await slots(db))[5], `09:40 Medicina general  ${code}`);
});

Deno.test("an undo of a first load leaves its appointments, without a slot that is offered", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, aWholeAgenda(anAgenda()));
  await giveSlot(db, 1);
  const undone = await takeBack(db, first.id);
  assert(undone.isDone);
  assertEquals(undone.report.warnings.length, 1);
  assertEquals([await agendas(db), (await booked(db)).length], [[], 1]);
});

Deno.test("an undo is refused where a later load touched the same agenda", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, aWholeAgenda(anAgenda()));
  await load(db, [anAgendasFile(anAgenda({ to: "10:00" }))]);
  const outcome = await takeBack(db, first.id);
  assert(!outcome.isDone);
  assertMatch(outcome.message, /Agendas S1 2026-04-07 08:00 Ana Pérez$/);
});

Deno.test("sites and agendas load together; a site that nobody knows is an error", async () => {
  await using database = await testDatabase();
  const { db } = database;
  assertEquals((await load(db, [anAgendasFile(anAgenda())])).status, "refused");
  await load(db, [aSitesFile()]);
  assertEquals((await load(db, [anAgendasFile(anAgenda())])).status, "published");
});
