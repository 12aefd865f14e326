import {
  type CivilDate,
  dateInBogota,
  type DateReading,
  formatDate,
  isoDay,
  readDate,
  readIsoDate,
  readTypedDate,
} from "../dates.ts";
import {
  cellAt,
  complain,
  describeCell,
  findingAt,
  hasNoValue,
  isShown,
  noValue,
  reject,
  type Row,
  type Table,
} from "./cell.ts";
import { addWarning } from "./findings.ts";
import { plainText } from "../plain_text.ts";

const MAX_KNOWN_DATES = 5000;
const FIRST_SERIAL = 61;
const LAST_SERIAL = 109_575;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
export const DAY_MS = 86_400_000;
/**
 * Where SheetJS 0.18 in Colombia puts the midnight of a day: it uses Bogotá's offset of 1899, which
 * had seconds (4 h 56 min 16 s), and loses those.
 */
export const SHEETJS_MIDNIGHT_MS = DAY_MS - 16_000;
const SECOND_MS = 1000;

/** What was read of a date as files hold it; `hasShortYear` where its year has two digits. */
type FileDate = DateReading & { hasShortYear?: boolean };

/** What follows a day: its time, half of the day and zone. */
export const TIME =
  /[T ] ?(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(?: ?([ap])\.? ?m\.?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const MIDNIGHT = /^[0:.,]+$/;
const TYPED = /^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|(\d{2}))$/;
const NAMED = /^(\d{1,2})[ /-](?:de )?([a-z]{3,10})\.?[ /-](?:del? )?(\d{4}|\d{2})$/i;
/** By three letters, in Spanish and where English differs; September is written in three ways. */
const MONTHS = [
  ["ene", "jan"],
  ["feb"],
  ["mar"],
  ["abr", "apr"],
  ["may"],
  ["jun"],
  ["jul"],
  ["ago", "aug"],
  ["sep", "set"],
  ["oct"],
  ["nov"],
  ["dic", "dec"],
];
const OTHER_ZONE = "La hora es de otra zona y su día no es el de Colombia: escriba solo el día.";

/** A civil date, null where the cell is empty; of a time of day only the day counts. */
export function readCivilDate(table: Table, row: Row, key: string): CivilDate | null {
  const cell = cellAt(table, row, key);
  if (cell === null || cell === "") return null;
  if (cell instanceof Date) return readDay(table, row, key, cell.getTime());
  if (typeof cell === "number") return readSerial(table, row, key, cell);
  if (isShown(cell)) return readTextDate(table, row, key, plainText(cell.shown));
  if (hasNoValue(cell)) return complain(table, row, key, noValue(cell, "no es una fecha"));
  return readTextDate(table, row, key, cell);
}

function readTextDate(table: Table, row: Row, key: string, text: string): CivilDate | null {
  const known = table.dates.get(text);
  if (known !== undefined) return known;
  if (/^\d{5,6}(\.\d+)?$/.test(text)) return readSerial(table, row, key, Number(text));
  const reading = readFileDate(text);
  if ("problem" in reading) {
    return reject(table, row, key, lowerFirst(reading.problem.replace(/\.$/, "")));
  }
  if (reading.hasShortYear) noteShortYear(table, row, key, reading.date);
  else if (table.dates.size < MAX_KNOWN_DATES) table.dates.set(text, reading.date);
  return reading.date;
}

/** Warns, once for each column, in which century its years of two digits are. */
function noteShortYear(table: Table, row: Row, key: string, date: CivilDate): void {
  if (table.shortYears.has(key)) return;
  table.shortYears.add(key);
  const value = describeCell(cellAt(table, row, key));
  const message = `${value} se leyó como ${formatDate(date)}, y así los demás años de dos cifras ` +
    "de la columna";
  addWarning(table.findings, { ...findingAt(table, row, key), value, message });
}

/** Excel's serial of a day; those up to 60 are refused, because Excel counts a 29/02/1900. */
function readSerial(table: Table, row: Row, key: string, serial: number): CivilDate | null {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) {
    return complain(table, row, key, "no es una fecha");
  }
  return readDay(table, row, key, SERIAL_EPOCH + (serial + table.serialShift) * DAY_MS);
}

function readDay(table: Table, row: Row, key: string, ms: number): CivilDate | null {
  const rounded = Math.round(ms);
  const known = table.dates.get(rounded);
  if (known !== undefined) return known;
  const time = ((rounded % DAY_MS) + DAY_MS) % DAY_MS;
  const isNextDay = Math.abs(time - SHEETJS_MIDNIGHT_MS) < SECOND_MS;
  const day = isoDay(new Date(isNextDay ? rounded - time + DAY_MS : rounded));
  const date = readTextDate(table, row, key, day);
  if (date !== null && table.dates.size < MAX_KNOWN_DATES) table.dates.set(rounded, date);
  return date;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/**
 * Reads a date as programs and people write it in files: `15/03/2023`, `15-03-2023`, `15/03/23` (of
 * this century), `15-mar-2023`, `2023-03-15`, `2023/03/15`, with or without a time of day, whose
 * day counts. Problems as `readDate`.
 */
function readFileDate(text: string): FileDate {
  const [ending, time = "", , zone] = TIME.exec(text) ?? [""];
  const day = text.slice(0, text.length - ending.length);
  if (zone && !MIDNIGHT.test(time) && dayInBogota(text) !== day) return { problem: OTHER_ZONE };
  if (/^\d{4}[/-]/.test(day)) return readIsoDate(day.replaceAll("/", "-"));
  const typed = withMonthNumber(day);
  const match = TYPED.exec(typed);
  if (!match) return readDate(day);
  return { ...readTypedDate(typed), hasShortYear: match[1] !== undefined };
}

function dayInBogota(instant: string): string | undefined {
  const ms = Date.parse(instant.replace(" ", "T").replace(",", "."));
  return Number.isNaN(ms) ? undefined : dateInBogota(ms);
}

/** `15-mar-2023` → `15/3/2023`. */
function withMonthNumber(day: string): string {
  const [, number, name = "", year] = NAMED.exec(day) ?? [];
  const month = MONTHS.findIndex((names) => names.includes(name.slice(0, 3).toLowerCase()));
  return month === -1 ? day : `${number}/${month + 1}/${year}`;
}
