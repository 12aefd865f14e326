import { and, between, eq, exists, gt, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { inner, question, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { isCurrentVoucher, type VoucherKey } from "./current_voucher.ts";
import { IS_STANDING } from "./voucher_subsets.ts";

type LinesOfVoucher = VoucherKey & { first: number; last: number };

const WORTH = sql`max(${settlements.invoiceAmount}, coalesce(${settlements.netAmount}, 0), 0)`;

/**
 * The keys of the invoices among some lines of a voucher that were paid more than their value, by all
 * vouchers of the provider, as `overpaymentOf` judges them.
 */
export const OVERPAID = question(
  { invoiceKey: settlements.invoiceKey },
  (select, key: Values<LinesOfVoucher>) =>
    select.from(settlements)
      .innerJoin(vouchers, eq(vouchers.id, settlements.revisionId))
      .where(and(
        eq(settlements.providerId, key.provider),
        sql`${settlements.invoiceKey} IN ${doubtful(key)}`,
        sql`is_current = 1`,
        IS_STANDING,
      ))
      .groupBy(settlements.invoiceKey)
      .having(sql`sum(${settlements.paidAmount}) > max(${WORTH})`),
);

/** Most invoices are paid once and at most their value: whatever else pays them is not looked for. */
function doubtful(key: Values<LinesOfVoucher>) {
  return inner.select({ invoiceKey: settlements.invoiceKey }).from(vouchers)
    .innerJoin(settlements, eq(settlements.revisionId, vouchers.id))
    .where(and(
      isCurrentVoucher(key),
      between(settlements.lineNumber, key.first, key.last),
      or(gt(settlements.paidAmount, WORTH), exists(OTHER_LINE)),
    ));
}

const other = alias(settlements, "other");

/** Any other line of the invoice, of whatever voucher. */
const OTHER_LINE = inner.select({ one: sql`1` }).from(other).where(and(
  eq(other.providerId, settlements.providerId),
  eq(other.invoiceKey, settlements.invoiceKey),
  sql`(${other.revisionId}, ${other.lineNumber}) <>
    (${settlements.revisionId}, ${settlements.lineNumber})`,
));
