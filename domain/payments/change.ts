import type { VoucherState } from "./voucher_state.ts";

/**
 * What a load or its undo last made of a voucher, as scripts are told: it counts now, it is
 * announced, it is otherwise than before, it counts no more, or it is gone.
 */
export const VOUCHER_CHANGES = [
  "posted",
  "scheduled",
  "corrected",
  "annulled",
  "returned",
  "removed",
] as const satisfies readonly (
  | Exclude<VoucherState, "standing">
  | "posted"
  | "corrected"
  | "removed"
)[];
