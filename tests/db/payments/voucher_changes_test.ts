import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { findVoucherChanges } from "../../../db/payments/voucher_changes.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf } from "../support/contents.ts";
import { loadToWait, NOW, publish, takeBack } from "../support/lifecycle.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const payment = (paid: string, ...rows: string[]) => [
  aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid })),
  ...(rows.length > 0 ? [aFile("facturas.csv", SETTLEMENTS_HEADER, ...rows)] : []),
];
const on = (day: number) => ({ nowMs: NOW + day * DAY_MS });

async function changes(db: Db, nit = A, number = "1") {
  const found = await findVoucherChanges(db, await providerOf(db, nit), number);
  return (found ?? []).map(({ at, fields }) => [
    (at - NOW) / DAY_MS,
    ...fields.map(({ field, before, after }) => `${field} ${before} ${after}`),
  ]);
}

Deno.test("a voucher that was never corrected has no changes", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payment("1,00")], on(0));
  await load(db, payment("1,00"), on(1));
  assertEquals(await changes(db), []);
});

Deno.test("each correction says when it was published and what it changed, newest first", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payment("1,00", aSettlement("1", "FEV-1", "1,00"))], on(0));
  await load(db, payment("2,00"), on(1));
  const waiting = await loadToWait(db, payment("2,00", aSettlement("1", "FEV-1", "2,00")), on(2));
  assertEquals(await changes(db), [[1, "paidAmount 100 200"]]);
  await publish(db, waiting, NOW + 3 * DAY_MS);
  assertEquals(await changes(db), [[3], [1, "paidAmount 100 200"]]);
  const [last] = await findVoucherChanges(db, await providerOf(db, A), "1") ?? [];
  assertEquals(last?.lineCounts, { added: 0, removed: 0, changed: 1 });
  assertEquals(last?.lines[0]?.fields.map(({ field, after }) => [field, after]), [
    ["invoiceAmount", 200],
    ["netAmount", 200],
    ["paidAmount", 200],
  ]);
});

Deno.test("an undo is a change too: whoever downloaded the voucher meanwhile must be told", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payment("1,00")], on(0));
  const second = await load(db, payment("2,00"), on(1));
  const undo = await takeBack(db, second.id, NOW + 2 * DAY_MS);
  const expected = [[2, "paidAmount 200 100"], [1, "paidAmount 100 200"]];
  assertEquals(await changes(db), expected);
  await takeBack(db, undo.isDone ? undo.report.id : "", NOW + 3 * DAY_MS);
  assertEquals(await changes(db), [[3, "paidAmount 100 200"], ...expected]);
});

Deno.test("a voucher that an undo took away is nobody's; one that comes again with other values has changed", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()], on(0));
  const first = await load(db, payment("1,00"), on(0));
  await takeBack(db, first.id, NOW + DAY_MS);
  assertEquals(await changes(db), []);
  await load(db, payment("5,00"), on(2));
  assertEquals(await changes(db), [[2, "paidAmount 100 500"]]);
});

Deno.test("another order of the same lines is not shown as a change", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [one, other] = [aSettlement("1", "FEV-1", "1,00"), aSettlement("1", "FEV-2", "1,00")];
  await load(db, [PROVIDERS(), ...payment("2,00", one, other)], on(0));
  assertEquals((await load(db, payment("2,00", other, one), on(1))).status, "published");
  assertEquals(await changes(db), []);
});

Deno.test("a waiting correction, and another provider's voucher, show no change", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payment("1,00")], on(0));
  await load(db, payment("2,00"), on(1));
  await loadToWait(db, payment("3,00"), on(2));
  assertEquals(await changes(db, B), []);
  assertEquals(await changes(db, A, "NO-HAY"), []);
  assertEquals(await changes(db), [[1, "paidAmount 100 200"]]);
});

Deno.test("the last ten changes are shown", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payment("1,00")], on(0));
  for (let day = 1; day <= 12; day++) await load(db, payment(`${day + 1},00`), on(day));
  const found = await changes(db);
  assertEquals([found.length, found[0]?.[0], found.at(-1)?.[0]], [10, 12, 3]);
});
