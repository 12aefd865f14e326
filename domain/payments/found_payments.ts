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
  settlements: FoundSettlement[];
};

export const MAX_FOUND = 100;
