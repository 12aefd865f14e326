import type { Voucher } from "../../domain/payments/voucher.ts";
import { voucherRevisions as vouchers } from "../schema.ts";

/** The columns of a `Voucher`. */
export const VOUCHER = {
  documentNumber: vouchers.documentNumber,
  paidOn: vouchers.paidOn,
  bankName: vouchers.bankName,
  accountType: vouchers.accountType,
  accountNumber: vouchers.accountNumber,
  paymentMethod: vouchers.paymentMethod,
  paidAmount: vouchers.paidAmount,
  unappliedAmount: vouchers.unappliedAmount,
  unappliedAdvanceAmount: vouchers.unappliedAdvanceAmount,
  state: vouchers.state,
  returnedOn: vouchers.returnedOn,
  returnReason: vouchers.returnReason,
} satisfies Record<keyof Voucher, unknown>;

/** The columns of a `StoredVoucher`. */
export const STORED_VOUCHER = {
  ...VOUCHER,
  revisionId: vouchers.id,
  settlementCount: vouchers.settlementCount,
  settledAmount: vouchers.sumPaidAmount,
};

/** The columns of the `SettlementTotals` of a voucher. */
export const TOTALS = {
  invoiceAmount: vouchers.sumInvoiceAmount,
  netAmount: vouchers.sumNetAmount,
  paidAmount: vouchers.sumPaidAmount,
  financialDiscount: vouchers.sumFinancialDiscount,
  balance: vouchers.sumBalance,
  garnishments: vouchers.sumGarnishments,
  vat: vouchers.sumVat,
  retefuente: vouchers.sumRetefuente,
  reteIca: vouchers.sumReteIca,
  reteIva: vouchers.sumReteIva,
  stampTax: vouchers.sumStampTax,
  settledAmount: vouchers.sumSettledAmount,
  copayment: vouchers.sumCopayment,
  moderatingFee: vouchers.sumModeratingFee,
};

/** The fields of a whole revision that are a `Voucher`. */
export function toVoucher(row: Voucher): Voucher {
  return {
    documentNumber: row.documentNumber,
    paidOn: row.paidOn,
    bankName: row.bankName,
    accountType: row.accountType,
    accountNumber: row.accountNumber,
    paymentMethod: row.paymentMethod,
    paidAmount: row.paidAmount,
    unappliedAmount: row.unappliedAmount,
    unappliedAdvanceAmount: row.unappliedAdvanceAmount,
    state: row.state,
    returnedOn: row.returnedOn,
    returnReason: row.returnReason,
  };
}
