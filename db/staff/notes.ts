import type { Note } from "../../domain/staff/note.ts";
import type { InStatement } from "@libsql/client";
import type { AuditEventName } from "../../domain/audit/event.ts";

/** What a member of the staff did to a person or a provider, and why; the event names its `id`. */
export type NewNote = {
  id: string;
  at: number;
  act: AuditEventName;
  staffId: number;
  userId?: number;
  providerId?: number;
  reason: string;
};

/** Stores a note, but only where the statement right before it changed a row. */
export function noteIfChanged(note: NewNote): InStatement {
  const { userId = null, providerId = null, ...rest } = note;
  return { sql: KEEP, args: { ...rest, userId, providerId } };
}

/** The newest notes on a person or a provider. */
export function notesStatement(about: { userId: number } | { nit: string }): InStatement {
  return "nit" in about
    ? { sql: OF_PROVIDER, args: { of: about.nit } }
    : { sql: OF_USER, args: { of: about.userId } };
}

/** Reads the answer of `notesStatement`. */
export function toNotes(rows: Record<string, unknown>[] = []): Note[] {
  return rows.map(({ at, act, staff_name, reason }) => ({
    at: Number(at),
    act: String(act),
    staffName: String(staff_name),
    reason: String(reason),
  }));
}

const KEEP = `
  INSERT INTO staff_notes (id, at, act, staff_id, user_id, provider_id, reason)
  SELECT :id, :at, :act, :staffId, :userId, :providerId, :reason WHERE changes() > 0`;

const MAX_SHOWN = 50;
const NOTES = `
  SELECT n.at, n.act, s.name AS staff_name, n.reason
  FROM staff_notes AS n JOIN users AS s ON s.id = n.staff_id`;
const OF_USER = `${NOTES} WHERE n.user_id = :of ORDER BY n.at DESC LIMIT ${MAX_SHOWN}`;
const OF_PROVIDER = `${NOTES} WHERE n.provider_id = (SELECT id FROM providers WHERE nit = :of)
  ORDER BY n.at DESC LIMIT ${MAX_SHOWN}`;
