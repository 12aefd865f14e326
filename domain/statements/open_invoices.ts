import type { CivilDate } from "../dates.ts";
import type { Cents } from "../money.ts";
import { formatCount } from "../thousands.ts";

/** An invoice that was paid in part, by the line that paid it last. */
export type OpenInvoice = {
  invoiceNumber: string;
  voucherNumber: string;
  lineNumber: number;
  paidOn: CivilDate;
  invoiceAmount: Cents;
  netAmount: Cents | null;
  /** The Saldo that the last payment left, as the payer wrote it. */
  balance: Cents;
};

/** What is open by the days since each invoice's last payment; `to` is undefined for the oldest. */
export type OpenAge = { from: number; to: number | undefined; invoices: number; balance: Cents };

/** Some of the invoices that are open, the oldest first, and the sums of all. */
export type OpenInvoices = {
  invoices: OpenInvoice[];
  ages: OpenAge[];
  total: { invoices: number; balance: Cents };
  /** Whether the vouchers that left a Saldo have more lines than are read at once: then none is. */
  isTooMuch: boolean;
};

/** An invoice is read once for all that pay it, so others would wait. */
export const MAX_READ_LINES = 200_000;

/** Why nothing is listed, nor put into a workbook. */
export const TOO_MUCH_SENTENCE = "Los comprobantes que dejaron saldo tienen más de " +
  `${formatCount(MAX_READ_LINES)} facturas, y aquí no las leemos de una vez.`;
