import { STATE_NAMES, type VoucherState } from "../../domain/payments/voucher_state.ts";
import { Badge } from "../parts/badge.tsx";

const KINDS = { annulled: "annulled", returned: "bad", scheduled: "info" } as const;

/** Says of a payment that it does not count; nothing of one that stands. */
export function StateBadge({ state }: { state: VoucherState }) {
  if (state === "standing") return <></>;
  return <Badge kind={KINDS[state]}>{STATE_NAMES[state]}</Badge>;
}
