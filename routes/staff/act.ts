import type { NewNote } from "../../db/staff/notes.ts";
import type { AuditEventName } from "../../domain/audit/event.ts";
import type { FieldError } from "../../domain/errors.ts";
import { reasonProblem } from "../../domain/reason.ts";
import { audit } from "../audit.ts";
import { type Ctx, sessionOf } from "../context.ts";

type About = { userId?: number; providerId?: number };

/** The note on an act of the member of the staff who is signed in. */
export function noteOf(c: Ctx, act: AuditEventName, about: About, reason: string): NewNote {
  const { now } = c.get("services");
  const at = Math.trunc(now());
  const staffId = sessionOf(c).userId;
  return { id: crypto.randomUUID(), at, act, staffId, ...about, reason: reason.trim() };
}

/** Records an act in the log; the reason stays in its note, which the event names. */
export function auditAct(c: Ctx, note: NewNote, isDone: boolean, detail = {}): void {
  const { act, id, userId, providerId } = note;
  audit(c, {
    name: act,
    result: isDone ? "ok" : "refused",
    ...(providerId !== undefined && { providerId }),
    detail: { note: id, ...(userId !== undefined && { person: userId }), ...detail },
  });
}

/** The error beside the field of a reason, by its id. */
export function reasonError(field: string, typed: string): FieldError[] {
  const message = reasonProblem(typed);
  return message === undefined ? [] : [{ field, message }];
}
