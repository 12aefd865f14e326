import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import type { VoucherDetail, VoucherPage } from "../../domain/payments/voucher_page.ts";

/** What Consulta de Pagos shows above: one page of the vouchers of a filter, and the sums of all. */
export type VoucherList = VoucherPage & {
  filter: VoucherFilter;
  page: number;
  pages: number;
  /** Whether the person's role may take payments away. */
  canDownload: boolean;
};

/** What it shows below: one voucher, and one page of its lines. */
export type Detail = VoucherDetail & {
  page: number;
  pages: number;
  allColumns: boolean;
  /** Whether it was opened under a list that is shown already, and its heading takes the focus. */
  isOpening: boolean;
  /** Whether the person's role may report what is wrong. */
  canReport: boolean;
  canDownload: boolean;
};
