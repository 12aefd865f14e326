import { and, type Column, type SQL, sql } from "drizzle-orm";
import {
  noTotals,
  type SettlementAmount,
  type SettlementTotals,
} from "../../domain/payments/settlement.ts";
import type { VoucherSubset } from "../../domain/payments/voucher_filter.ts";
import type { LinePage } from "../../domain/payments/voucher_page.ts";
import { question, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { type AskedLines, IS_LINE_OF, isAskedLine, LINE_COUNT } from "./line_range.ts";
import { IS_MARKED, isAsked, isOf, SUBSETS } from "./voucher_range.ts";
import { TOTALS } from "./voucher_row.ts";
import { IS_STANDING } from "./voucher_subsets.ts";
import { countsOf, NOTHING } from "./voucher_sums.ts";

/** The sums of a whole list of lines, and how many its range has of each subset. */
export type LineSums = Pick<LinePage, "listed" | "totals" | "counts">;

/** The sums of a list without lines. */
export const NO_LINES: LineSums = {
  listed: { count: 0, annulledCount: 0, returnedCount: 0 },
  totals: noTotals(),
  counts: NOTHING.counts,
};

/** The sums as they are stored with the vouchers: no line is read. */
export function storedSums(only: VoucherSubset | undefined) {
  return question(
    sumsOf(isOf(only), TOTALS, sql`sum(${vouchers.settlementCount})`),
    (select, asked: Values<AskedLines>) => select.from(vouchers).where(isAsked(asked, false)),
  );
}

/** The sums of the lines that have a text. */
export function searchedSums(only: VoucherSubset | undefined) {
  return question(
    sumsOf(isOf(only), settlements, sql`count(*)`),
    (select, asked: Values<AskedLines>) =>
      select.from(vouchers).innerJoin(settlements, IS_LINE_OF)
        .where(isAskedLine(asked, undefined, true)),
  );
}

/** How many lines would be read for an order or a text. */
export function lineCount(only: VoucherSubset | undefined) {
  return question(
    { count: LINE_COUNT },
    (select, asked: Values<AskedLines>) =>
      select.from(vouchers).where(and(isAsked(asked, false), isOf(only))),
  );
}

/** What does not stand adds to no sum; `countOf` counts the lines that a condition lets through. */
function sumsOf(
  isListed: SQL | undefined,
  amounts: Record<keyof SettlementTotals, Column>,
  rows: SQL,
) {
  const countOf = (condition: SQL | undefined) =>
    sql<number>`coalesce(${rows} FILTER (WHERE ${condition}), 0)`;
  const counted = and(IS_STANDING, isListed);
  const sumOf = (amount: SettlementAmount) =>
    sql<number>`coalesce(sum(${amounts[amount]}) FILTER (WHERE ${counted}), 0)`;
  return {
    listed: {
      count: countOf(counted),
      annulledCount: countOf(and(SUBSETS.annulled, isListed)),
      returnedCount: countOf(and(SUBSETS.returned, isListed)),
    },
    totals: {
      invoiceAmount: sumOf("invoiceAmount"),
      netAmount: sumOf("netAmount"),
      paidAmount: sumOf("paidAmount"),
      financialDiscount: sumOf("financialDiscount"),
      balance: sumOf("balance"),
      garnishments: sumOf("garnishments"),
      vat: sumOf("vat"),
      retefuente: sumOf("retefuente"),
      reteIca: sumOf("reteIca"),
      reteIva: sumOf("reteIva"),
      stampTax: sumOf("stampTax"),
      settledAmount: sumOf("settledAmount"),
      copayment: sumOf("copayment"),
      moderatingFee: sumOf("moderatingFee"),
    },
    counts: countsOf(
      { all: sql<number>`coalesce(${rows}, 0)`, worked: countOf(IS_MARKED) },
      countOf,
    ),
  };
}
