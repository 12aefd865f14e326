import { and, eq, type SQL, sql } from "drizzle-orm";
import { MAX_SEARCHED_LINES } from "../../domain/payments/line_filter.ts";
import type { VoucherSubset } from "../../domain/payments/voucher_filter.ts";
import { inner, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { type Asked, isAsked, isOf } from "./voucher_range.ts";

/** What every list of lines is asked with; `text` and `key` as `searchedIn` makes them. */
export type AskedLines = Asked & { key: string };

export const IS_LINE_OF = eq(settlements.revisionId, vouchers.id);

/** How many lines the vouchers of a filter have. */
export const LINE_COUNT = sql<number>`coalesce(sum(${vouchers.settlementCount}), 0)`;

/** Whether a line is of a voucher of the filter, has its text, and is one of not too many. */
export function isAskedLine(
  asked: Values<AskedLines>,
  only: VoucherSubset | undefined,
  hasText: boolean,
): SQL | undefined {
  const isListed = and(isAsked(asked, false), isOf(only));
  const count = inner.select({ count: LINE_COUNT }).from(vouchers).where(isListed);
  const areFew = sql`(${count}) <= ${sql.raw(String(MAX_SEARCHED_LINES))}`;
  return and(isListed, areFew, hasText ? hasLineText(asked) : undefined);
}

/** The same as `hasText` of the domain. */
function hasLineText({ text, key }: Values<AskedLines>): SQL {
  const { invoiceKey, invoiceNumber, documentType } = settlements;
  const searched =
    sql`${invoiceNumber} || ' ' || ${documentType} || ' ' || ${vouchers.documentNumber}`;
  return sql`((${key} <> '' AND instr(${invoiceKey}, ${key}) > 0)
    OR instr(lower(${searched}), ${text}) > 0)`;
}
