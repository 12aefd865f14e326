import type { CivilDate } from "./dates.ts";
import type { Cents } from "./money.ts";
import type { StoredVoucher } from "./payments/voucher.ts";

/** What the first page after signing in shows of a provider. */
export type PortalFigures = {
  last: StoredVoucher | undefined;
  /** The current month so far. */
  month: { count: number; paidAmount: Cents };
  /** Money paid and not yet tied to invoices, advances included, and the first and last day of it. */
  unapplied: { count: number; amount: Cents; from: CivilDate | null; to: CivilDate | null };
  /** The newest vouchers of the last twelve months that do not add up. */
  differences: StoredVoucher[];
  /** Whether the person has no passkey yet and did not say that she wants none. */
  offersPasskey: boolean;
  /** Inquiries that the staff answered and the provider did not close. */
  answeredInquiries: number;
};
