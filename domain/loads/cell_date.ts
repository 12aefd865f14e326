import { type CivilDate, readDate, readIsoDate } from "../dates.ts";
import {
  cellAt,
  complain,
  hasNoValue,
  isoDay,
  noValue,
  reject,
  type Row,
  type Table,
  trim,
} from "./cell.ts";

const MAX_KNOWN_DATES = 5000;
const FIRST_SERIAL = 61;
const LAST_SERIAL = 109_575;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

/** A civil date, null where the cell is empty. */
export function readCivilDate(table: Table, row: Row, key: string): CivilDate | null {
  const cell = cellAt(table, row, key);
  if (cell === null || (typeof cell === "string" && trim(cell) === "")) return null;
  if (cell instanceof Date) return readTextDate(table, row, key, isoDay(cell));
  if (typeof cell === "number") return readSerial(table, row, key, cell);
  if (hasNoValue(cell)) return complain(table, row, key, noValue(cell, "no es una fecha"));
  return readTextDate(table, row, key, trim(cell));
}

function readTextDate(table: Table, row: Row, key: string, text: string): CivilDate | null {
  const known = table.dates.get(text);
  if (known !== undefined) return known;
  if (/^\d{5,6}(\.0+)?$/.test(text)) return readSerial(table, row, key, Number(text));
  const day = text.replace(/[T ]0?0:00(:00(\.0+)?)?Z?$/, "");
  const reading = /^\d{4}-/.test(day) ? readIsoDate(day) : readDate(day);
  if (!("date" in reading)) {
    return reject(table, row, key, lowerFirst(reading.problem.replace(/\.$/, "")));
  }
  if (table.dates.size < MAX_KNOWN_DATES) table.dates.set(text, reading.date);
  return reading.date;
}

/** Excel's serial of a day; those up to 60 are refused, because Excel counts a 29/02/1900. */
function readSerial(table: Table, row: Row, key: string, serial: number): CivilDate | null {
  if (!Number.isInteger(serial) || serial < FIRST_SERIAL || serial > LAST_SERIAL) {
    return complain(table, row, key, "no es una fecha");
  }
  return isoDay(new Date(SERIAL_EPOCH + (serial + table.serialShift) * 86_400_000));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
