import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { markVoucher, type NewMark } from "../../../db/payments/marks.ts";
import { findAllVouchers, findVoucher, findVouchers } from "../../../db/payments/vouchers.ts";
import type { VoucherSubset } from "../../../domain/payments/voucher_filter.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aVoucher, B, load, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";
import { addPerson } from "../../support/people.ts";
import { providerOf, valueOf } from "../support/contents.ts";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const ONE = { page: 1 };

/** Three vouchers of A, one of them annulled, one of B, and somebody of A's team. */
async function somebodyAndVouchers(db: Db) {
  await load(db, [
    PROVIDERS(),
    aFile(
      "c.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "1", paid: "10,00" }),
      aVoucher({ number: "2", paid: "20,00" }),
      aVoucher({ number: "3", paid: "40,00", state: "Anulado" }),
      aVoucher({ nit: B, number: "1", paid: "80,00" }),
    ),
  ]);
  const person = { kind: "member", email: "a@b.example", name: "Ana Ruiz" } as const;
  const userId = await addPerson(db, person, [[A, "contador"]]);
  const [a, b] = [await providerOf(db, A), await providerOf(db, B)];
  const mark = (wish: Partial<NewMark>, provider = a) =>
    markVoucher(db, provider, {
      documentNumber: "1",
      isWorked: true,
      note: undefined,
      userId,
      nowMs: 1000,
      seenAt: 0,
      ...wish,
    });
  return { a, b, mark };
}

Deno.test("a mark says who made it and when, and is seen by the team alone", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const { a, b, mark } = await somebodyAndVouchers(db);
  assertEquals(await mark({ note: "Listo" }), true);
  const seen = { isWorked: true, note: "Listo", markedBy: "Ana Ruiz", markedAt: 1000 };
  assertEquals((await findVoucher(db, a, "1", ONE, a.id))?.mark, seen);
  assertEquals([...(await findVouchers(db, a, MARCH, ONE, a.id)).worked], ["1"]);
  for (const team of [null, b.id]) {
    assertEquals((await findVoucher(db, a, "1", ONE, team))?.mark, undefined);
    const { worked, counts } = await findVouchers(db, a, MARCH, ONE, team);
    assertEquals([worked.size, counts.worked, counts.unworked], [0, 0, 0]);
  }
  assertEquals((await findVouchers(db, b, MARCH, ONE, b.id)).worked.size, 0);
});

Deno.test("a mark keeps its note, and is refused where another one was made meanwhile", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const { a, mark } = await somebodyAndVouchers(db);
  await mark({ note: "Falta la FEV-1" });
  assertEquals(await mark({ isWorked: false, seenAt: 1000, nowMs: 2000 }), true);
  assertEquals(await mark({ note: "Otra", seenAt: 1000, nowMs: 3000 }), false);
  assertEquals(await mark({ note: "Otra", seenAt: 0, nowMs: 3000 }), false);
  const stored = (await findVoucher(db, a, "1", ONE, a.id))?.mark;
  assertEquals([stored?.isWorked, stored?.note, stored?.markedAt], [false, "Falta la FEV-1", 2000]);
  assertEquals(await mark({ seenAt: 2000, nowMs: 2000 }), true);
  assertEquals((await findVoucher(db, a, "1", ONE, a.id))?.mark?.markedAt, 2001);
});

Deno.test("no voucher of another provider is marked, and the version grows with marks alone", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const { a, b, mark } = await somebodyAndVouchers(db);
  const version = () => valueOf(db, `SELECT data_version FROM providers WHERE id = ${a.id}`);
  const before = Number(await version());
  for (const documentNumber of ["NO-HAY", ""]) {
    assertEquals(await mark({ documentNumber }), false);
  }
  assertEquals(await mark({ documentNumber: "2" }, b), false);
  assertEquals(await version(), before);
  await mark({});
  assertEquals(await version(), before + 1);
});

Deno.test("the lists of what is worked and what is not add up to what counts, totals included", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const { a, mark } = await somebodyAndVouchers(db);
  await mark({});
  await mark({ documentNumber: "3" });
  const expected: [VoucherSubset, string[], number][] = [
    ["worked", ["3", "1"], 1000],
    ["unworked", ["2"], 2000],
  ];
  for (const [only, numbers, paidAmount] of expected) {
    const page = await findVouchers(db, a, { ...MARCH, only }, ONE, a.id);
    assertEquals(page.vouchers.map(({ documentNumber }) => documentNumber), numbers);
    assertEquals(page.totals.paidAmount, paidAmount);
    assertEquals([page.counts.worked, page.counts.unworked], [2, 1]);
    const all = await findAllVouchers(db, a, { ...MARCH, only }, a.id);
    assertEquals(all.map(({ documentNumber }) => documentNumber), numbers);
  }
});
