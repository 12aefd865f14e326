import type { VoucherState } from "./voucher_state.ts";
import type { CivilDate } from "../dates.ts";
import type { Cents } from "../money.ts";
import type { Nit } from "../nit.ts";

/** A voucher as the staff finds it, among all providers. */
export type FoundVoucher = {
  providerId: number;
  nit: Nit;
  legalName: string;
  documentNumber: string;
  paidOn: CivilDate;
  paymentMethod: string;
  paidAmount: Cents;
  state: VoucherState;
  /** The load in which it waits to be published; null where it is published. */
  waitsIn: string | null;
};

/** A line of such a voucher that pays an invoice. */
export type FoundSettlement = {
  voucher: FoundVoucher;
  lineNumber: number;
  invoiceNumber: string;
  invoiceAmount: Cents;
  paidAmount: Cents;
};

/** What a member of the staff may mean by what she typed; each list has its first `MAX_FOUND`. */
export type FoundPayments = {
  providers: { nit: Nit; legalName: string }[];
  vouchers: FoundVoucher[];
};

/** What pays the invoice that she may mean, and how far the search for it went. */
export type FoundInvoices = {
  settlements: FoundSettlement[];
  /** How many providers were looked at. */
  looked: number;
  /** The one after which it began, where it goes on with one that had stopped. */
  startedAfter: Nit | undefined;
  /** The last of them, where the search stopped before it had seen all. */
  stoppedAt: Nit | undefined;
};

export const MAX_FOUND = 100;
