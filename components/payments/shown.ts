import type { SettlementTotals, StoredSettlement } from "../../domain/payments/settlement.ts";
import type { StoredVoucher, VoucherTotals } from "../../domain/payments/voucher.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";

/** What Consulta de Pagos shows above: one page of the vouchers of a filter, and the sums of all. */
export type VoucherList = {
  filter: VoucherFilter;
  vouchers: StoredVoucher[];
  totals: VoucherTotals;
  page: number;
  pages: number;
};

/** What it shows below: one voucher, and one page of its lines. */
export type Detail = {
  voucher: StoredVoucher;
  totals: SettlementTotals;
  settlements: StoredSettlement[];
  page: number;
  pages: number;
  allColumns: boolean;
  /** Whether the person's role may report what is wrong. */
  canReport: boolean;
  correctedAt: number[];
};
