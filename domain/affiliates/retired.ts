import type { CivilDate } from "../dates.ts";
import type { AffiliateDetails } from "./affiliate.ts";

/** States in which somebody is affiliated no more: retired, and dead (BDUA). */
export const ENDED_STATES = ["RE", "AF"] as const;

/** A person whom a whole register leaves out, as she will be on file from this day on. */
export function retired(details: AffiliateDetails, day: CivilDate): AffiliateDetails {
  return { ...details, state: "RE", endedOn: details.endedOn ?? day };
}
