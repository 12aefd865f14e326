import { sql } from "drizzle-orm";
import { voucherRevisions as vouchers } from "../schema.ts";

/** The money of a voucher that is tied to no invoice, advances included. */
export const UNAPPLIED_AMOUNT =
  sql`(coalesce(${vouchers.unappliedAmount}, 0) + coalesce(${vouchers.unappliedAdvanceAmount}, 0))`;

/** What was annulled, given back or only announced counts in no sum. */
export const IS_STANDING = sql`${vouchers.state} = 'standing'`;

/*
 * Amounts are judged before the state: of a range of a thousand vouchers few have such an amount, and
 * comparing a text for each of the others costs a third of the whole query.
 */

/** Whether a voucher has money without an invoice. */
export const IS_UNAPPLIED = sql`(${UNAPPLIED_AMOUNT} <> 0 AND ${IS_STANDING})`;

/** Whether a voucher with invoices does not add up, as `balanceOf` judges it. */
export const IS_DIFFERENT = sql`(${vouchers.settlementCount} > 0
  AND ${vouchers.paidAmount} <> ${vouchers.sumPaidAmount} + ${UNAPPLIED_AMOUNT}
  AND ${IS_STANDING})`;
