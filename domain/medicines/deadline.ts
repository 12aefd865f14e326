import { MEDICINE_HOURS } from "../law.ts";
import { counted } from "../thousands.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** So near that it stands out before it is missed. */
const NEAR_MS = 12 * HOUR_MS;

/** How a promise of hours stands at an instant, with its words: `faltan 7 horas`. */
export type Deadline = { state: "inTime" | "near" | "overdue"; words: string };

/** The instant until which a medicine owed since another one must be delivered. */
export function medicineDueAt(sinceMs: number): number {
  return sinceMs + MEDICINE_HOURS * HOUR_MS;
}

/** What is left of a promise, or how long ago it was missed; whole hours, rounded down. */
export function describeDeadline(dueAt: number, nowMs: number): Deadline {
  const leftMs = dueAt - nowMs;
  if (leftMs <= 0) return { state: "overdue", words: `venció ${agoWords(-leftMs)}` };
  const state = leftMs <= NEAR_MS ? "near" : "inTime";
  if (leftMs < HOUR_MS) {
    return { state, words: leftWords(Math.ceil(leftMs / MINUTE_MS), "minuto", "minutos") };
  }
  return { state, words: leftWords(Math.floor(leftMs / HOUR_MS), "hora", "horas") };
}

function leftWords(count: number, one: string, many: string): string {
  return `${count === 1 ? "falta" : "faltan"} ${counted(count, one, many)}`;
}

function agoWords(agoMs: number): string {
  if (agoMs < MINUTE_MS) return "hace un momento";
  if (agoMs < HOUR_MS) return `hace ${counted(Math.floor(agoMs / MINUTE_MS), "minuto", "minutos")}`;
  if (agoMs < 2 * DAY_MS) return `hace ${counted(Math.floor(agoMs / HOUR_MS), "hora", "horas")}`;
  return `hace ${counted(Math.floor(agoMs / DAY_MS), "día", "días")}`;
}
