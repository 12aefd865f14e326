import { STATE_NAMES, type VoucherState } from "../../domain/payments/voucher_state.ts";
import { type Overpayment, OVERPAYMENT_WORDS } from "../../domain/payments/overpayment.ts";
import { Badge } from "../parts/badge.tsx";

const KINDS = { annulled: "annulled", returned: "bad", scheduled: "info" } as const;

/** Says of a payment that it does not count; nothing of one that stands. */
export function StateBadge({ state }: { state: VoucherState }) {
  if (state === "standing") return <></>;
  return <Badge kind={KINDS[state]}>{STATE_NAMES[state]}</Badge>;
}

/** Says beside the number of an invoice that it was paid more than its value. */
export function OverpaidBadge({ overpayment }: { overpayment: Overpayment | undefined }) {
  return overpayment ? <Badge kind="warn">{OVERPAYMENT_WORDS[overpayment.kind]}</Badge> : <></>;
}
