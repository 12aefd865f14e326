import { addDays, type CivilDate, endOfMonth, startOfMonth, weekday } from "../dates.ts";

/** A day of the calendar; `hasRoom` says whether it has free hours, null outside the month. */
export type CalendarDay = { date: CivilDate; hasRoom: boolean | null };

const DAYS_A_WEEK = 7;

/** The weeks of a month, from Monday on, with the days that have room. */
export function weeksOf(month: CivilDate, room: ReadonlySet<CivilDate>): CalendarDay[][] {
  const [first, last] = [startOfMonth(month), endOfMonth(month)];
  const weeks: CalendarDay[][] = [];
  let monday = addDays(first, -weekday(first));
  while (monday <= last) {
    const days = Array.from({ length: DAYS_A_WEEK }, (_, index) => addDays(monday, index));
    weeks.push(days.map((date) => ({
      date,
      hasRoom: date < first || date > last ? null : room.has(date),
    })));
    monday = addDays(monday, DAYS_A_WEEK);
  }
  return weeks;
}
