import type { Db } from "../client.ts";
import { PASS } from "./booking.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const DRAFTS_KEPT_MS = DAY_MS;
/** So long after its end a slot that nobody ever had says nothing. */
const SLOTS_KEPT_MS = 30 * DAY_MS;
/**
 * How much of the past one sweep looks through at once. Slots that somebody had stay for ever, and
 * there are more of them every year, so no sweep looks through all.
 */
const STRETCH_MS = 90 * DAY_MS;

/**
 * Marks appointments that have begun as past; removes old drafts, and past slots that nobody had:
 * those of the last months, and those of one older stretch, another one every hour, so that in the
 * end none is left of a time in which nothing was swept.
 */
export async function sweepAppointments(db: Db, nowMs: number): Promise<void> {
  const endMs = nowMs - SLOTS_KEPT_MS;
  const { rows: [oldest] } = await db.$client.execute("SELECT min(starts_at) AS at FROM slots");
  await db.$client.batch([
    { sql: PASS, args: { nowMs } },
    {
      sql: "DELETE FROM appointment_drafts WHERE created_at < ?",
      args: [nowMs - DRAFTS_KEPT_MS],
    },
    ...[endMs, olderEnd(endMs, Number(oldest?.at ?? endMs), nowMs)]
      .map((until) => ({ sql: DROP_SLOTS, args: [until - STRETCH_MS, until] })),
  ], "write");
}

/** Where the older stretch of this hour ends: those back to the oldest slot take turns. */
function olderEnd(endMs: number, oldestMs: number, nowMs: number): number {
  const stretches = Math.max(1, Math.ceil((endMs - oldestMs) / STRETCH_MS));
  return endMs - (Math.floor(nowMs / HOUR_MS) % stretches) * STRETCH_MS;
}

const DROP_SLOTS = `DELETE FROM slots WHERE starts_at >= ? AND starts_at < ?
  AND NOT EXISTS (SELECT 1 FROM appointments WHERE slot_id = slots.id)`;
