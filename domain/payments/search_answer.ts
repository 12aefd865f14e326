import { readAmountText, settle } from "../amount.ts";
import type { CivilDate } from "../dates.ts";
import type { Cents } from "../money.ts";
import { invoiceKey } from "./invoice_number.ts";
import type { StoredSettlement } from "./settlement.ts";
import type { StoredVoucher } from "./voucher.ts";
import { isStanding, type VoucherState } from "./voucher_state.ts";

/** A line that names an invoice, with what matters of the voucher that it is of. */
export type InvoiceSettlement = StoredSettlement & { paidOn: CivilDate; state: VoucherState };

/** What a provider may mean by what it typed. */
export type SearchAnswer = {
  /** The voucher of that number. */
  vouchers: StoredVoucher[];
  /** The lines of such an invoice. */
  settlements: InvoiceSettlement[];
  /** Standing vouchers whose Valor Pago it is, newest first. */
  byAmount: StoredVoucher[];
  /** Lines of invoices that have the number and a prefix that nobody typed: no more than a guess. */
  suggestions: InvoiceSettlement[];
};

/** The amount in centavos that was typed; points and commas as the contract, alone as thousands. */
export function typedAmount(typed: string): Cents | undefined {
  const reading = readAmountText(typed);
  const read = "ambiguous" in reading ? settle(reading.ambiguous, "comma") : reading;
  return "cents" in read && read.cents > 0 ? read.cents : undefined;
}

/** The number without its zeros, where nothing but digits was typed. */
export function typedBareNumber(typed: string): string | undefined {
  return /^0*([1-9]\d*)$/.exec(typed.trim())?.[1];
}

/**
 * What is left of an invoice after each of its lines, by the payer's own figures in centavos: its
 * Valor Neto (or Valor Factura) less what was paid and held by a court so far. Lines of
 * vouchers that do not stand have nothing.
 */
export function restsAfter(lines: InvoiceSettlement[]): Map<InvoiceSettlement, Cents> {
  const rests = new Map<InvoiceSettlement, Cents>();
  const standing = lines.filter(isStanding);
  const ofOneInvoice = Map.groupBy(standing, ({ invoiceNumber }) => invoiceKey(invoiceNumber));
  for (const group of ofOneInvoice.values()) {
    let paid = 0;
    for (const line of group.toSorted(oldestFirst)) {
      paid += line.paidAmount + (line.garnishments ?? 0);
      rests.set(line, (line.netAmount ?? line.invoiceAmount) - paid);
    }
  }
  return rests;
}

/** Newest first, and lines of one voucher in their order. */
export function newestFirst(one: InvoiceSettlement, other: InvoiceSettlement): number {
  return compare(other.paidOn, one.paidOn) || compare(other.voucherNumber, one.voucherNumber) ||
    one.lineNumber - other.lineNumber;
}

/** As the database orders texts. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** The order in which lines of vouchers were paid. */
export function oldestFirst(one: InvoiceSettlement, other: InvoiceSettlement): number {
  return one.paidOn.localeCompare(other.paidOn) ||
    one.voucherNumber.localeCompare(other.voucherNumber) || one.lineNumber - other.lineNumber;
}
