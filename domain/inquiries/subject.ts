import type { Cents } from "../money.ts";
import type { StoredSettlement } from "../payments/settlement.ts";
import type { StoredVoucher } from "../payments/voucher.ts";

/**
 * What an inquiry is about: a voucher, one of its lines where one is named, and the money that may
 * be applied.
 */
export type InquirySubject = {
  voucher: StoredVoucher;
  line: StoredSettlement | undefined;
  /** Unapplied money that no other proposal asks for. */
  available: Cents;
};
