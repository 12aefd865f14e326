import { isStanding } from "../../../domain/payments/voucher_state.ts";
import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { fc } from "../../support/runs/properties.ts";
import { type Db, openDatabase } from "../../../db/client.ts";
import { findAllVouchers, findVouchers } from "../../../db/payments/vouchers.ts";
import { VOUCHER_COLUMNS } from "../../../domain/payments/columns.ts";
import type { StoredVoucher } from "../../../domain/payments/voucher.ts";
import {
  VOUCHER_SUBSETS,
  type VoucherFilter,
  type VoucherSort,
} from "../../../domain/payments/voucher_filter.ts";
import { foldText } from "../../../domain/search_words.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aVoucher, load, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf } from "../support/contents.ts";
import { plansOf, recordTrips } from "../support/recorder.ts";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const METHODS = ["Transferencia", "Giro Directo", "Cesión", "Cheque"];

/** Forty vouchers of every kind: equal days, equal amounts, annulled ones, with and without a rest. */
async function fortyVouchers(db: Db) {
  const rows = Array.from({ length: 40 }, (_, index) =>
    aVoucher({
      number: `${index % 2 ? "EG" : "1500"}-${index}`,
      paidOn: `${1 + index % 7}/03/2026`,
      method: METHODS[index % 4] ?? "",
      paid: `${100 + index % 5},00`,
      unapplied: index % 6 ? "0,00" : "7,00",
      state: index % 9 ? "Vigente" : "Anulado",
    }));
  await load(db, [PROVIDERS(), aFile("c.csv", VOUCHERS_HEADER, ...rows)]);
  return await providerOf(db, A);
}

const numbers = (list: StoredVoucher[]) => list.map(({ documentNumber }) => documentNumber);

const aSort = fc.record({
  key: fc.constantFrom(...VOUCHER_COLUMNS.map(({ key }) => key)),
  isDescending: fc.boolean(),
});
const aFilter: fc.Arbitrary<VoucherFilter> = fc.record({
  from: fc.constantFrom("2026-03-01", "2026-03-04"),
  to: fc.constantFrom("2026-03-05", "2026-03-31"),
  only: fc.constantFrom(...VOUCHER_SUBSETS),
  paymentMethod: fc.constantFrom(...METHODS, "Otra"),
  text: fc.constantFrom("EG", "eg-1", "BANCOLOMBIA", "cesion", "%", "'", "nada"),
  sort: aSort,
}, { requiredKeys: ["from", "to"] });

Deno.test("under every filter and order the pages are the whole list, and the totals its sums", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const provider = await fortyVouchers(db);
  const everything = await findAllVouchers(db, provider, MARCH);
  await fc.assert(
    fc.asyncProperty(aFilter, async (filter) => {
      const all = await findAllVouchers(db, provider, filter);
      const pages = [];
      for (const page of [1, 2, 3]) {
        pages.push(await findVouchers(db, provider, filter, { page, perPage: 15 }));
      }
      assertEquals(pages.flatMap(({ vouchers }) => numbers(vouchers)), numbers(all));
      assertEquals(new Set(numbers(all)).size, all.length);
      const standing = all.filter(isStanding);
      const { totals } = pages[0] ?? {};
      assertEquals(totals?.count, standing.length);
      assertEquals(totals?.annulledCount, all.length - standing.length);
      assertEquals(totals?.paidAmount, standing.reduce((sum, one) => sum + one.paidAmount, 0));
      const { only: _only, sort, ...range } = filter;
      const inRange = everything.filter((voucher) => isListed(voucher, range));
      assertEquals(pages[0]?.counts.all, inRange.length);
      if (filter.only === undefined) assertEquals(numbers(all).sort(), numbers(inRange).sort());
      if (sort) assertSorted(all, sort);
    }),
    { numRuns: 150 },
  );
});

function isListed(voucher: StoredVoucher, { from, to, paymentMethod, text }: VoucherFilter) {
  const { documentNumber, bankName, accountNumber } = voucher;
  const searched = foldText(
    [documentNumber, voucher.paymentMethod, bankName, accountNumber].join(" "),
  );
  return voucher.paidOn >= from && voucher.paidOn <= to &&
    (paymentMethod === undefined || voucher.paymentMethod === paymentMethod) &&
    (text === undefined || searched.includes(foldText(text)));
}

function assertSorted(list: StoredVoucher[], { key, isDescending }: VoucherSort): void {
  for (const [index, voucher] of list.entries()) {
    const [before, after] = [list[index - 1]?.[key] ?? voucher[key], voucher[key]];
    assert(before === null || after === null || (isDescending ? before >= after : before <= after));
  }
}

Deno.test("the forms of payment come with their counts, the most used first, where they are wanted", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const provider = await fortyVouchers(db);
  const wanted = { page: 1, wantsMethods: true };
  const { methods } = await findVouchers(db, provider, { ...MARCH, text: "EG" }, wanted);
  assertEquals(methods.map(({ count }) => count), [10, 10]);
  assertEquals(methods.map(({ name }) => name).sort(), ["Cheque", "Giro Directo"]);
  assertEquals((await findVouchers(db, provider, MARCH, { page: 1 })).methods, []);
});

Deno.test("a list in another order reads its provider's range by an index, and sorts nothing else", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const provider = await fortyVouchers(db);
  const planner = await openDatabase({ url: `file:${database.path}` });
  const recorder = recordTrips(db);
  const sort = { key: "paidAmount", isDescending: true } as const;
  const asked = { ...MARCH, text: "x", paymentMethod: "Cheque", sort };
  await findVouchers(recorder.db, provider, asked, { page: 1, wantsMethods: true });
  assertEquals(recorder.trips.length, 1);
  for (const { plan } of await plansOf(planner, recorder.trips)) {
    assertMatch(plan, /SEARCH voucher_revisions USING .*INDEX voucher_revisions_(list|scheduled)/);
    assertNotMatch(plan, /SCAN/);
  }
  planner.$client.close();
});
