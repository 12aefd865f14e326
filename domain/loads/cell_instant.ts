import { startOfDayMs } from "../dates.ts";
import { plainText } from "../plain_text.ts";
import {
  type Cell,
  cellAt,
  complain,
  findingAt,
  isShown,
  reject,
  type Row,
  type Table,
} from "./cell.ts";
import { DAY_MS, readCivilDate, SHEETJS_MIDNIGHT_MS, TIME } from "./cell_date.ts";
import { addWarning } from "./findings.ts";

const MINUTE_MS = 60_000;
const EXPECTED = "no tiene una hora que exista: escríbala como 03/12/2026 14:30";

/**
 * A required day with its time of day in Bogotá, to the minute, in milliseconds; 0 where it is missing
 * or has an error, which is noted. A day alone begins at 00:00, which is told once a column.
 */
export function readRequiredInstant(table: Table, row: Row, key: string): number {
  const errorsBefore = table.findings.errorCount;
  const day = readCivilDate(table, row, key);
  if (day === null) {
    if (table.findings.errorCount === errorsBefore) reject(table, row, key, "falta la fecha");
    return 0;
  }
  const time = timeOf(cellAt(table, row, key));
  if (time === undefined) return complain(table, row, key, EXPECTED) ?? 0;
  if (time === null) noteUntimed(table, row, key);
  return startOfDayMs(day) + (time ?? 0);
}

/**
 * The time of day of a cell whose day was read: null where it has none, undefined where no clock shows
 * it. A workbook's midnight is none: it looks like a day alone.
 */
function timeOf(cell: Cell): number | null | undefined {
  if (cell instanceof Date) return timeOfSerial(cell.getTime());
  if (typeof cell === "number") return timeOfSerial(Math.round(cell * DAY_MS));
  const text = isShown(cell) ? plainText(cell.shown) : String(cell);
  if (/^\d{5,6}(\.\d+)?$/.test(text)) return timeOfSerial(Math.round(Number(text) * DAY_MS));
  const [, time, half, zone] = TIME.exec(text) ?? [];
  if (time === undefined) return null;
  return zone === undefined ? readClock(time, half) : readZoned(text);
}

/** To the minute, because SheetJS loses 16 seconds. */
function timeOfSerial(ms: number): number | null {
  const time = ((ms % DAY_MS) + DAY_MS) % DAY_MS;
  if (Math.abs(time - SHEETJS_MIDNIGHT_MS) < 1000) return null;
  return Math.round(time / MINUTE_MS) * MINUTE_MS || null;
}

function readClock(time: string, half: string | undefined): number | undefined {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  if (hours > (half ? 12 : 23) || (half && hours === 0) || minutes > 59) return undefined;
  const afternoon = half?.toLowerCase() === "p" ? 12 : 0;
  return ((half ? hours % 12 + afternoon : hours) * 60 + minutes) * MINUTE_MS;
}

/** The zone's own time is another one in Bogotá; its day is the same, or the cell has an error. */
function readZoned(text: string): number | undefined {
  const ms = Date.parse(text.replaceAll("/", "-").replace(" ", "T").replace(",", "."));
  if (Number.isNaN(ms)) return undefined;
  const time = (((ms - startOfDayMs("1970-01-01")) % DAY_MS) + DAY_MS) % DAY_MS;
  return Math.floor(time / MINUTE_MS) * MINUTE_MS;
}

function noteUntimed(table: Table, row: Row, key: string): void {
  if (table.untimed.has(key)) return;
  table.untimed.add(key);
  const message =
    "no tiene hora: se cuenta desde las 00:00 de ese día, y así las demás filas sin hora";
  addWarning(table.findings, { ...findingAt(table, row, key), message });
}
