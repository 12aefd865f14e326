/** How long a reason that the staff typed for one affiliate holds for looking at her data. */
export const VIEW_REASON_MS = 30 * 60 * 1000;
