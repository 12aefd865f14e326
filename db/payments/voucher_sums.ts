import { and, type Column, type SQL, sql } from "drizzle-orm";
import type { VoucherTotals } from "../../domain/payments/voucher.ts";
import type { RangeCounts } from "../../domain/payments/voucher_page.ts";
import { inner } from "../question.ts";
import { voucherRevisions as vouchers } from "../schema.ts";
import { ASKED, isAsked, SUBSETS, USES_MARKS } from "./voucher_range.ts";
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

/**
 * What is selected for `Sums`: what does not stand adds to none; the counts are of the whole range. An
 * aggregate that is written alike twice is computed once.
 */
export function sumsOf(isListed: SQL | undefined, hasText: boolean) {
  const countOf = (condition: SQL) => sql<number>`count(*) FILTER (WHERE ${condition})`;
  const counted = and(IS_STANDING, isListed);
  const sumOf = (amount: Column) =>
    sql<number>`coalesce(sum(${amount}) FILTER (WHERE ${counted}), 0)`;
  const [annulled, returned] = [countOf(SUBSETS.annulled), countOf(SUBSETS.returned)];
  /** Most vouchers have none of it, and are judged no further. */
  const sumOfSome = (amount: Column) =>
    sql<number>`coalesce(sum(${amount}) FILTER (WHERE ${amount} <> 0 AND ${counted}), 0)`;
  return {
    totals: {
      // Of a whole range the others are counted anyway, and announced payments are not in it.
      count: isListed
        ? sql<number>`count(*) FILTER (WHERE ${counted})`
        : sql<number>`count(*) - ${annulled} - ${returned}`,
      annulledCount: sql<number>`count(*) FILTER (WHERE ${and(SUBSETS.annulled, isListed)})`,
      returnedCount: sql<number>`count(*) FILTER (WHERE ${and(SUBSETS.returned, isListed)})`,
      paidAmount: sumOf(vouchers.paidAmount),
      unappliedAmount: sumOfSome(vouchers.unappliedAmount),
      unappliedAdvanceAmount: sumOfSome(vouchers.unappliedAdvanceAmount),
    },
    counts: countsOf({ all: sql<number>`count(*)`, worked: workedOf(hasText) }, countOf),
  };
}

/** How many the team is done with, as a query of its own: a team without marks pays for no row. */
function workedOf(hasText: boolean): SQL<number> {
  const worked = inner.select({ count: sql`count(*)` }).from(vouchers)
    .where(and(isAsked(ASKED, hasText), SUBSETS.worked));
  return sql<number>`iif(${USES_MARKS}, (${worked}), 0)`;
}

/** How many of a range, and of each subset of it; of a team's own only where it marks vouchers. */
export function countsOf(
  { all, worked }: { all: SQL<number>; worked: SQL<number> },
  countOf: (condition: SQL) => SQL<number>,
) {
  return {
    all,
    unapplied: countOf(SUBSETS.unapplied),
    difference: countOf(SUBSETS.difference),
    annulled: countOf(SUBSETS.annulled),
    returned: countOf(SUBSETS.returned),
    worked,
    unworked: sql<number>`iif(${USES_MARKS}, ${all} - ${worked}, 0)`,
  };
}
