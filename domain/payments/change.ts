import type { StoredVoucher } from "./voucher.ts";
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

/**
 * A place in a provider's log of changes: the version of its data and, within it, the voucher; and
 * when the load was published that brought that change.
 */
export type ChangePlace = { version: number; documentNumber: string; changedAt: number };

/** The place before every change. */
export const LOG_START: ChangePlace = { version: -1, documentNumber: "", changedAt: 0 };

/** The place right before every change that a version of the data brought. */
export function placeBefore(version: number): ChangePlace {
  return { ...LOG_START, version };
}

/** What last became of a voucher, and the voucher as it is now; null where it is gone. */
export type LoggedChange = ChangePlace & {
  change: typeof VOUCHER_CHANGES[number];
  voucher: StoredVoucher | null;
};

/**
 * Whether this database never had the change at which a reader stands, because it was restored from
 * an earlier copy: then what the reader has is of another history. `version` is that of the copy
 * that was read, and `isKnown` whether the load of the change was published there; `newest` is the
 * newest version that is known, because a replica may be behind. It has nothing new for the reader yet.
 */
export function isLost(
  place: ChangePlace,
  { version, isKnown, newest }: { version: number; isKnown: boolean; newest: number },
): boolean {
  if (place.version > version) return place.version > newest;
  return !isKnown;
}
