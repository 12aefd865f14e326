import type { Cents } from "./money.ts";
import type { StoredVoucher } from "./payments/voucher.ts";

/** What the first page after signing in shows of a provider. */
export type PortalFigures = {
  last: StoredVoucher | undefined;
  /** The current month so far. */
  month: { count: number; paidAmount: Cents };
  /** Money paid and not yet tied to invoices, advances included. */
  unapplied: { count: number; amount: Cents };
  /** The newest vouchers of the last twelve months that do not add up. */
  differences: StoredVoucher[];
  /** Whether the person has no passkey yet and did not say that she wants none. */
  offersPasskey: boolean;
  /** Inquiries that the staff answered and the provider did not close. */
  answeredInquiries: number;
};
