import { getTableColumns } from "drizzle-orm";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";

const { revisionId: _revision, providerId: _provider, invoiceKey: _key, ...columns } =
  getTableColumns(settlements);

/** The columns of a `Settlement`, and its place in the voucher. */
export const SETTLEMENT = columns;

/** The columns of a `StoredSettlement`, where lines are joined with their voucher. */
export const STORED_SETTLEMENT = { ...SETTLEMENT, voucherNumber: vouchers.documentNumber };

/** What Detalle de Pagos shows of a line at first, where lines are joined with their voucher. */
export const SHOWN_SETTLEMENT = {
  lineNumber: settlements.lineNumber,
  voucherNumber: vouchers.documentNumber,
  documentType: settlements.documentType,
  invoiceNumber: settlements.invoiceNumber,
  invoiceAmount: settlements.invoiceAmount,
  netAmount: settlements.netAmount,
  paidAmount: settlements.paidAmount,
  financialDiscount: settlements.financialDiscount,
  balance: settlements.balance,
  garnishments: settlements.garnishments,
};

/** The columns of an `InvoiceSettlement`, where lines are joined with their voucher. */
export const FOUND_LINE = {
  ...STORED_SETTLEMENT,
  paidOn: vouchers.paidOn,
  state: vouchers.state,
};
