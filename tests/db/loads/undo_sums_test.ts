import { assertEquals, assertNotEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { findSelected, readSettlements } from "../../../db/payments/exports.ts";
import { search } from "../../../db/payments/invoices.ts";
import { findPortalFigures } from "../../../db/portal.ts";
import {
  findAllVouchers,
  findVoucher,
  findVouchers,
  findVouchersAndVoucher,
} from "../../../db/payments/vouchers.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf } from "../support/contents.ts";
import { loadToWait, NOW, takeBack } from "../support/lifecycle.ts";

const RANGE = { from: "2026-01-01", to: "2026-12-31" };
const PAGE = { page: 1 };

const payments = (paid: string, numbers: string[], state = "Vigente") => [
  aFile(
    "comprobantes.csv",
    VOUCHERS_HEADER,
    ...numbers.map((number) => aVoucher({ number, paid, unapplied: "3,00", state })),
  ),
  aFile(
    "facturas.csv",
    SETTLEMENTS_HEADER,
    ...numbers.map((number) => aSettlement(number, `FEV-${number}`, paid)),
  ),
];

/** Everything that a provider can be told, every way of asking; ids and past corrections apart. */
async function everyAnswer(db: Db): Promise<unknown> {
  const provider = await providerOf(db, A);
  const lines = [];
  const selected = await findSelected(db, provider, RANGE) ?? [];
  for await (const some of readSettlements(db, provider, selected)) lines.push(...some);
  const answers: unknown[] = [lines, await findPortalFigures(db, provider, "2026-03-31", 1)];
  answers.push(await findVouchers(db, provider, RANGE, PAGE));
  answers.push(await findAllVouchers(db, provider, RANGE));
  for (const number of ["1", "2", "3"]) {
    answers.push(await findVoucher(db, provider, number, PAGE) ?? null);
    answers.push(
      await findVouchersAndVoucher(db, provider, RANGE, number, {
        list: PAGE,
        detail: { ...PAGE, allColumns: true },
      }),
    );
    answers.push(await findSelected(db, provider, { documentNumber: number }) ?? null);
    answers.push(await search(db, provider, `FEV-${number}`), await search(db, provider, number));
  }
  const noIds = (key: string, value: unknown) =>
    key === "revisionId" || key === "correctedAt" ? undefined : value;
  return JSON.parse(JSON.stringify(answers, noIds));
}

Deno.test("after an undo every list, sum, search and download is what it was before the load", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payments("100,00", ["1", "2"])]);
  const before = await everyAnswer(db);
  const second = await load(db, payments("900,00", ["1", "3"]));
  const after = await everyAnswer(db);
  assertNotEquals(after, before);
  const undo = await takeBack(db, second.id, NOW + 1);
  assertEquals(await everyAnswer(db), before);
  await takeBack(db, undo.isDone ? undo.report.id : "", NOW + 2);
  assertEquals(await everyAnswer(db), after);
});

Deno.test("a waiting load is in no list, sum, search or download", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payments("100,00", ["1", "2"])]);
  const before = await everyAnswer(db);
  await loadToWait(db, payments("900,00", ["1", "3"]));
  assertEquals(await everyAnswer(db), before);
});

Deno.test("annulled and undone vouchers count in no sum; an annulment that is undone counts again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payments("100,00", ["1", "2"])]);
  const provider = await providerOf(db, A);
  const sums = async () => {
    const { totals } = await findVouchers(db, provider, RANGE, PAGE);
    const { month, unapplied } = await findPortalFigures(db, provider, "2026-03-31", 1);
    assertEquals([totals.paidAmount, totals.unappliedAmount], [
      month.paidAmount,
      unapplied.amount,
    ]);
    return totals.paidAmount;
  };
  assertEquals(await sums(), 20_000);
  const annulment = await load(db, payments("100,00", ["1"], "Anulado"));
  assertEquals(await sums(), 10_000);
  const more = await load(db, payments("7,00", ["3"]));
  assertEquals(await sums(), 10_700);
  await takeBack(db, annulment.id, NOW + 1);
  assertEquals(await sums(), 20_700);
  await takeBack(db, more.id, NOW + 2);
  assertEquals(await sums(), 20_000);
});
