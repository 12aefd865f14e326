import { holidaysOf } from "./business_days.ts";
import { addDays, type CivilDate, dateInBogota, startOfDayMs, weekday } from "./dates.ts";

/** Minutes since midnight in Bogotá; a place that closes at midnight closes at 1440. */
type Range = { opens: number; closes: number };

/** When a place is open, for each day of the week from Monday on. */
export type OpeningHours = readonly (readonly Range[])[];

const DAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const MAX_TEXT_LENGTH = 200;
const DAY_MINUTES = 24 * 60;
/** Longer than any run of holidays, so that a place which opens once a week is found. */
const MAX_DAYS_AHEAD = 21;

/**
 * Reads hours such as `lun-vie 8:00-12:30 13:30-17:00; sáb 8:00-12:00`, also in whole words (`lunes a
 * viernes 8:00–12:30 y 13:30–17:00`). Undefined where anything is not understood, a day stands twice
 * or two ranges overlap: half-read hours would send somebody to a closed door.
 */
export function readOpeningHours(text: string): OpeningHours | undefined {
  if (text.length > MAX_TEXT_LENGTH) return undefined;
  const week: Range[][] = DAYS.map(() => []);
  for (const part of plain(text).split(";")) {
    const [, dayWords = "", rangeWords = ""] = /^([a-z, -]+)(\d[\d:, y-]*)$/.exec(part.trim()) ??
      [];
    const [days, ranges] = [readDays(dayWords), readRanges(rangeWords)];
    if (!days || !ranges) return undefined;
    for (const day of days) {
      if (week[day]?.length) return undefined;
      week[day] = ranges;
    }
  }
  return week;
}

/**
 * Whether a place is open at an instant, as people say it: `Abierto ahora, hasta las 12:30`, or
 * `Cerrado ahora. Abre el lunes a las 8:00`. On holidays it is closed.
 */
export function describeOpening(hours: OpeningHours, instantMs: number): string {
  const today = dateInBogota(instantMs);
  const minute = Math.floor((instantMs - startOfDayMs(today)) / 60_000);
  const current = rangesOn(hours, today).find((range) =>
    range.opens <= minute && minute < range.closes
  );
  if (current) return `Abierto ahora, hasta las ${formatMinute(current.closes)}`;
  for (let ahead = 0; ahead <= MAX_DAYS_AHEAD; ahead++) {
    const date = addDays(today, ahead);
    const next = rangesOn(hours, date).find(({ opens }) => ahead > 0 || opens > minute);
    if (next) return `Cerrado ahora. Abre ${dayWords(date, ahead)} ${atTime(next.opens)}`;
  }
  return "Cerrado ahora";
}

/** Small letters without accents, one kind of hyphen and of space. */
function plain(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[–—]/g, "-").replace(/\s+/g, " ").replace(/ ?- ?/g, "-").replace(/ a /g, "-");
}

/** `lun-vie`, `lun, mie y vie`: numbers of days from Monday, or undefined. */
function readDays(words: string): number[] | undefined {
  const days = words.trim().split(/ y |, ?/).flatMap((piece) => {
    const [from = -1, to = from, ...more] = piece.split("-").map(dayNumber);
    if (from < 0 || to < from || more.length > 0) return [-1];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  return days.includes(-1) || new Set(days).size < days.length ? undefined : days;
}

function dayNumber(word: string): number {
  return DAYS.findIndex((day) => plain(day) === word || plain(day).slice(0, 3) === word);
}

/** `8:00-12:30 13:30-17:00`, in order and without an overlap, or undefined. */
function readRanges(words: string): Range[] | undefined {
  const ranges = words.trim().split(/ y |, ?| /).map(readRange);
  let end = -1;
  for (const range of ranges) {
    if (!range || range.opens <= end || range.closes <= range.opens) return undefined;
    end = range.closes;
  }
  return ranges.filter((range) => range !== undefined);
}

function readRange(words: string): Range | undefined {
  const match = /^(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)$/.exec(words);
  if (!match) return undefined;
  const [opensHour = 0, opensMinute = 0, closesHour = 0, closesMinute = 0] = match.slice(1).map(
    Number,
  );
  const range = { opens: opensHour * 60 + opensMinute, closes: closesHour * 60 + closesMinute };
  return range.closes <= DAY_MINUTES ? range : undefined;
}

function rangesOn(hours: OpeningHours, date: CivilDate): readonly Range[] {
  const isHoliday = holidaysOf(Number(date.slice(0, 4))).includes(date);
  return isHoliday ? [] : hours[weekday(date)] ?? [];
}

function dayWords(date: CivilDate, ahead: number): string {
  if (ahead < 2) return ahead === 0 ? "hoy" : "mañana";
  const name = `el ${DAYS[weekday(date)]}`;
  return ahead < 7 ? name : `${name} ${Number(date.slice(8, 10))}`;
}

function atTime(minute: number): string {
  const hour = Math.floor(minute / 60);
  return `${hour === 1 ? "a la" : "a las"} ${formatMinute(minute)}`;
}

function formatMinute(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
