import { addDays, type CivilDate, dateInBogota, weekday } from "../dates.ts";

const SUMMARY_HOUR = 7;
const HOUR_MS = 60 * 60 * 1000;
const BOGOTA_MIDNIGHT = "T00:00:00-05:00";

/** A week is named by its Monday. */
export type Week = { from: CivilDate; to: CivilDate; startMs: number; endMs: number };

/** The week that begins on a Monday: its civil dates, and its instants in Bogotá. */
export function weekFrom(weekStart: CivilDate): Week {
  const startMs = Date.parse(weekStart + BOGOTA_MIDNIGHT);
  const endMs = Date.parse(addDays(weekStart, 7) + BOGOTA_MIDNIGHT);
  return { from: weekStart, to: addDays(weekStart, 6), startMs, endMs };
}

/**
 * The Monday of the last week whose summary is due: on the Monday after it, at 7:00 in Bogotá. A
 * process that was down then is due later in the week.
 */
export function weekToSummarise(nowMs: number): CivilDate {
  const day = dateInBogota(nowMs - SUMMARY_HOUR * HOUR_MS);
  return addDays(day, -weekday(day) - 7);
}
