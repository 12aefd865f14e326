import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { fc } from "../../support/runs/properties.ts";
import { type Db, openDatabase } from "../../../db/client.ts";
import { readSettlements } from "../../../db/payments/exports.ts";
import { findLines } from "../../../db/payments/line_list.ts";
import { findAllVouchers } from "../../../db/payments/vouchers.ts";
import { hasText, LINE_COLUMNS, type LineFilter } from "../../../domain/payments/line_filter.ts";
import { totalsOf } from "../../../domain/payments/settlement.ts";
import { VOUCHER_SUBSETS } from "../../../domain/payments/voucher_filter.ts";
import type { Provider } from "../../../domain/providers/provider.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf } from "../support/contents.ts";
import { plansOf, recordTrips } from "../support/recorder.ts";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const METHODS = ["Transferencia", "Giro Directo", "Cheque"];

/** Fifteen vouchers of none to seven lines each, some of them annulled. */
async function someLines(db: Db): Promise<Provider> {
  const numbers = Array.from({ length: 15 }, (_, index) => index);
  await load(db, [
    PROVIDERS(),
    aFile(
      "c.csv",
      VOUCHERS_HEADER,
      ...numbers.map((index) =>
        aVoucher({
          number: `V${index}`,
          paidOn: `${1 + index % 4}/03/2026`,
          method: METHODS[index % 3] ?? "",
          unapplied: index % 5 ? "0,00" : "9,00",
          state: index % 6 === 5 ? "Anulado" : "Vigente",
        })
      ),
    ),
    aFile(
      "f.csv",
      SETTLEMENTS_HEADER,
      ...numbers.flatMap((index) =>
        Array.from(
          { length: index % 8 },
          (_, line) =>
            aSettlement(`V${index}`, `FEV-${String(index * line).padStart(5, "0")}`, `${line},50`),
        )
      ),
    ),
  ]);
  return await providerOf(db, A);
}

/** What Por factura must show, from the lines of the vouchers of the filter. */
async function expected(db: Db, provider: Provider, { text, sort: _, ...filter }: LineFilter) {
  const vouchers = await findAllVouchers(db, provider, filter);
  const standing = new Map(vouchers.map((one) => [one.documentNumber, one.state === "standing"]));
  const lines = [];
  for await (const some of readSettlements(db, provider, vouchers)) lines.push(...some);
  const found = lines.filter((line) => text === undefined || hasText(line, text));
  return { found, counted: found.filter((line) => standing.get(line.voucherNumber)) };
}

const aFilter: fc.Arbitrary<LineFilter> = fc.record({
  from: fc.constantFrom("2026-03-01", "2026-03-02"),
  to: fc.constantFrom("2026-03-03", "2026-03-31"),
  only: fc.constantFrom(...VOUCHER_SUBSETS),
  paymentMethod: fc.constantFrom(...METHODS, "Otra"),
  text: fc.constantFrom("fev 12", "FEV-00004", "v1", "factura", "%", "'", "nada"),
  sort: fc.record({
    key: fc.constantFrom(...LINE_COLUMNS.map(({ key }) => key)),
    isDescending: fc.boolean(),
  }),
}, { requiredKeys: ["from", "to"] });

const placeOf = (line: { voucherNumber: string; lineNumber: number }) =>
  `${line.voucherNumber}/${line.lineNumber}`;

Deno.test("under every filter and order the pages are all lines, and the totals their sums", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const provider = await someLines(db);
  await fc.assert(
    fc.asyncProperty(aFilter, async (filter) => {
      const { found, counted } = await expected(db, provider, filter);
      const pages = [];
      for (let page = 1; page <= 1 + Math.ceil(found.length / 7); page++) {
        pages.push(await findLines(db, provider, filter, { page, perPage: 7 }));
      }
      const lines = pages.flatMap((page) => page.lines);
      assertEquals(lines.map(placeOf).sort(), found.map(placeOf).sort());
      if (!filter.sort) assertEquals(lines.map(placeOf), found.map(placeOf));
      const { listed, totals } = pages[0] ?? {};
      assertEquals(listed?.count, counted.length);
      assertEquals(listed?.annulledCount, found.length - counted.length);
      assertEquals(totals, totalsOf(counted));
      const key = filter.sort?.key;
      for (const [index, line] of lines.entries()) {
        const before = lines[index - 1];
        if (!key || !before) continue;
        const [one, other] = filter.sort?.isDescending ? [line, before] : [before, line];
        assert((one[key] ?? "") <= (other[key] ?? ""));
      }
    }),
    { numRuns: 150 },
  );
});

Deno.test("too many lines are neither ordered nor searched, and said to be, but shown newest first", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const provider = await someLines(db);
  await db.$client.execute("UPDATE voucher_revisions SET settlement_count = 100000");
  const sort = { key: "paidAmount", isDescending: true } as const;
  for (const narrowed of [{ sort }, { text: "fev" }]) {
    const page = await findLines(db, provider, { ...MARCH, ...narrowed }, { page: 1 });
    assertEquals([page.lines.length, page.tooMany], [0, 1_500_000]);
  }
  const usual = await findLines(db, provider, MARCH, { page: 1 });
  assertEquals(usual.tooMany, undefined);
  assert(usual.lines.length > 0);
});

Deno.test("lines are found in one round trip by an index; newest first, none but those of the page is read", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const provider = await someLines(db);
  const planner = await openDatabase({ url: `file:${database.path}` });
  const sort = { key: "paidAmount", isDescending: true } as const;
  for (const narrowed of [{}, { text: "fev", sort }]) {
    const recorder = recordTrips(db);
    const wanted = { page: 2, wantsMethods: true };
    await findLines(recorder.db, provider, { ...MARCH, ...narrowed }, wanted);
    assertEquals(recorder.trips.length, 1);
    const [lines] = await plansOf(planner, recorder.trips);
    assertMatch(lines?.plan ?? "", /SEARCH settlements USING PRIMARY KEY \(revision_id=\?/);
    for (const { plan } of await plansOf(planner, recorder.trips)) {
      assertMatch(plan, /SEARCH voucher_revisions USING .*INDEX voucher_revisions_list/);
      assertNotMatch(plan, /SCAN (voucher_revisions|settlements)/);
    }
    if (!("sort" in narrowed)) {
      assertMatch(lines?.plan ?? "", /line_number>\? AND line_number<\?/);
      assertNotMatch(lines?.plan ?? "", /TEMP B-TREE/);
    }
  }
  planner.$client.close();
});
