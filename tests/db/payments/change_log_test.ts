import { assert, assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { A, SETTLEMENTS_HEADER, VOUCHERS_HEADER, type VoucherWish } from "../../support/files.ts";
import { rowsOf, valueOf } from "../support/contents.ts";
import { loadToWait, NOW, publish, takeBack } from "../support/lifecycle.ts";

const vouchers = (...wishes: VoucherWish[]) =>
  aFile("comprobantes.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher));
const line = (number: string, paid: string) =>
  aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement(number, "FEV-1", paid));
/** Each change of A's vouchers in the order of the log, with its version and the instant. */
const logOf = async (db: Db, nit = A) =>
  (await rowsOf(
    db,
    `SELECT document_number AS number, version, change, changed_at AS at FROM change_log
     JOIN providers AS p ON p.id = provider_id WHERE nit = '${nit}'
     ORDER BY version, document_number`,
  )).map(({ number, version, change, at }) => [number, version, change, Number(at) - NOW]);
const versionOf = (db: Db) => valueOf(db, `SELECT data_version FROM providers WHERE nit = '${A}'`);

Deno.test("each voucher that a load changes takes its place at the end of its provider's log", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), vouchers({ number: "1" }, { number: "2" }, { number: "3" })]);
  assertEquals(await logOf(db), [
    ["1", 1, "posted", 0],
    ["2", 1, "posted", 0],
    ["3", 1, "posted", 0],
  ]);
  const later = [
    vouchers({ number: "2", state: "Anulado" }, { number: "4" }),
    line("1", "1000,00"),
  ];
  await load(db, later, { nowMs: NOW + 5 });
  assertEquals(await logOf(db), [
    ["3", 1, "posted", 0],
    ["1", 2, "corrected", 5],
    ["2", 2, "annulled", 5],
    ["4", 2, "posted", 5],
  ]);
  await load(db, [vouchers({ nit: B, number: "B-1" })], { nowMs: NOW + 6 });
  assertEquals([await versionOf(db), await logOf(db, B)], [2, [["B-1", 1, "posted", 6]]]);
});

Deno.test("the word of a change says from which state to which one a voucher went", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const header = `${VOUCHERS_HEADER};Fecha Devolución;Motivo Devolución`;
  const words: unknown[] = [];
  const states = [
    "Programado",
    "Vigente",
    "Devuelto",
    "Devuelto",
    "Anulado",
    "Vigente",
    "Programado",
  ];
  const loads = [];
  for (const [index, state] of states.entries()) {
    const returned = state === "Devuelto" ? `0${index}/04/2026;Cuenta cerrada` : ";";
    const file = aFile("c.csv", header, `${aVoucher({ number: "1", state })};${returned}`);
    loads.push(await load(db, [PROVIDERS(), file]));
    words.push((await logOf(db))[0]?.[2]);
  }
  assertEquals(words, [
    "scheduled",
    "posted",
    "returned",
    "corrected",
    "annulled",
    "corrected",
    "scheduled",
  ]);
  const undone: unknown[] = [];
  for (const one of loads.toReversed()) {
    assert((await takeBack(db, one.id)).isDone);
    undone.push((await logOf(db))[0]?.[2]);
  }
  const back = ["posted", "annulled", "returned", "corrected", "corrected", "scheduled", "removed"];
  assertEquals(undone, back);
});

Deno.test("an undo leaves a row that says what is gone, and the undo of an undo brings it back", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), vouchers({ number: "1" })]);
  const second = await load(db, [vouchers({ number: "1", paid: "900,00" }, { number: "2" })]);
  const undo = await takeBack(db, second.id, NOW + 7);
  assert(undo.isDone);
  assertEquals(await logOf(db), [["1", 3, "corrected", 7], ["2", 3, "removed", 7]]);
  assert((await takeBack(db, undo.report.id, NOW + 8)).isDone);
  assertEquals(await logOf(db), [["1", 4, "corrected", 8], ["2", 4, "posted", 8]]);
});

Deno.test("what waits, was refused or was only tried is in no log until it is published", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  await load(db, [vouchers({ number: "0" })], { dryRun: true });
  const waiting = await loadToWait(db, [vouchers({ number: "1" })]);
  const late = await loadToWait(db, [vouchers({ number: "1", paid: "2,00" })]);
  assertEquals(await logOf(db), []);
  assert((await publish(db, waiting, NOW + 9)).isDone);
  assert(!(await publish(db, late, NOW + 10)).isDone);
  assertEquals(await logOf(db), [["1", 1, "posted", 9]]);
});

Deno.test("the migration begins the log with the vouchers that are there, as of their provider's last publication", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [
    PROVIDERS(),
    vouchers({ number: "1" }, { number: "2" }, { nit: B, number: "B" }),
  ]);
  await load(db, [vouchers({ number: "2", paid: "5,00" }, { number: "3", state: "Anulado" })]);
  const third = await load(db, [vouchers({ number: "4" })], { nowMs: NOW + 1 });
  assert((await takeBack(db, third.id, NOW + 2)).isDone);
  await db.$client.execute("DROP TABLE change_log");
  const script = await Deno.readTextFile("db/migrations/0047_change_log.sql");
  await db.$client.batch(script.split("--> statement-breakpoint"), "write");
  assertEquals([await logOf(db), await logOf(db, B)], [
    [["1", 4, "posted", 2], ["2", 4, "corrected", 2], ["3", 4, "annulled", 2]],
    [["B", 1, "posted", 0]],
  ]);
});
