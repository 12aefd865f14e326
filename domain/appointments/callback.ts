import { addBusinessDays } from "../business_days.ts";
import type { CivilDate } from "../dates.ts";

/** A request to be called about an appointment, as whoever asked sees it. */
export type Callback = {
  folio: string;
  careKind: string;
  phone: string;
  askedAt: number;
  promisedOn: CivilDate;
  answeredAt: number | null;
  /** What came of the call. */
  outcome: string | null;
};

const CALLED_WITHIN = 3;

/** The last day on which whoever asks today is called. */
export function callPromisedOn(today: CivilDate): CivilDate {
  return addBusinessDays(today, CALLED_WITHIN);
}
