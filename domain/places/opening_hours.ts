/** Minutes since midnight in Bogotá; a place that closes at midnight closes at `DAY_MINUTES`. */
export type Range = { opens: number; closes: number };

/** When a place is open: for each day from Monday on, then on holidays where they are named. */
export type OpeningHours = readonly (readonly Range[])[];

export const DAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
/** Where `OpeningHours` has Sunday and, where they are named, holidays. */
export const SUNDAY = 6;
export const HOLIDAY = 7;
export const DAY_MINUTES = 24 * 60;
const HOLIDAY_WORDS = ["fest", "festivo", "festivos"];
const MAX_TEXT_LENGTH = 200;

/**
 * Reads hours such as `lun-vie 8:00-12:30 13:30-17:00; sáb 8:00-12:00`, also in whole words (`lunes a
 * viernes 8:00–12:30 y 13:30–17:00; domingos y festivos 9:00–12:00`). Undefined where anything is not
 * understood, a day stands twice or two ranges overlap: half-read hours would send somebody to a
 * closed door.
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

/** Also in the plural: `sábados`. */
function dayNumber(word: string): number {
  if (HOLIDAY_WORDS.includes(word)) return HOLIDAY;
  return DAYS.findIndex((day) =>
    [plain(day), `${plain(day)}s`, plain(day).slice(0, 3)].includes(word)
  );
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
