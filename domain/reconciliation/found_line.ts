import type { CivilDate } from "../dates.ts";
import type { Cents } from "../money.ts";
import type { StoredSettlement } from "../payments/settlement.ts";

/** A line of a voucher that is current and not annulled, with what a cruce needs of it. */
export type FoundLine = {
  invoiceKey: string;
  invoiceNumber: string;
  documentNumber: string;
  lineNumber: number;
  paidOn: CivilDate;
  invoiceAmount: Cents;
  netAmount: Cents | null;
  paidAmount: Cents;
  balance: Cents | null;
  garnishments: Cents | null;
} & Pick<StoredSettlement, DeductionKey>;

type DeductionKey = typeof DEDUCTIONS[number];

/** What stands between the value of an invoice and what was paid of it, as the file of a cruce has it. */
export const DEDUCTIONS = [
  "financialDiscount",
  "vat",
  "retefuente",
  "reteIca",
  "reteIva",
  "stampTax",
  "copayment",
  "moderatingFee",
] as const;
