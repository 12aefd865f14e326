import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import type { LineFilter } from "../../domain/payments/line_filter.ts";
import type { ShownSettlement } from "../../domain/payments/settlement.ts";
import type { LinePage, VoucherDetail, VoucherPage } from "../../domain/payments/voucher_page.ts";

/**
 * The upper part of Consulta de Pagos: one page of the vouchers of a filter, and the sums of all.
 */
export type VoucherList = VoucherPage & {
  filter: VoucherFilter;
  page: number;
  pages: number;
  /** Whether the person's role may download payments. */
  canDownload: boolean;
  /** Whether the form of its further filters is open. */
  isNarrowing: boolean;
};

/** Por factura: one page of the lines of a filter, and the sums of all. */
export type LineList = LinePage & {
  filter: LineFilter;
  page: number;
  pages: number;
  canDownload: boolean;
  isNarrowing: boolean;
};

/** The lower part: one voucher, and one page of its lines. */
export type Detail = VoucherDetail<ShownSettlement> & {
  page: number;
  pages: number;
  allColumns: boolean;
  /** Whether it was opened under a list that is shown already, and its heading takes the focus. */
  isOpening: boolean;
  /** Whether the person's role may report what is wrong. */
  canReport: boolean;
  canDownload: boolean;
  /** Whether the person may mark it for her team, and the code of that form. */
  marking?: { csrfToken: string };
};
