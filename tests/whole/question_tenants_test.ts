import { assert, assertEquals, assertNotMatch } from "@std/assert";
import type { Db } from "../../db/client.ts";
import { findChanges } from "../../db/payments/change_log.ts";
import { findSelected, readSettlements } from "../../db/payments/exports.ts";
import { search } from "../../db/payments/invoices.ts";
import { findPortalFigures } from "../../db/portal.ts";
import {
  findAllVouchers,
  findDetail,
  findVoucher,
  findVouchers,
  findVouchersAndVoucher,
} from "../../db/payments/vouchers.ts";
import { LOG_START } from "../../domain/payments/change.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Sheet } from "../../domain/loads/files.ts";
import { testDatabase } from "../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../support/files.ts";
import { providerOf } from "../db/support/contents.ts";

const RANGE = { from: "2020-01-01", to: "2029-12-31" };
const TODAY = "2026-03-31";

/** A and B have the same document and invoice numbers; B has a number of its own besides. */
function paymentsOf(nit: string, paid: string, ownNumber?: string): Sheet[] {
  const numbers = ["1", "2", ...(ownNumber ? [ownNumber] : [])];
  return [
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      ...numbers.map((number) => aVoucher({ nit, number, paid, unapplied: "7,00" })),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      ...numbers.flatMap((number) => [
        aSettlement(number, "FEV-0001", paid, nit),
        aSettlement(number, ownNumber ? `F-${ownNumber}` : "FEV-0002", "1,00", nit),
      ]),
    ),
  ];
}

const payB = (db: Db) => load(db, paymentsOf(B, "666,66", "SECRETO"));
const payA = (db: Db) => load(db, paymentsOf(A, "100,00"));

/** Every answer that a provider can get, without the ids that only this database gives. */
async function everyAnswer(db: Db, provider: Provider): Promise<string> {
  const selected = await findAllVouchers(db, provider, RANGE);
  const lines = [];
  for await (const some of readSettlements(db, provider, selected)) lines.push(...some);
  const one = { page: 1 };
  const detail = { ...one, allColumns: false };
  const answers: unknown[] = [selected, lines, await findPortalFigures(db, provider, TODAY, 1)];
  answers.push(await findVouchers(db, provider, RANGE, one));
  answers.push(await findChanges(db, provider, LOG_START, 100));
  for (const number of ["1", "2", "SECRETO", "NO-HAY"]) {
    answers.push(await findVoucher(db, provider, number, one) ?? null);
    answers.push(await findDetail(db, provider, number, detail) ?? null);
    answers.push(
      await findVouchersAndVoucher(db, provider, RANGE, number, { list: one, detail }),
    );
    answers.push(await findSelected(db, provider, { documentNumber: number }) ?? null);
  }
  for (const typed of ["FEV-0001", "fev 1", "F-SECRETO", "SECRETO", "1"]) {
    answers.push(await search(db, provider, typed));
  }
  const noIds = (key: string, value: unknown) => key === "revisionId" ? undefined : value;
  return JSON.stringify(answers, noIds);
}

Deno.test("T3: A's answers are the same with and without B's data, loaded before or after", async () => {
  const answers = [];
  for (const loads of [[payA], [payA, payB], [payB, payA]]) {
    await using database = await testDatabase();
    const { db } = database;
    await load(db, [PROVIDERS()]);
    for (const pay of loads) assertEquals((await pay(db)).status, "published");
    answers.push(await everyAnswer(db, await providerOf(db, A)));
  }
  assert((answers[0]?.length ?? 0) > 1000);
  assertEquals(answers[1], answers[0]);
  assertEquals(answers[2], answers[0]);
});

Deno.test("A sees no voucher, settlement, invoice or total of B, whatever it asks for", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...paymentsOf(B, "666,66", "SECRETO")]);
  const provider = await providerOf(db, A);
  assertNotMatch(await everyAnswer(db, provider), /SECRETO|66666/);
  assertEquals((await findVouchers(db, provider, RANGE, { page: 1 })).totals.count, 0);
  assertEquals(await findVoucher(db, provider, "SECRETO", { page: 1 }), undefined);
  const nine = { page: 1, allColumns: false };
  assertEquals(await findDetail(db, provider, "SECRETO", nine), undefined);
  assertEquals((await search(db, provider, "FEV-0001")).settlements, []);
  assertEquals(await findSelected(db, provider, { documentNumber: "SECRETO" }), undefined);
});

Deno.test("A gets no line by asking with B's vouchers", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...paymentsOf(B, "666,66", "SECRETO")]);
  const foreign = await findAllVouchers(db, await providerOf(db, B), RANGE);
  assertEquals(foreign.length, 3);
  for await (const lines of readSettlements(db, await providerOf(db, A), foreign)) {
    assertEquals(lines, []);
  }
});
