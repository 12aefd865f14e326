import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { MAX_CLOCK_AHEAD_MS } from "../../domain/accounts/clock.ts";
import { MAX_SLOT_MINUTES } from "../../domain/appointments/agenda_row.ts";
import { HOLD_MS } from "../../domain/appointments/booking.ts";
import { slots } from "../schema.ts";

/*
 * What makes a slot free, for every statement and question that needs it; `s` is the slot. A slot that
 * a load closed may still have its appointment: what overlaps it is not free, though it is open.
 */

/** The slot of a question, by the name that these conditions give it. */
export const SLOT = alias(slots, "s");

/**
 * Whether a booked appointment of the same professional overlaps the slot; that of `moved` only where
 * it has this very slot.
 */
function isTaken(moved: string): string {
  return `EXISTS (SELECT 1 FROM slots AS o CROSS JOIN appointments AS a
      ON a.slot_id = o.id AND a.state = 'booked'
    WHERE o.site_code = s.site_code AND o.professional = s.professional
      AND o.starts_at > s.starts_at - ${MAX_SLOT_MINUTES * 60_000} AND o.starts_at < s.ends_at
      AND o.ends_at > s.starts_at AND (a.id IS NOT ${moved} OR o.id = s.id))`;
}

/** Whether a slot may be booked at `:nowMs`, apart from holds; `moved` is the appointment that moves there. */
export function isFree(moved = "NULL"): string {
  return `s.is_open = 1 AND s.starts_at > :nowMs AND NOT ${isTaken(moved)}`;
}

/**
 * Whether somebody holds a slot at `:nowMs`. A hold that ends later than any hold does was noted by a
 * clock that was put back since.
 */
export const IS_HELD = `(s.held_until > :nowMs
  AND s.held_until <= :nowMs + ${HOLD_MS + MAX_CLOCK_AHEAD_MS})`;

/** Whether nobody else than `actor` holds a slot at `:nowMs`. */
export function isNotHeld(actor = "NULL"): string {
  return `(s.held_by IS NULL OR NOT ${IS_HELD} OR s.held_by = ${actor})`;
}

/** One of these conditions in a question of drizzle, which has its values in places of its own. */
export function asked(condition: string, nowMs: Parameters<typeof sql.join>[1]): SQL {
  return sql.join(condition.split(":nowMs").map((part) => sql.raw(part)), nowMs);
}
