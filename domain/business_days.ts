import { addDays, type CivilDate, weekday } from "./dates.ts";

/*
 * Colombian holidays, computed: fixed ones, ones that move to the next Monday (Ley 51 de 1983, "Ley
 * Emiliani", and from 2026 on Ley 2578 de 2026), and those that follow Easter.
 */

const FIXED = ["01-01", "05-01", "07-20", "08-07", "12-08", "12-25"];
const MOVED_TO_MONDAY = ["01-06", "03-19", "06-29", "08-15", "10-12", "11-01", "11-11"];
/** Holidays that move to the next Monday since a later law, with its first year. */
const ADDED = [{ day: "07-09", from: 2026 }];
/** Days from Easter Sunday: jueves and viernes santo, then the Mondays of three feasts. */
const FROM_EASTER = [-3, -2, 43, 64, 71];

/** The holidays of a year, in order. */
export function holidaysOf(year: number): CivilDate[] {
  const easter = easterOf(year);
  return [
    ...FIXED.map((day) => `${year}-${day}`),
    ...MOVED_TO_MONDAY.map((day) => mondayFrom(`${year}-${day}`)),
    ...ADDED.filter(({ from }) => year >= from).map(({ day }) => mondayFrom(`${year}-${day}`)),
    ...FROM_EASTER.map((days) => addDays(easter, days)),
  ].sort();
}

export function isBusinessDay(date: CivilDate): boolean {
  return weekday(date) < 5 && !holidaysOf(Number(date.slice(0, 4))).includes(date);
}

/** The day `count` business days after a date; the date itself does not count. */
export function addBusinessDays(date: CivilDate, count: number): CivilDate {
  let [day, left] = [date, count];
  while (left > 0) {
    day = addDays(day, 1);
    if (isBusinessDay(day)) left--;
  }
  return day;
}

function mondayFrom(date: CivilDate): CivilDate {
  return addDays(date, (7 - weekday(date)) % 7);
}

/** Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature, 1876). */
function easterOf(year: number): CivilDate {
  const golden = year % 19;
  const [century, ofCentury] = [Math.floor(year / 100), year % 100];
  const [leaps, skipped] = [Math.floor(century / 4), century % 4];
  const shift = Math.floor((century + 8) / 25);
  const moon = Math.floor((century - shift + 1) / 3);
  const epact = (19 * golden + century - leaps - moon + 15) % 30;
  const [quarter, rest] = [Math.floor(ofCentury / 4), ofCentury % 4];
  const toSunday = (32 + 2 * skipped + 2 * quarter - epact - rest) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  return addDays(`${year}-03-22`, epact + toSunday - 7 * late);
}
