import type { SettlementTotals } from "../../domain/payments/settlement.ts";
import type { StoredVoucher, Voucher } from "../../domain/payments/voucher.ts";
import type { voucherRevisions } from "../schema.ts";

type Revision = typeof voucherRevisions.$inferSelect;

export function toVoucher(row: Pick<Revision, keyof Voucher>): Voucher {
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
    isAnnulled: row.isAnnulled,
  };
}

type Stored = Pick<Revision, keyof Voucher | "id" | "settlementCount" | "sumPaidAmount">;

export function toStoredVoucher(row: Stored): StoredVoucher {
  return {
    ...toVoucher(row),
    revisionId: row.id,
    settlementCount: row.settlementCount,
    settledAmount: row.sumPaidAmount,
  };
}

export function toTotals(row: Revision): SettlementTotals {
  return {
    invoiceAmount: row.sumInvoiceAmount,
    netAmount: row.sumNetAmount,
    paidAmount: row.sumPaidAmount,
    financialDiscount: row.sumFinancialDiscount,
    balance: row.sumBalance,
    garnishments: row.sumGarnishments,
    vat: row.sumVat,
    retefuente: row.sumRetefuente,
    reteIca: row.sumReteIca,
    reteIva: row.sumReteIva,
    stampTax: row.sumStampTax,
    settledAmount: row.sumSettledAmount,
    copayment: row.sumCopayment,
    moderatingFee: row.sumModeratingFee,
  };
}
