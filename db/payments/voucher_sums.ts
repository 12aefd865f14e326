import { type Column, type SQL, sql } from "drizzle-orm";
import type { VoucherTotals } from "../../domain/payments/voucher.ts";
import type { VoucherSubset } from "../../domain/payments/voucher_filter.ts";
import type { RangeCounts } from "../../domain/payments/voucher_page.ts";
import type { Values } from "../question.ts";
import { voucherRevisions as vouchers } from "../schema.ts";
import { type Team, usesMarks } from "./marks.ts";
import { IS_STANDING } from "./voucher_subsets.ts";

/** The sums of a whole list, and how many vouchers its range has of each subset. */
export type Sums = { totals: VoucherTotals; counts: RangeCounts };

/** The sums of a list without vouchers. */
export const NOTHING: Sums = {
  totals: {
    count: 0,
    annulledCount: 0,
    returnedCount: 0,
    paidAmount: 0,
    unappliedAmount: 0,
    unappliedAdvanceAmount: 0,
  },
  counts: { all: 0, unapplied: 0, difference: 0, annulled: 0, returned: 0, worked: 0, unworked: 0 },
};

/** What is selected for `Sums`: what does not stand adds to none; the counts are of the whole range. */
export function sumsOf(
  isListed: SQL,
  subsets: Record<VoucherSubset, SQL>,
  team: Values<{ team: Team }>,
) {
  const counted = sql`FILTER (WHERE ${IS_STANDING} AND ${isListed})`;
  const sumOf = (amount: Column) => sql<number>`coalesce(sum(${amount}) ${counted}, 0)`;
  const countOf = (condition: SQL) => sql<number>`count(*) FILTER (WHERE ${condition})`;
  const uses = usesMarks(team);
  return {
    totals: {
      count: sql<number>`count(*) ${counted}`,
      annulledCount: countOf(sql`${subsets.annulled} AND ${isListed}`),
      returnedCount: countOf(sql`${subsets.returned} AND ${isListed}`),
      paidAmount: sumOf(vouchers.paidAmount),
      unappliedAmount: sumOf(vouchers.unappliedAmount),
      unappliedAdvanceAmount: sumOf(vouchers.unappliedAdvanceAmount),
    },
    counts: {
      all: sql<number>`count(*)`,
      unapplied: countOf(subsets.unapplied),
      difference: countOf(subsets.difference),
      annulled: countOf(subsets.annulled),
      returned: countOf(subsets.returned),
      worked: countOf(sql`${uses} AND ${subsets.worked}`),
      unworked: countOf(sql`${uses} AND ${subsets.unworked}`),
    },
  };
}
