import type { Db } from "../client.ts";
import { PASS } from "./booking.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const DRAFTS_KEPT_MS = DAY_MS;
/** So long after its end a slot that nobody ever had says nothing. */
const SLOTS_KEPT_MS = 30 * DAY_MS;
/**
 * How far back a sweep looks: what is older and still there was had by somebody, and there are more
 * of those every year.
 */
const SWEPT_BACK_MS = 90 * DAY_MS;

/** Marks appointments that have begun as past; removes old drafts, and past slots that nobody had. */
export async function sweepAppointments(db: Db, nowMs: number): Promise<void> {
  await db.$client.batch([
    { sql: PASS, args: { nowMs } },
    {
      sql: "DELETE FROM appointment_drafts WHERE created_at < ?",
      args: [nowMs - DRAFTS_KEPT_MS],
    },
    { sql: DROP_SLOTS, args: [nowMs - SLOTS_KEPT_MS - SWEPT_BACK_MS, nowMs - SLOTS_KEPT_MS] },
  ], "write");
}

const DROP_SLOTS = `DELETE FROM slots WHERE starts_at >= ? AND starts_at < ?
  AND NOT EXISTS (SELECT 1 FROM appointments WHERE slot_id = slots.id)`;
