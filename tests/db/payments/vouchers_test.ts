import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import {
  findAllVouchers,
  findDetail,
  findVoucher,
  findVouchers,
  findVouchersAndVoucher,
} from "../../../db/payments/vouchers.ts";
import { SETTLEMENT_COLUMNS } from "../../../domain/payments/columns.ts";
import type { StoredVoucher } from "../../../domain/payments/voucher.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";
import { providerOf } from "../support/contents.ts";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const numbers = (vouchers: StoredVoucher[]) => vouchers.map((one) => one.documentNumber);

async function withSomePayments(db: Db) {
  await load(db, [PROVIDERS(), ...somePayments()]);
  return await providerOf(db, A);
}

Deno.test("vouchers come newest first, then by document number descending", async () => {
  await using database = await testDatabase();
  const provider = await withSomePayments(database.db);
  const expected = ["1005", "GD/7 á", "1003", "1002", "1001"];
  const { vouchers } = await findVouchers(database.db, provider, MARCH, { page: 1 });
  assertEquals(numbers(vouchers), expected);
  assertEquals(numbers(await findAllVouchers(database.db, provider, MARCH)), expected);
});

Deno.test("annulled vouchers are listed and counted, and add to no sum", async () => {
  await using database = await testDatabase();
  const provider = await withSomePayments(database.db);
  const { vouchers, totals } = await findVouchers(database.db, provider, MARCH, { page: 1 });
  assertEquals(vouchers[0]?.state, "annulled");
  assertEquals(totals, {
    count: 4,
    annulledCount: 1,
    returnedCount: 0,
    paidAmount: 300_050 + 4_300_000 + 90_000 + 500_000,
    unappliedAmount: 10_000,
    unappliedAdvanceAmount: 0,
  });
});

Deno.test("both ends of a range count, and an empty range has empty totals", async () => {
  await using database = await testDatabase();
  const provider = await withSomePayments(database.db);
  const find = async (from: string, to: string) =>
    await findVouchers(database.db, provider, { from, to }, { page: 1 });
  assertEquals(numbers((await find("2026-03-10", "2026-03-15")).vouchers), [
    "1003",
    "1002",
    "1001",
  ]);
  assertEquals(numbers((await find("2026-03-11", "2026-03-14")).vouchers), []);
  assertEquals((await find("2026-03-11", "2026-03-14")).totals, {
    count: 0,
    annulledCount: 0,
    returnedCount: 0,
    paidAmount: 0,
    unappliedAmount: 0,
    unappliedAdvanceAmount: 0,
  });
});

Deno.test("a form of payment narrows the vouchers and their totals", async () => {
  await using database = await testDatabase();
  const provider = await withSomePayments(database.db);
  const filter = { ...MARCH, paymentMethod: "Giro Directo" };
  const { vouchers, totals } = await findVouchers(database.db, provider, filter, { page: 1 });
  assertEquals(numbers(vouchers), ["GD/7 á"]);
  assertEquals([totals.count, totals.paidAmount], [1, 500_000]);
});

Deno.test("a subset has its own vouchers, totals and pages, and the counts are those of the whole range", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const rows = [
    aVoucher({ number: "plain" }),
    aVoucher({ number: "advance", advance: "5,00" }),
    aVoucher({ number: "cancels", unapplied: "5,00", advance: "-5,00" }),
    aVoucher({ number: "differs", paid: "90,00" }),
    aVoucher({ number: "both", paid: "90,00", unapplied: "1,00" }),
    aVoucher({ number: "annulled", paid: "90,00", unapplied: "1,00", state: "Anulado" }),
  ];
  const lines = ["differs", "both", "annulled"].map((one) => aSettlement(one, "FEV-1", "70,00"));
  await load(db, [
    PROVIDERS(),
    aFile("comprobantes.csv", VOUCHERS_HEADER, ...rows),
    aFile("facturas.csv", SETTLEMENTS_HEADER, ...lines),
  ]);
  const provider = await providerOf(db, A);
  const counts = {
    all: 6,
    unapplied: 2,
    difference: 2,
    annulled: 1,
    returned: 0,
    worked: 0,
    unworked: 0,
  };
  for (const [only, found, paid] of SUBSETS) {
    const page = await findVouchers(db, provider, { ...MARCH, only }, { page: 1 });
    assertEquals([numbers(page.vouchers), page.counts], [found, counts]);
    assertEquals([page.totals.count, page.totals.annulledCount], [found.length, 0]);
    assertEquals(page.totals.paidAmount, paid);
    assertEquals(numbers(await findAllVouchers(db, provider, { ...MARCH, only })), found);
    const second = await findVouchers(db, provider, { ...MARCH, only }, { page: 2, perPage: 1 });
    assertEquals([numbers(second.vouchers), second.totals], [found.slice(1), page.totals]);
  }
});

const SUBSETS: ["unapplied" | "difference", found: string[], paid: number][] = [
  ["unapplied", ["both", "advance"], 109_000],
  ["difference", ["differs", "both"], 18_000],
];

Deno.test("pages of vouchers follow each other, and the totals are those of all pages", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const rows = Array.from({ length: 50 }, (_, index) => aVoucher({ number: `${1000 + index}` }));
  await load(db, [PROVIDERS(), aFile("comprobantes.csv", VOUCHERS_HEADER, ...rows)]);
  const provider = await providerOf(db, A);
  const pages = [];
  for (const page of [1, 2, 3, 4]) pages.push(await findVouchers(db, provider, MARCH, { page }));
  assertEquals(pages.map(({ vouchers }) => vouchers.length), [21, 21, 8, 0]);
  assertEquals(
    pages.flatMap(({ vouchers }) => numbers(vouchers)),
    Array.from({ length: 50 }, (_, index) => `${1049 - index}`),
  );
  for (const { totals } of pages) assertEquals([totals.count, totals.paidAmount], [50, 5_000_000]);
  const wide = await findVouchers(db, provider, MARCH, { page: 2, perPage: 30 });
  assertEquals(numbers(wide.vouchers), numbers(pages.flatMap((one) => one.vouchers)).slice(30));
});

Deno.test("a voucher's lines come 21 a page with the sums of all of them", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const provider = await withSomePayments(db);
  const page = async (page: number) => await findVoucher(db, provider, "1002", { page });
  const pages = [await page(1), await page(2), await page(3), await page(4)];
  assertEquals(pages.map((one) => one?.settlements.length), [21, 21, 1, 0]);
  assertEquals(
    pages.flatMap((one) => one?.settlements.map((line) => line.lineNumber)),
    Array.from({ length: 43 }, (_, index) => index + 1),
  );
  for (const one of pages) {
    assertEquals(one?.voucher.settlementCount, 43);
    assertEquals([one?.totals.paidAmount, one?.totals.invoiceAmount], [4_300_000, 4_300_000]);
  }
});

Deno.test("a voucher without lines has none and sums of nothing", async () => {
  await using database = await testDatabase();
  const provider = await withSomePayments(database.db);
  const found = await findVoucher(database.db, provider, "GD/7 á", { page: 1 });
  assertEquals([found?.settlements, found?.totals.paidAmount], [[], 0]);
  assertEquals(found?.voucher.settlementCount, 0);
});

Deno.test("a document number is taken literally, whatever signs it has", async () => {
  await using database = await testDatabase();
  const provider = await withSomePayments(database.db);
  for (const number of ["%", "_", "*", "100%", "100_", "' OR 1=1 --", '"', "1002;", "1002 ", ""]) {
    assertEquals(await findVoucher(database.db, provider, number, { page: 1 }), undefined, number);
  }
});

Deno.test("the list with a voucher under it is the list and the voucher", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const provider = await withSomePayments(db);
  const list = { page: 1, perPage: 2 };
  for (const number of ["1002", "NO-HAY"]) {
    for (const allColumns of [true, false]) {
      const detail = { page: 2, allColumns };
      assertEquals(
        await findVouchersAndVoucher(db, provider, MARCH, number, { list, detail }),
        {
          ...await findVouchers(db, provider, MARCH, list),
          detail: await findDetail(db, provider, number, detail),
        },
      );
    }
  }
});

Deno.test("the lines of a detail are read with those columns that it shows", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const provider = await withSomePayments(db);
  const whole = await findVoucher(db, provider, "1002", { page: 2 });
  const nine = SETTLEMENT_COLUMNS.map(({ key }) => key);
  assertEquals(await findDetail(db, provider, "1002", { page: 2, allColumns: true }), whole);
  const shown = await findDetail(db, provider, "1002", { page: 2, allColumns: false });
  assertEquals(new Set(Object.keys(shown?.settlements[0] ?? {})), new Set(["lineNumber", ...nine]));
  assertEquals(
    shown?.settlements.map((line) => nine.map((key) => line[key])),
    whole?.settlements.map((line) => nine.map((key) => line[key])),
  );
});
