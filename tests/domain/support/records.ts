import type { Settlement } from "../../../domain/payments/settlement.ts";
import type { StoredVoucher } from "../../../domain/payments/voucher.ts";

/** A stored voucher of $ 1.000,00 to an account, without settlements. */
export function aStoredVoucher(wish: Partial<StoredVoucher> = {}): StoredVoucher {
  return {
    documentNumber: "1500086213",
    paidOn: "2026-03-15",
    bankName: "Bancolombia",
    accountType: "Corriente",
    accountNumber: "23045678912",
    paymentMethod: "Transferencia",
    paidAmount: 100_000,
    unappliedAmount: null,
    unappliedAdvanceAmount: null,
    state: "standing",
    returnedOn: null,
    returnReason: null,
    revisionId: 1,
    settlementCount: 0,
    settledAmount: 0,
    ...wish,
  };
}

/** A line that settles an invoice of $ 1.000,00 whole; every optional amount is empty. */
export function aLine(wish: Partial<Settlement> = {}): Settlement {
  return {
    documentType: "Factura",
    invoiceNumber: "FEV-1",
    invoiceAmount: 100_000,
    netAmount: null,
    paidAmount: 100_000,
    financialDiscount: null,
    balance: null,
    garnishments: null,
    vat: null,
    retefuente: null,
    reteIca: null,
    reteIva: null,
    stampTax: null,
    paymentMethod: null,
    settledOn: null,
    settlementDocument: null,
    settledAmount: null,
    copayment: null,
    moderatingFee: null,
    ...wish,
  };
}
