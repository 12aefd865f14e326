import type { Cells } from "../affiliates/cells.ts";
import { type AgendaHours, type LoadedAgenda, slotStarts } from "./agenda.ts";
import { careKindOf } from "./kind.ts";

/** A slot is as long as this at most, so that what overlaps it is found among its neighbours. */
export const MAX_SLOT_MINUTES = 240;
const MIN_SLOT_MINUTES = 5;
const MAX_SLOTS_AN_HOUR = 12;
const MINUTES_A_DAY = 24 * 60;

/** A row of Agendas; its code is empty where something that names it cannot be read. */
export function readAgenda(cells: Cells): LoadedAgenda {
  const siteCode = cells.required.text("siteCode");
  const careKind = careKindOf(cells.required.text("careKind"));
  const professional = cells.required.text("professional");
  const hours = readHours(cells);
  const name = [siteCode, hours.date, hours.startTime, professional];
  return {
    code: name.includes("") ? "" : name.join(" "),
    details: {
      siteCode,
      careKind,
      professional,
      ...hours,
      starts: JSON.stringify(hours.date === "" ? [] : slotStarts(hours)),
    },
  };
}

function readHours(cells: Cells): AgendaHours {
  const hours = {
    date: cells.required.date("date"),
    startTime: readTimeCell(cells, "startTime"),
    endTime: readTimeCell(cells, "endTime"),
    slotMinutes: readWhole(cells, "slotMinutes", MIN_SLOT_MINUTES, MAX_SLOT_MINUTES) ?? 0,
    /** 0 closes the agenda: its professional is not there that day. */
    slotsAnHour: readWhole(cells, "slotsAnHour", 0, MAX_SLOTS_AN_HOUR),
  };
  const { date, startTime, endTime, slotMinutes } = hours;
  if (!date || !startTime || !endTime || slotMinutes === 0) return hours;
  const whole = slotStarts({ ...hours, slotsAnHour: null });
  if (endTime <= startTime) cells.complain("endTime", "debe ser después de Hora Inicio");
  else if (whole.length === 0) cells.complain("slotMinutes", "es más larga que la agenda");
  return hours;
}

function readTimeCell(cells: Cells, key: string): string {
  const text = cells.required.text(key);
  if (text === "") return "";
  return readTime(text) ?? cells.complain(key, "no es una hora: escríbala como 08:00 o 14:30") ??
    "";
}

/** `8:00`, `08:00:00`, `2:30 p. m.` or a spreadsheet's part of a day, as `HH:mm`; undefined for others. */
export function readTime(text: string): string | undefined {
  if (/^0?[.,]\d{1,20}$/.test(text)) {
    return formatMinute(Math.round(Number(text.replace(",", ".")) * MINUTES_A_DAY));
  }
  const plain = text.toLowerCase().replace(/[. ]/g, "");
  const [, hours = "", minutes = "", half] = /^(\d{1,2}):(\d{2})(?::00)?([ap]m)?$/.exec(plain) ??
    [];
  if (hours === "" || Number(minutes) > 59) return undefined;
  if (half === undefined) return formatMinute(Number(hours) * 60 + Number(minutes));
  if (Number(hours) < 1 || Number(hours) > 12) return undefined;
  const hour = Number(hours) % 12 + (half === "pm" ? 12 : 0);
  return formatMinute(hour * 60 + Number(minutes));
}

function formatMinute(minute: number): string | undefined {
  if (minute >= MINUTES_A_DAY) return undefined;
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

function readWhole(cells: Cells, key: string, min: number, max: number): number | null {
  const text = key === "slotMinutes" ? cells.required.number(key) : cells.number(key);
  if (text === null || text === "") return null;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  return number >= min && number <= max
    ? number
    : cells.complain(key, `debe ser un número entero de ${min} a ${max}`);
}
