import type { NewNote } from "../../db/staff/notes.ts";
import type { Entry } from "../../db/audit/entry.ts";
import type { AuditEvent, AuditEventName } from "../../domain/audit/event.ts";
import type { FieldError } from "../../domain/errors.ts";
import { reasonProblem } from "../../domain/reason.ts";
import { act } from "../audit.ts";
import { type Ctx, sessionOf } from "../context.ts";

type About = { userId?: number; providerId?: number };

/** The note on an act of the member of the staff who is signed in. */
export function noteOf(c: Ctx, act: AuditEventName, about: About, reason: string): NewNote {
  const { now } = c.get("services");
  const at = Math.trunc(now());
  const staffId = sessionOf(c).userId;
  return { id: crypto.randomUUID(), at, act, staffId, ...about, reason: reason.trim() };
}

/** Does what a note is about with its event; the reason stays in the note, which the event names. */
export async function actNoted<Result>(
  c: Ctx,
  { act: name, id, userId, providerId }: NewNote,
  change: (entry: Entry) => Promise<Result>,
  detail: AuditEvent["detail"] = {},
): Promise<Result> {
  const happened = {
    name,
    ...(providerId !== undefined && { providerId }),
    detail: { note: id, ...(userId !== undefined && { person: userId }), ...detail },
  };
  return await act(c, happened, change);
}

/** The error beside the field of a reason, by its id. */
export function reasonError(field: string, typed: string): FieldError[] {
  const message = reasonProblem(typed);
  return message === undefined ? [] : [{ field, message }];
}
