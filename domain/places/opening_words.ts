import { holidaysOf } from "../business_days.ts";
import { addDays, type CivilDate, dateInBogota, startOfDayMs, weekday } from "../dates.ts";
import {
  DAY_MINUTES,
  DAYS,
  HOLIDAY,
  type OpeningHours,
  type Range,
  readOpeningHours,
  SUNDAY,
} from "./opening_hours.ts";

/** Whether a place is open, in two or three words, and until or from when. */
export type Opening = { state: "open" | "closed" | "unsure"; words: string; detail: string };

/** What a page says of the hours of a place. */
export type ShownHours = { opening: Opening | undefined; lines: string[] };

/** Longer than any run of holidays, so that a place which opens once a week is found. */
const MAX_DAYS_AHEAD = 21;

/** The hours of a file or a setting in words; what cannot be read stays as it is written. */
export function showHours(text: string | null, nowMs: number): ShownHours {
  const hours = readOpeningHours(text ?? "");
  if (!hours) return { opening: undefined, lines: text ? [text] : [] };
  return { opening: describeOpening(hours, nowMs), lines: describeHours(hours) };
}

/**
 * Whether a place is open at an instant: `Abierto ahora`, `hasta las 12:30`. On holidays it is closed
 * unless its hours name them; where it opens on Sundays that is not sure, because such places often
 * open on holidays too.
 */
export function describeOpening(hours: OpeningHours, instantMs: number): Opening {
  const today = dateInBogota(instantMs);
  const minute = Math.floor((instantMs - startOfDayMs(today)) / 60_000);
  if (isHoliday(today) && !hours[HOLIDAY] && hours[SUNDAY]?.length) {
    return { state: "unsure", words: "Hoy es festivo", detail: "llame antes de ir" };
  }
  const current = rangesOn(hours, today).find((range) =>
    range.opens <= minute && minute < range.closes
  );
  if (current) return { state: "open", words: "Abierto ahora", detail: untilWords(current) };
  for (let ahead = 0; ahead <= MAX_DAYS_AHEAD; ahead++) {
    const date = addDays(today, ahead);
    const next = rangesOn(hours, date).find(({ opens }) => ahead > 0 || opens > minute);
    if (next) return closed(`abre ${dayWords(date, ahead)} a ${theTime(next.opens)}`);
  }
  return closed("");
}

/**
 * The hours as people say them, a line for the days that have the same: `Lunes a viernes de 8:00 a
 * 12:30 y de 13:30 a 17:00`.
 */
export function describeHours(hours: OpeningHours): string[] {
  const open = hours.flatMap((ranges, day) => ranges.length > 0 ? [{ day, ranges }] : []);
  const groups = Object.values(Object.groupBy(open, ({ ranges }) => `de ${timesOf(ranges)}`));
  return groups.map((group = []) =>
    `${daysOf(group.map(({ day }) => day))} ${timesOf(group[0]?.ranges ?? [])}`
  );
}

function timesOf(ranges: readonly Range[]): string {
  return ranges.map(({ opens, closes }) =>
    opens === 0 && closes === DAY_MINUTES
      ? "las 24 horas"
      : `de ${formatMinute(opens)} a ${formatMinute(closes)}`
  ).join(" y ");
}

/** `Lunes a viernes`, `Sábado y domingo`, `Todos los días`; days come in their order. */
function daysOf(days: number[]): string {
  if (days.length > SUNDAY && !days.includes(HOLIDAY)) return "Todos los días";
  if (days.length > HOLIDAY) return "Todos los días, también festivos,";
  const runs = days.map((day, index) => ({ day, run: day - index }));
  const pieces = Object.values(Object.groupBy(runs, ({ run }) => `${run}`)).flatMap((run = []) => {
    const names = run.map(({ day }) => DAYS[day] ?? "festivos");
    return names.length > 2 ? [`${names[0]} a ${names.at(-1)}`] : names;
  });
  const text = new Intl.ListFormat("es", { type: "conjunction" }).format(pieces);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function rangesOn(hours: OpeningHours, date: CivilDate): readonly Range[] {
  return hours[isHoliday(date) ? HOLIDAY : weekday(date)] ?? [];
}

function isHoliday(date: CivilDate): boolean {
  return holidaysOf(Number(date.slice(0, 4))).includes(date);
}

function closed(detail: string): Opening {
  return { state: "closed", words: "Cerrado ahora", detail };
}

function untilWords({ opens, closes }: Range): string {
  if (closes < DAY_MINUTES) return `hasta ${theTime(closes)}`;
  return opens === 0 ? "todo el día" : "hasta la medianoche";
}

function dayWords(date: CivilDate, ahead: number): string {
  if (ahead < 2) return ahead === 0 ? "hoy" : "mañana";
  const name = `el ${DAYS[weekday(date)]}`;
  return ahead < 7 ? name : `${name} ${Number(date.slice(8, 10))}`;
}

function theTime(minute: number): string {
  return `${Math.floor(minute / 60) === 1 ? "la" : "las"} ${formatMinute(minute)}`;
}

function formatMinute(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
