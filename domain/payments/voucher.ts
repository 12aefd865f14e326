import type { CivilDate } from "../dates.ts";
import type { Cents } from "../money.ts";
import { foldText } from "../search_words.ts";
import { counted } from "../thousands.ts";
import type { VoucherStanding } from "./voucher_state.ts";

/** One payment to one provider (comprobante de egreso), as the payer's file says it. */
export type Voucher = {
  documentNumber: string;
  paidOn: CivilDate;
  bankName: string | null;
  accountType: string | null;
  accountNumber: string | null;
  paymentMethod: string;
  paidAmount: Cents;
  unappliedAmount: Cents | null;
  unappliedAdvanceAmount: Cents | null;
} & VoucherStanding;

/** A stored voucher, with what was counted over its settlements when it was loaded. */
export type StoredVoucher = Voucher & {
  revisionId: number;
  settlementCount: number;
  settledAmount: Cents;
};

/** How many rows of a list count, and how many that count no more are listed beside them. */
export type Listed = { count: number; annulledCount: number; returnedCount: number };

/** Sums over every voucher of an answer, not only over one page; those that do not stand add nothing. */
export type VoucherTotals = Listed & {
  paidAmount: Cents;
  unappliedAmount: Cents;
  unappliedAdvanceAmount: Cents;
};

/** How many rows a list of these totals has. */
export function listedCount({ count, annulledCount, returnedCount }: Listed): number {
  return count + annulledCount + returnedCount;
}

/** `696 comprobantes, y 4 anulados y 1 devuelto`: the vouchers that count, and those that do not. */
export function describeCount({ count, annulledCount, returnedCount }: VoucherTotals): string {
  const outside = [
    annulledCount > 0 && counted(annulledCount, "anulado", "anulados"),
    returnedCount > 0 && counted(returnedCount, "devuelto", "devueltos"),
  ].filter(Boolean);
  return [counted(count, "comprobante", "comprobantes"), outside.join(" y ")].filter(Boolean)
    .join(", y ");
}

/** Whether bank and account do not apply (N/A): the manual, section 4, its note. */
export function hasNoAccount(paymentMethod: string): boolean {
  const plain = foldText(paymentMethod);
  return plain.includes("giro directo") || plain.includes("cesion");
}

export type Balance =
  | { kind: "balanced" }
  | { kind: "difference"; difference: Cents }
  | { kind: "withoutInvoices" };

/**
 * The cuadre: Valor Pago = Σ Valor Pagado + Pendiente por aplicar + Pendiente anticipo.
 * The difference is Valor Pago minus the right side; a voucher without invoices has none.
 */
export function balanceOf(voucher: Omit<StoredVoucher, "revisionId">): Balance {
  if (voucher.settlementCount === 0) return { kind: "withoutInvoices" };
  const applied = voucher.settledAmount + (voucher.unappliedAmount ?? 0) +
    (voucher.unappliedAdvanceAmount ?? 0);
  const difference = voucher.paidAmount - applied;
  return difference === 0 ? { kind: "balanced" } : { kind: "difference", difference };
}
