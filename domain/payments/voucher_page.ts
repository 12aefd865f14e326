import type { SettlementTotals, StoredSettlement } from "./settlement.ts";
import type { StoredVoucher, VoucherTotals } from "./voucher.ts";

/** One page of the vouchers of a range, and the sums of all of them. */
export type VoucherPage = { vouchers: StoredVoucher[]; totals: VoucherTotals };

/** A voucher, the sums of all its lines, and one page of them. */
export type VoucherDetail = {
  voucher: StoredVoucher;
  totals: SettlementTotals;
  settlements: StoredSettlement[];
  /** When it was corrected since it first came, newest first; in milliseconds. */
  correctedAt: number[];
};
