import type { Settlement } from "./settlement.ts";

/** A settlement as a fixed list of values: what is stored, compared and digested. */
export type SettlementTuple = (string | number | null)[];

export function settlementTuple(line: Settlement): SettlementTuple {
  return [
    line.documentType,
    line.invoiceNumber,
    line.invoiceAmount,
    line.netAmount,
    line.paidAmount,
    line.financialDiscount,
    line.balance,
    line.garnishments,
    line.vat,
    line.retefuente,
    line.reteIca,
    line.reteIva,
    line.stampTax,
    line.paymentMethod,
    line.settledOn,
    line.settlementDocument,
    line.settledAmount,
    line.copayment,
    line.moderatingFee,
  ];
}
