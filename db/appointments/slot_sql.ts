import { MAX_SLOT_MINUTES } from "../../domain/appointments/agenda_row.ts";

/*
 * What makes a slot free, for every statement and question that needs it; `s` is the slot. A slot that
 * a load closed may still have its appointment: what overlaps it is not free, though it is open.
 */

/** Whether a booked appointment of the same professional, other than `moved`, overlaps the slot. */
function isTaken(moved: string): string {
  return `EXISTS (SELECT 1 FROM slots AS o CROSS JOIN appointments AS a
      ON a.slot_id = o.id AND a.state = 'booked'
    WHERE o.site_code = s.site_code AND o.professional = s.professional
      AND o.starts_at > s.starts_at - ${MAX_SLOT_MINUTES * 60_000} AND o.starts_at < s.ends_at
      AND o.ends_at > s.starts_at AND a.id IS NOT ${moved})`;
}

/** Whether a slot may be booked at `now`, apart from holds; `moved` is the appointment that moves there. */
export function isFree({ now = ":nowMs", moved = "NULL" } = {}): string {
  return `s.is_open = 1 AND s.starts_at > ${now} AND NOT ${isTaken(moved)}`;
}

/** Whether nobody else than `actor` holds a slot at `now`. */
export function isNotHeld({ now = ":nowMs", actor = "NULL" } = {}): string {
  return `(s.held_by IS NULL OR s.held_until <= ${now} OR s.held_by = ${actor})`;
}
