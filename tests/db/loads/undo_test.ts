import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { type Db, openDatabase } from "../../../db/client.ts";
import { findLoad } from "../../../db/loads/history.ts";
import type { LoadOutcome } from "../../../domain/loads/outcome.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import type { LoadReport } from "../../../domain/loads/report.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { A, SETTLEMENTS_HEADER, VOUCHERS_HEADER, type VoucherWish } from "../../support/files.ts";
import { countRows, rowsOf, visibleContent } from "../support/contents.ts";
import { loadToWait, NOW, publish, PUBLISHER, takeBack } from "../support/lifecycle.ts";

const LATER = NOW + 60_000;

const vouchers = (...wishes: VoucherWish[]) =>
  aFile("comprobantes.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher));
const lines = (number: string, ...paid: string[]) =>
  aFile(
    "facturas.csv",
    SETTLEMENTS_HEADER,
    ...paid.map((amount, index) => aSettlement(number, `FEV-${index}`, amount)),
  );
const FIRST = (): Sheet[] => [
  PROVIDERS(),
  vouchers({ number: "1" }, { number: "2" }),
  lines("1", "700,00", "300,00"),
];
const SECOND = (): Sheet[] => [
  vouchers({ number: "1", paid: "900,00" }, { number: "2", state: "Anulado" }, { number: "3" }),
  lines("1", "900,00"),
];

const undo = (db: Db, { id }: { id: string }, nowMs = LATER, userId?: number) =>
  takeBack(db, id, nowMs, userId);
const reasonOf = (outcome: LoadOutcome) => outcome.isDone ? "done" : outcome.reason;

/** Undoes a load, which must be possible; answers the undo's own report. */
async function undone(db: Db, load: { id: string }, userId?: number): Promise<LoadReport> {
  const outcome = await undo(db, load, LATER, userId);
  assert(outcome.isDone, outcome.isDone ? "" : outcome.message);
  return outcome.report;
}

Deno.test("U15: an undo brings the state before back as a load of its own, and deletes nothing", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const before = await visibleContent(db);
  const second = await load(db, SECOND());
  const counts = await countRows(db);
  assertNotEquals(await visibleContent(db), before);
  const report = await undone(db, second, PUBLISHER);
  assertEquals(await visibleContent(db), before);
  assertEquals(await countRows(db), { ...counts, loads: 3 });
  assertEquals([report.status, report.vouchers, report.paidAmount], [
    "published",
    { new: 0, changed: 3, unchanged: 0 },
    second.paidAmount,
  ]);
  const [one, other] = [await findLoad(db, second.id), await findLoad(db, report.id)];
  assertEquals([one?.status, one?.undoneBy, one?.undoneAt, one?.undoneByLoadId], [
    "undone",
    PUBLISHER,
    LATER,
    report.id,
  ]);
  assertEquals([other?.status, other?.undoesLoadId, other?.publishedBy, other?.publishedAt], [
    "published",
    second.id,
    PUBLISHER,
    LATER,
  ]);
  assertEquals(other?.report, report);
});

Deno.test("the first load of all can be undone, and loaded again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, FIRST());
  const content = await visibleContent(db);
  await undone(db, first);
  assertEquals(await visibleContent(db), { providers: [], vouchers: [], settlements: [] });
  assertEquals((await load(db, FIRST())).status, "published");
  assertEquals(await visibleContent(db), content);
});

Deno.test("a load that waited and was published can be undone", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const before = await visibleContent(db);
  const second = await loadToWait(db, SECOND());
  assertEquals(reasonOf(await undo(db, second)), "notPublished");
  await publish(db, second);
  await undone(db, second);
  assertEquals(await visibleContent(db), before);
});

Deno.test("an undo is undone, and that again, any number of times", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, FIRST());
  const second = await load(db, SECOND());
  const states = [await visibleContent(db)];
  let last: { id: string } = second;
  const undos: string[] = [];
  for (let round = 0; round < 6; round++) {
    last = await undone(db, last);
    undos.push(last.id);
    states.push(await visibleContent(db));
    assertEquals(states[round + 1], round === 0 ? states[1] : states[round - 1]);
    const statusOf = async (id: string) => (await findLoad(db, id))?.status;
    assertEquals(await statusOf(second.id), round % 2 === 0 ? "undone" : "published");
    assertEquals(await statusOf(first.id), "published");
    assertEquals(await statusOf(last.id), "published");
  }
  assertEquals((await findLoad(db, second.id))?.undoneAt, null);
  assertEquals(await rowsOf(db, "PRAGMA foreign_key_check"), []);
});

Deno.test("after an undo of the undo the first load can be undone directly", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const before = await visibleContent(db);
  const second = await load(db, SECOND());
  const redo = await undone(db, await undone(db, second));
  await undone(db, second);
  assertEquals(await visibleContent(db), before);
  assertEquals(reasonOf(await undo(db, redo)), "touchedLater");
  assertEquals(await visibleContent(db), before);
});

Deno.test("an undo is refused, naming the vouchers, where a later load touched them", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, FIRST());
  const second = await load(db, [vouchers({ number: "2", paid: "5,00" })]);
  const content = await visibleContent(db);
  const outcome = await undo(db, first);
  assert(!outcome.isDone);
  assertEquals([outcome.reason, outcome.vouchers], ["touchedLater", [
    { nit: A, documentNumber: "2" },
  ]]);
  assertMatch(outcome.message, new RegExp(`2 \\(NIT ${A}\\)`));
  assertEquals(await visibleContent(db), content);
  assertEquals((await findLoad(db, first.id))?.status, "published");
  await undone(db, second);
  await undone(db, first);
  assertEquals((await visibleContent(db)).vouchers, []);
});

Deno.test("a long list of vouchers in the way is cut, and counted", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const many = (paid: string) =>
    vouchers(...Array.from({ length: 50 }, (_, index) => ({ number: `V${index}`, paid })));
  const first = await load(db, [PROVIDERS(), many("1,00")]);
  await load(db, [many("2,00")]);
  const outcome = await undo(db, first);
  assert(!outcome.isDone);
  assertEquals(outcome.vouchers.length, 20);
  assertMatch(outcome.message, / y 30 más$/);
});

Deno.test("an undo that would bring a voucher back beside a newer one is refused", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const first = await load(db, [vouchers({ number: "1", paid: "1,00" })]);
  const back = await undone(db, first);
  await load(db, [vouchers({ number: "1", paid: "2,00" })]);
  assertEquals(reasonOf(await undo(db, back)), "touchedLater");
  assertEquals((await visibleContent(db)).vouchers?.map((row) => row.paid_amount), [200]);
});

Deno.test("of two undos of one load at once one wins, and the other says that there is nothing left", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const other = await openDatabase({ url: `file:${database.path}` });
  await load(db, FIRST());
  const before = await visibleContent(db);
  const second = await load(db, SECOND());
  const outcomes = await Promise.all([undo(db, second), undo(other, second)]);
  other.$client.close();
  assertEquals(outcomes.map(reasonOf).sort(), ["done", "notPublished"]);
  assertEquals(await visibleContent(db), before);
  assertEquals((await countRows(db)).loads, 3);
});

Deno.test("a waiting load that corrects what is undone meanwhile is refused, not published over nothing", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const first = await load(db, [vouchers({ number: "1", paid: "1,00" })]);
  const waiting = await loadToWait(db, [vouchers({ number: "1", paid: "2,00" })]);
  await undone(db, first);
  assertEquals(reasonOf(await publish(db, waiting)), "conflict");
  assertEquals((await visibleContent(db)).vouchers, []);
});

Deno.test("a load that was not published cannot be undone, nor one that does not exist", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const same = await load(db, FIRST());
  const bad = await load(db, [vouchers({ number: "1", paid: "mil" })]);
  for (const { id } of [same, bad]) {
    assertEquals(reasonOf(await undo(db, { id })), "notPublished");
  }
  assertEquals(reasonOf(await undo(db, { id: "none" })), "notFound");
});

Deno.test("a reader sees the state before or after an undo, never a mixture", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const numbers = Array.from({ length: 300 }, (_, index) => `V${index}`);
  const all = (paid: string) => [vouchers(...numbers.map((number) => ({ number, paid })))];
  await load(db, [PROVIDERS(), ...all("1,00")]);
  const second = await load(db, all("2,00"));
  const reader = await openDatabase({ url: `file:${database.path}` });
  const seen = new Set<unknown>();
  const sql = "SELECT sum(paid_amount) AS paid FROM voucher_revisions WHERE is_current = 1";
  const acts = async () => {
    let last: { id: string } = second;
    for (let round = 0; round < 10; round++) last = await undone(db, last);
    return true;
  };
  const looks = async () => {
    for (let round = 0; round < 200; round++) {
      seen.add((await rowsOf(reader, sql))[0]?.paid);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  await Promise.all([acts(), looks()]);
  reader.$client.close();
  for (const paid of seen) assert(paid === 30_000 || paid === 60_000, `${paid}`);
});
