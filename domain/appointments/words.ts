import { type CivilDate, dateInBogota, formatMonth, startOfDayMs, weekday } from "../dates.ts";
import { DAYS } from "../places/opening_hours.ts";

const MINUTE_MS = 60_000;

/** `jueves 3 de abril`; the year where it is not that of `today`. */
export function dayWords(date: CivilDate, today: CivilDate): string {
  const month = formatMonth(date);
  const shown = date.slice(0, 4) === today.slice(0, 4) ? month.replace(/ de \d+$/, "") : month;
  return `${DAYS[weekday(date)]} ${Number(date.slice(8))} de ${shown}`;
}

/** An instant's time in Bogotá as people say it: `8:20 a. m.`, `12:00 m.`, `2:05 p. m.`. */
export function timeWords(instantMs: number): string {
  const minute = (instantMs - startOfDayMs(dateInBogota(instantMs))) / MINUTE_MS;
  const [hour, rest] = [Math.floor(minute / 60), String(Math.floor(minute % 60)).padStart(2, "0")];
  const half = minute === 12 * 60 ? "m." : hour < 12 ? "a. m." : "p. m.";
  return `${(hour + 11) % 12 + 1}:${rest} ${half}`;
}

/** `jueves 3 de abril, 8:20 a. m.` */
export function instantWords(instantMs: number, today: CivilDate): string {
  return `${dayWords(dateInBogota(instantMs), today)}, ${timeWords(instantMs)}`;
}
