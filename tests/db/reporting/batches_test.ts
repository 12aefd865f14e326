import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { findBatch, makeBatch, undoBatch } from "../../../db/reporting/batches.ts";
import { readReportRows } from "../../../db/reporting/rows.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { VOUCHERS_HEADER, type VoucherWish } from "../../support/files.ts";
import { addPerson } from "../../support/people.ts";
import { rowsOf, valueOf } from "../support/contents.ts";
import { NOW, takeBack } from "../support/lifecycle.ts";

const vouchers = (...wishes: VoucherWish[]) =>
  aFile("comprobantes.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher));
const queueOf = async (db: Db) =>
  (await rowsOf(
    db,
    `SELECT document_number AS number, kind, happened_on FROM report_queue
     ORDER BY document_number`,
  )).map(({ number, kind, happened_on }) => [number, kind, happened_on]);

/** Payments 1, 2 and 3 of March and somebody of the treasury. */
async function withPayments() {
  const database = await testDatabase();
  const { db } = database;
  const three = vouchers({ number: "1" }, { number: "2" }, { number: "3", state: "Programado" });
  await load(db, [PROVIDERS(), three]);
  const person = { kind: "staff", staffRole: "tesoreria", email: "t@eps.example" } as const;
  const madeBy = await addPerson(db, { ...person, passwordHash: "x" }, []);
  let made = 0;
  const make = (handle = `batch ${++made}`, changes = {}) =>
    makeBatch(db, {
      handle,
      mappingVersion: 0,
      reportsFrom: "2026-01-01",
      eps: { name: "Mutual Ser", nit: "806008394-7" },
      madeBy,
      madeAt: NOW,
      ...changes,
    });
  const undo = (number: number) => undoBatch(db, { number, undoneBy: madeBy, undoneAt: NOW + 9 });
  return { ...database, make, undo };
}

async function told(db: Db, number: number): Promise<string[]> {
  const batch = await findBatch(db, number);
  if (!batch) return [];
  const rows = (await Array.fromAsync(readReportRows(db, batch))).flat();
  return rows.map(({ documentNumber, kind, paidAmount }) =>
    `${documentNumber} ${kind} ${paidAmount}`
  );
}

Deno.test("payments that stand wait; a batch takes them, and what happens later waits as what it is", async () => {
  await using database = await withPayments();
  const { db, make } = database;
  assertEquals(await queueOf(db), [["1", "payment", "2026-03-15"], ["2", "payment", "2026-03-15"]]);
  assertEquals(await make(), true);
  assertEquals(await queueOf(db), []);
  const first = await findBatch(db, 1);
  assertEquals([first?.payments, first?.paidAmount], [2, 200_000]);
  const later = vouchers(
    { number: "1", paid: "5,00" },
    { number: "2", state: "Anulado" },
    { number: "4", state: "Anulado" },
    { number: "5", paidOn: "20/03/2026" },
  );
  await load(db, [later], { nowMs: NOW + 5 });
  assertEquals(await queueOf(db), [
    ["1", "correction", "2026-04-01"],
    ["2", "annulment", "2026-04-01"],
    ["5", "payment", "2026-03-20"],
  ]);
  await make();
  assertEquals(await told(db, 2), ["1 correction 500", "2 annulment 100000", "5 payment 100000"]);
  assertEquals(await told(db, 1), ["1 payment 100000", "2 payment 100000"], "as it was");
});

Deno.test("two people who report at once make one batch, and so does a form that is sent twice", async () => {
  await using database = await withPayments();
  const { db, make } = database;
  const made = await Promise.all([make("one"), make("two"), make("one")]);
  assertEquals(made.filter(Boolean).length, 1);
  assertEquals(await valueOf(db, "SELECT count(*) FROM report_batches"), 1);
  const twice = "SELECT count(*) FROM report_items GROUP BY provider_id, document_number";
  assertEquals(new Set((await rowsOf(db, twice)).map((row) => row["count(*)"])), new Set([1]));
});

Deno.test("a batch that is undone puts its payments back, and taken again says the same", async () => {
  await using database = await withPayments();
  const { db, make, undo } = database;
  const before = await queueOf(db);
  await make();
  const first = await told(db, 1);
  assertEquals(await undo(1), true);
  assertEquals([await queueOf(db), await told(db, 1)], [before, []]);
  assertEquals(await undo(1), false, "once");
  await make();
  assertEquals(await told(db, 2), first);
});

Deno.test("only the newest batch is undone, and what changed after it waits as it stands now", async () => {
  await using database = await withPayments();
  const { db, make, undo } = database;
  await make();
  const later = vouchers({ number: "1", paid: "5,00" }, { number: "2", state: "Anulado" });
  await load(db, [later, vouchers({ number: "5", paidOn: "20/03/2026" })], { nowMs: NOW + 5 });
  await load(db, [vouchers({ number: "5", paidOn: "20/03/2026" })], { nowMs: NOW + 6 });
  await undo(1);
  assertEquals(await queueOf(db), [
    ["1", "payment", "2026-03-15"],
    ["5", "payment", "2026-03-20"],
  ]);
  await make();
  await load(db, [vouchers({ number: "1", paid: "7,00" })], { nowMs: NOW + 7 });
  await make();
  assertEquals([await undo(2), await undo(3)], [false, true]);
  assertEquals(await queueOf(db), [["1", "correction", "2026-04-01"]]);
});

Deno.test("a load that is undone takes back what waited, and tells what was reported already", async () => {
  await using database = await withPayments();
  const { db, make } = database;
  await make();
  const second = await load(db, [vouchers({ number: "1", paid: "5,00" }, { number: "6" })], {
    nowMs: NOW + 5,
  });
  assertEquals((await queueOf(db)).map(([number]) => number), ["1", "6"]);
  await takeBack(db, second.id, NOW + 6);
  assertEquals(await queueOf(db), [], "1 is again what was reported, 6 never was");
  const third = await load(db, [vouchers({ number: "1", paid: "5,00" }, { number: "6" })], {
    nowMs: NOW + 7,
  });
  await make();
  await takeBack(db, third.id, NOW + 8);
  assertEquals((await queueOf(db)).map(([number, kind]) => `${number} ${kind}`), [
    "1 correction",
    "6 annulment",
  ]);
});

Deno.test("payments from before the day that the EPS reports from wait for nobody", async () => {
  await using database = await withPayments();
  assertEquals(await database.make("one", { reportsFrom: "2026-03-16" }), false);
  assertEquals(await valueOf(database.db, "SELECT count(*) FROM report_batches"), 0);
});
