import type { CivilDate } from "../dates.ts";
import type { Cents } from "../money.ts";

/** One invoice, or part of one, settled by one voucher: a line of Detalle de Pagos. */
export type Settlement = {
  documentType: string;
  invoiceNumber: string;
  invoiceAmount: Cents;
  netAmount: Cents | null;
  paidAmount: Cents;
  financialDiscount: Cents | null;
  balance: Cents | null;
  garnishments: Cents | null;
  vat: Cents | null;
  retefuente: Cents | null;
  reteIca: Cents | null;
  reteIva: Cents | null;
  stampTax: Cents | null;
  paymentMethod: string | null;
  settledOn: CivilDate | null;
  settlementDocument: string | null;
  settledAmount: Cents | null;
  copayment: Cents | null;
  moderatingFee: Cents | null;
};

/** A settlement with its place: the voucher that paid it and its line in that voucher. */
export type StoredSettlement = Settlement & { voucherNumber: string; lineNumber: number };

/** What Detalle de Pagos shows of a line at first, and the rest where all columns are shown. */
export type ShownSettlement =
  & Pick<
    StoredSettlement,
    | "lineNumber"
    | "voucherNumber"
    | "documentType"
    | "invoiceNumber"
    | "invoiceAmount"
    | "netAmount"
    | "paidAmount"
    | "financialDiscount"
    | "balance"
    | "garnishments"
  >
  & Partial<Settlement>;

export const SETTLEMENT_AMOUNTS = [
  "invoiceAmount",
  "netAmount",
  "paidAmount",
  "financialDiscount",
  "balance",
  "garnishments",
  "vat",
  "retefuente",
  "reteIca",
  "reteIva",
  "stampTax",
  "settledAmount",
  "copayment",
  "moderatingFee",
] as const;

export type SettlementAmount = typeof SETTLEMENT_AMOUNTS[number];

/** Sums over every line of a voucher; an empty amount adds nothing. */
export type SettlementTotals = Record<SettlementAmount, Cents>;

export function totalsOf(settlements: Iterable<Settlement>): SettlementTotals {
  const totals = noTotals();
  for (const settlement of settlements) addToTotals(totals, settlement);
  return totals;
}

export function addToTotals(totals: SettlementTotals, settlement: Settlement): void {
  for (const amount of SETTLEMENT_AMOUNTS) totals[amount] += settlement[amount] ?? 0;
}

export function noTotals(): SettlementTotals {
  return {
    invoiceAmount: 0,
    netAmount: 0,
    paidAmount: 0,
    financialDiscount: 0,
    balance: 0,
    garnishments: 0,
    vat: 0,
    retefuente: 0,
    reteIca: 0,
    reteIva: 0,
    stampTax: 0,
    settledAmount: 0,
    copayment: 0,
    moderatingFee: 0,
  };
}
