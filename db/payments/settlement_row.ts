import { getTableColumns } from "drizzle-orm";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";

const { revisionId: _revision, providerId: _provider, invoiceKey: _key, ...columns } =
  getTableColumns(settlements);

/** The columns of a `Settlement`, and its place in the voucher. */
export const SETTLEMENT = columns;

/** The columns of a `StoredSettlement`, where lines are joined with their voucher. */
export const STORED_SETTLEMENT = { ...SETTLEMENT, voucherNumber: vouchers.documentNumber };

/** The columns of an `InvoiceSettlement`, where lines are joined with their voucher. */
export const FOUND_LINE = {
  ...STORED_SETTLEMENT,
  paidOn: vouchers.paidOn,
  state: vouchers.state,
};
