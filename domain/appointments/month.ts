import { addDays, type CivilDate, endOfMonth, startOfMonth, weekday } from "../dates.ts";

/** A day of the calendar; `room` is how many free hours it has, null outside the month. */
export type CalendarDay = { date: CivilDate; room: number | null };

const DAYS_A_WEEK = 7;

/** The weeks of a month, from Monday on, with the free hours of each day. */
export function weeksOf(month: CivilDate, room: ReadonlyMap<CivilDate, number>): CalendarDay[][] {
  const [first, last] = [startOfMonth(month), endOfMonth(month)];
  const weeks: CalendarDay[][] = [];
  let monday = addDays(first, -weekday(first));
  while (monday <= last) {
    const days = Array.from({ length: DAYS_A_WEEK }, (_, index) => addDays(monday, index));
    weeks.push(days.map((date) => ({
      date,
      room: date < first || date > last ? null : room.get(date) ?? 0,
    })));
    monday = addDays(monday, DAYS_A_WEEK);
  }
  return weeks;
}
