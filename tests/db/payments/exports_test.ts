import { assert, assertEquals } from "@std/assert";
import { findSelected, readSettlements } from "../../../db/payments/exports.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf } from "../support/contents.ts";
import { recordTrips } from "../support/recorder.ts";

const RANGE = { from: "2026-03-01", to: "2026-03-31" };

/** Vouchers of A with so many lines each, the newest first. */
async function withVouchers(lengths: Record<string, number>) {
  const database = await testDatabase();
  const names = Object.entries(lengths);
  await load(database.db, [
    PROVIDERS(),
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      ...names.map(([number], index) => aVoucher({ number, paidOn: `${28 - index}/03/2026` })),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      ...names.flatMap(([number, length]) =>
        Array.from({ length }, (_, line) => aSettlement(number, `FEV-${line + 1}`, "1,00"))
      ),
    ),
  ]);
  return { ...database, provider: await providerOf(database.db, A) };
}

function expectedLines(lengths: Record<string, number>): string[] {
  return Object.entries(lengths).flatMap(([number, length]) =>
    Array.from({ length }, (_, line) => `${number} ${line + 1} FEV-${line + 1}`)
  );
}

Deno.test("every line comes in order, for vouchers longer and shorter than a chunk", async () => {
  const lengths = { a: 3, b: 0, c: 4500, d: 1500, e: 499, f: 1, g: 1, h: 2000, i: 2001, j: 5 };
  await using database = await withVouchers(lengths);
  const recorder = recordTrips(database.db);
  const vouchers = await findSelected(database.db, database.provider, RANGE) ?? [];
  assertEquals(vouchers.map((voucher) => voucher.documentNumber), Object.keys(lengths));
  const read: string[] = [];
  for await (const lines of readSettlements(recorder.db, database.provider, vouchers)) {
    assert(lines.length > 0 && lines.length <= 250, `${lines.length} lines at once`);
    read.push(...lines.map((one) => `${one.voucherNumber} ${one.lineNumber} ${one.invoiceNumber}`));
  }
  assertEquals(read, expectedLines(lengths));
  const most = Object.values(lengths).reduce((sum, length) => sum + Math.ceil(length / 250), 0);
  assert(recorder.trips.length <= most, `${recorder.trips.length} round trips`);
});

Deno.test("no vouchers, or vouchers without lines, ask the database nothing", async () => {
  await using database = await withVouchers({ a: 0, b: 0 });
  const { db, trips } = recordTrips(database.db);
  const vouchers = await findSelected(database.db, database.provider, RANGE) ?? [];
  for (const some of [[], vouchers]) {
    for await (const _ of readSettlements(db, database.provider, some)) assert(false);
  }
  assertEquals(trips, []);
});

Deno.test("one voucher is selected by its number, without its lines; a missing one is none", async () => {
  await using database = await withVouchers({ a: 3, b: 2 });
  const { db, provider } = database;
  const found = await findSelected(db, provider, { documentNumber: "b" });
  assertEquals(found?.map((one) => [one.documentNumber, one.settlementCount]), [["b", 2]]);
  assertEquals(await findSelected(db, provider, { documentNumber: "NO-HAY" }), undefined);
  assertEquals(await findSelected(db, provider, { from: "2020-01-01", to: "2020-12-31" }), []);
});

Deno.test("a correction that is published while a download runs mixes nothing into it", async () => {
  const lengths = { a: 2500, b: 1500 };
  await using database = await withVouchers(lengths);
  const { db, provider } = database;
  const vouchers = await findSelected(db, provider, RANGE) ?? [];
  const read: string[] = [];
  for await (const lines of readSettlements(db, provider, vouchers)) {
    read.push(...lines.map((one) => `${one.voucherNumber} ${one.lineNumber} ${one.invoiceNumber}`));
    const corrected = ["a", "b"].map((voucher) =>
      aSettlement(voucher, `OTRA-${read.length}`, "1,00")
    );
    await load(db, [aFile("facturas.csv", SETTLEMENTS_HEADER, ...corrected)]);
  }
  assertEquals(read, expectedLines(lengths));
});
