import { addBusinessDays } from "../business_days.ts";
import type { CivilDate } from "../dates.ts";
import { lengthProblem } from "../text_length.ts";

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

/** One as the staff sees it, with whose it is. */
export type CalledBack = Callback & {
  affiliateId: number;
  personName: string | null;
  siteName: string | null;
};

export const MAX_OUTCOME = 500;
const MIN_OUTCOME = 4;

/** What is wrong with what the staff wrote of a call; undefined where nothing is. */
export function outcomeProblem(typed: string): string | undefined {
  if (typed.trim().length < MIN_OUTCOME) return "Escriba qué se acordó en la llamada.";
  return lengthProblem(typed, MAX_OUTCOME);
}

const CALLED_WITHIN = 3;

/** The last day on which whoever asks today is called. */
export function callPromisedOn(today: CivilDate): CivilDate {
  return addBusinessDays(today, CALLED_WITHIN);
}
