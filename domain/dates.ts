/** A civil date, `yyyy-MM-dd`. Payments have dates, not instants. */
export type CivilDate = string;

const MONTHS = [
  "enero",
  "febrero",
  "marzo",
  "abril",
  "mayo",
  "junio",
  "julio",
  "agosto",
  "septiembre",
  "octubre",
  "noviembre",
  "diciembre",
];
const BOGOTA_OFFSET_MS = -5 * 60 * 60 * 1000;

export type DateReading = { date: CivilDate } | { problem: string };

/** Reads `dd/MM/yyyy` (also `d/M/yyyy`); the problem is a Spanish sentence for the person who typed. */
export function readDate(text: string): DateReading {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  if (!match) return { problem: "Escriba la fecha como dd/MM/yyyy, por ejemplo 05/03/2026." };
  const [, day = "", month = "", year = ""] = match;
  return civilDate(Number(year), Number(month), Number(day), text.trim());
}

/**
 * Reads a date as people type it into a field: `1/3/2026`, `1-3-2026`, `1.3.26`, `01032026` or
 * `2026-03-01`, day before month; two digits are a year of this century. Problems as `readDate`.
 */
export function readTypedDate(text: string): DateReading {
  const typed = text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return readIsoDate(typed);
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed) ?? [];
  if (!day || !month || !year) return readDate(typed);
  return civilDate(
    Number(year.length === 2 ? `20${year}` : year),
    Number(month),
    Number(day),
    typed,
  );
}

/** Reads `yyyy-MM-dd`; problems as `readDate`. */
export function readIsoDate(text: string): DateReading {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return { problem: "Escriba la fecha como yyyy-MM-dd, por ejemplo 2026-03-05." };
  const [, year = "", month = "", day = ""] = match;
  return civilDate(Number(year), Number(month), Number(day), text);
}

function civilDate(year: number, month: number, day: number, typed: string): DateReading {
  if (year < 1900 || year > 2200) {
    return { problem: `La fecha ${typed} no existe: revise el año.` };
  }
  if (month < 1 || month > 12) {
    return { problem: `La fecha ${typed} no existe: los meses van de 01 a 12.` };
  }
  const length = daysInMonth(year, month);
  if (day < 1 || day > length) {
    const name = `${MONTHS[month - 1]} de ${year}`;
    return { problem: `La fecha ${typed} no existe: ${name} tiene ${length} días.` };
  }
  return { date: toIso(Date.UTC(year, month - 1, day)) };
}

/** `2026-03-05` → `05/03/2026`. */
export function formatDate(date: CivilDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** `2026-03-05` → `marzo de 2026`. */
export function formatMonth(date: CivilDate): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1]} de ${date.slice(0, 4)}`;
}

/** `2026-03` → `marzo`, and of its first three letters `mar`. */
export function monthName(month: string, isShort = false): string {
  const name = MONTHS[Number(month.slice(5, 7)) - 1] ?? "";
  return isShort ? name.slice(0, 3) : name;
}

/** The civil date in Bogotá (UTC−5, no summer time) at an instant in milliseconds. */
export function dateInBogota(instantMs: number): CivilDate {
  return toIso(instantMs + BOGOTA_OFFSET_MS);
}

/** The instant at which a day begins in Bogotá. */
export function startOfDayMs(date: CivilDate): number {
  return Date.parse(date) - BOGOTA_OFFSET_MS;
}

/** An instant as `dd/MM/yyyy HH:mm` in Bogotá. */
export function formatInstant(instantMs: number): string {
  const time = new Date(instantMs + BOGOTA_OFFSET_MS).toISOString().slice(11, 16);
  return `${formatDate(dateInBogota(instantMs))} ${time}`;
}

/** An instant with its seconds, `31/12/2026 23:59:58`: what an auditor puts in order. */
export function formatSecond(instantMs: number): string {
  const time = new Date(instantMs + BOGOTA_OFFSET_MS).toISOString().slice(11, 19);
  return `${formatDate(dateInBogota(instantMs))} ${time}`;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return toIso(Date.parse(date) + days * 86_400_000);
}

/** The days from `from` to the one before `to`. */
export function daysBetween(from: CivilDate, to: CivilDate): CivilDate[] {
  const count = Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000);
  return Array.from({ length: count }, (_, index) => addDays(from, index));
}

/** The first day of the month that is `months` away from the date's own. */
export function startOfMonth(date: CivilDate, months = 0): CivilDate {
  return toIso(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1 + months, 1));
}

export function endOfMonth(date: CivilDate): CivilDate {
  return addDays(startOfMonth(date, 1), -1);
}

/** The same day `years` later; 29 February becomes 1 March. */
export function addYears(date: CivilDate, years: number): CivilDate {
  return toIso(
    Date.UTC(
      Number(date.slice(0, 4)) + years,
      Number(date.slice(5, 7)) - 1,
      Number(date.slice(8, 10)),
    ),
  );
}

/** Full years of whoever was born on a date, on a day; negative before it. Those of 29 February have
 * their birthday on 1 March in other years.
 */
export function ageOn(bornOn: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** Monday is 0, Sunday 6. */
export function weekday(date: CivilDate): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function toIso(ms: number): CivilDate {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The day of a date in UTC; empty where it is none. */
export function isoDay(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}
