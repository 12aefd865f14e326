import { type Cents, sumCents } from "../money.ts";
import { invoiceKey } from "./invoice_number.ts";
import { type InvoiceSettlement, oldestFirst } from "./search_answer.ts";
import { isStanding } from "./voucher_state.ts";

/**
 * An invoice that was paid more than it is worth: twice, where several vouchers pay it, or beyond its
 * value by one. `payments` are the lines that pay it, in the order in which they were paid.
 */
export type Overpayment = {
  kind: "twice" | "beyond";
  worth: Cents;
  paid: Cents;
  payments: InvoiceSettlement[];
};

export const OVERPAYMENT_WORDS = { twice: "Pagada dos veces", beyond: "Pagada de más" };

/**
 * Judges all lines of one invoice as the treasury's search does before payments are published: it is
 * worth its Valor Factura, or its Valor Neto where IVA makes that more. Undefined where it was not
 * paid more than that.
 */
export function overpaymentOf(lines: InvoiceSettlement[]): Overpayment | undefined {
  const standing = lines.filter(isStanding);
  const paid = sumCents(standing.map(({ paidAmount }) => paidAmount));
  const worth = Math.max(
    0,
    ...standing.flatMap(({ invoiceAmount, netAmount }) => [invoiceAmount, netAmount ?? 0]),
  );
  if (paid <= worth) return undefined;
  const payments = standing.filter(({ paidAmount }) => paidAmount > 0).toSorted(oldestFirst);
  const vouchers = new Set(payments.map(({ voucherNumber }) => voucherNumber));
  return { kind: vouchers.size > 1 ? "twice" : "beyond", worth, paid, payments };
}

/** Those of several invoices, by their keys; lines of the same invoice are all there. */
export function overpaymentsIn(lines: InvoiceSettlement[]): Map<string, Overpayment> {
  const ofInvoice = Map.groupBy(lines, ({ invoiceNumber }) => invoiceKey(invoiceNumber));
  return new Map(
    [...ofInvoice].flatMap(([key, some]) => {
      const overpayment = overpaymentOf(some);
      return overpayment ? [[key, overpayment] as const] : [];
    }),
  );
}
