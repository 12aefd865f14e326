import { addDays, type CivilDate, dateInBogota, weekday } from "../dates.ts";

const SUMMARY_HOUR = 7;
const HOUR_MS = 60 * 60 * 1000;
const BOGOTA_MIDNIGHT = "T00:00:00-05:00";

/** A week, from Monday to Sunday: its civil dates, and its instants in milliseconds. */
export type Week = { from: CivilDate; to: CivilDate; startMs: number; endMs: number };

/** The week that begins on this Monday in Bogotá; `endMs` is exclusive. */
export function weekFrom(weekStart: CivilDate): Week {
  const startMs = Date.parse(weekStart + BOGOTA_MIDNIGHT);
  const endMs = Date.parse(addDays(weekStart, 7) + BOGOTA_MIDNIGHT);
  return { from: weekStart, to: addDays(weekStart, 6), startMs, endMs };
}

/**
 * The Monday of the last week whose summary is due: on the Monday after it, at 7:00 in Bogotá. If
 * no process ran then, the summary is written later.
 */
export function weekToSummarise(nowMs: number): CivilDate {
  const day = dateInBogota(nowMs - SUMMARY_HOUR * HOUR_MS);
  return addDays(day, -weekday(day) - 7);
}
