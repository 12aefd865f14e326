import type { CivilDate } from "../dates.ts";
import type { Cents } from "../money.ts";

/** A payment of an invoice that is not in the list. */
export type UnlistedPayment = {
  invoiceNumber: string;
  documentNumber: string;
  lineNumber: number;
  paidOn: CivilDate;
  paidAmount: Cents;
};

/** How many there are and their sum; `lines` are the newest of them. */
export type UnlistedPayments = { count: number; paidAmount: Cents; lines: UnlistedPayment[] };
