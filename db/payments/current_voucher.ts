import { and, eq, type SQL, sql } from "drizzle-orm";
import { question, type Values } from "../question.ts";
import { voucherRevisions as vouchers } from "../schema.ts";
import { STORED_VOUCHER } from "./voucher_row.ts";

/** A voucher by its natural key: the provider's id and N° Documento. */
export type VoucherKey = { provider: number; documentNumber: string };

/**
 * Only what is current is seen; it is written out, because the planner cannot use a partial index
 * with a bound value.
 */
export function isCurrentVoucher(
  { provider, documentNumber }: Values<VoucherKey>,
): SQL | undefined {
  return and(
    eq(vouchers.providerId, provider),
    eq(vouchers.documentNumber, documentNumber),
    sql`is_current = 1`,
  );
}

/** The provider's voucher of a number, if it has one. */
export const CURRENT_VOUCHER = question(
  STORED_VOUCHER,
  (select, key: Values<VoucherKey>) => select.from(vouchers).where(isCurrentVoucher(key)),
);
