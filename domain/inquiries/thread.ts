import type { CivilDate } from "../dates.ts";
import type { InquiryKind, InquiryStep, ProposalState } from "./inquiry.ts";
import type { ThreadMessage, ThreadState } from "../thread.ts";
import type { ProposalLine } from "./proposal.ts";
import type { Cents } from "../money.ts";
import type { Provider } from "../providers/provider.ts";
import type { StoredVoucher } from "../payments/voucher.ts";
import { isStanding } from "../payments/voucher_state.ts";

/** An inquiry as a list shows it. */
export type Inquiry = {
  folio: string;
  kind: InquiryKind;
  state: ThreadState;
  documentNumber: string;
  paidOn: CivilDate;
  /** The invoice of the reported line; null where the whole voucher was reported. */
  invoiceNumber: string | null;
  createdAt: number;
  dueOn: CivilDate;
};

/** The same with its provider, for the staff. */
export type InquiryOfProvider = Inquiry & { provider: Provider };

/** What a provider proposed, and the unapplied money of the voucher at that time. */
export type Proposal = {
  state: ProposalState;
  unappliedAmount: Cents;
  unappliedAdvanceAmount: Cents;
  total: Cents;
  decidedAt: number | null;
  deciderName: string | null;
  lines: ProposalLine[];
};

export type InquiryThread = {
  inquiry: InquiryOfProvider;
  messages: ThreadMessage<InquiryStep>[];
  proposal: Proposal | undefined;
  /** The voucher as it is now; undefined where a load was undone and took it away. */
  voucher: StoredVoucher | undefined;
};

/** The money of a voucher that is tied to no invoice; an annulled voucher has none. */
export function unappliedOf(voucher: StoredVoucher): Cents {
  if (!isStanding(voucher)) return 0;
  return (voucher.unappliedAmount ?? 0) + (voucher.unappliedAdvanceAmount ?? 0);
}
