import type { Entry, Recorder } from "../db/audit/entry.ts";
import { type AuditEvent, mayEndAccess } from "../domain/audit/event.ts";
import { actedForBy, type Ctx } from "./context.ts";

type Happened = Pick<AuditEvent, "name" | "result"> & {
  detail?: AuditEvent["detail"];
  userId?: number;
  providerId?: number;
  /** Whether the log must not tell who did it: somebody who was promised to stay without a name. */
  isNameless?: boolean;
};

/**
 * Records what happened after the answer, so that it delays no answer and its duration reveals
 * nothing: for what was refused, and for what anybody may ask for.
 */
export function audit(c: Ctx, happened: Happened): void {
  const event = auditEvent(c, happened);
  c.get("services").background.run(() => c.get("laterEvents").record(event));
}

/** Records that data is sent, before it is: where that cannot be recorded, nobody gets it. */
export async function auditFirst(
  c: Ctx,
  ...happened: Omit<Happened, "result">[]
): Promise<void> {
  if (happened.length === 0) return;
  const events = happened.map((one) => auditEvent(c, { ...one, result: "ok" }));
  await c.get("services").auditLog.record(events);
}

/**
 * Does an act in one batch with its event: both or neither. Where the act answers false, it changed
 * nothing, and the log says that it was refused.
 */
export async function act<Result>(
  c: Ctx,
  happened: Omit<Happened, "result">,
  change: (entry: Entry) => Promise<Result>,
): Promise<Result> {
  const event = auditEvent(c, { ...happened, result: "ok" });
  const outcome = await write(c, event, change);
  if (outcome === false) audit(c, { ...happened, result: "refused" });
  return outcome;
}

/**
 * Like `act`, for a form that may be sent twice: where the act answers false, the log has the event of
 * the first sending, and nothing is added.
 */
export async function actOnce(
  c: Ctx,
  happened: Omit<Happened, "result">,
  change: (entry: Entry) => Promise<boolean>,
): Promise<boolean> {
  return await write(c, auditEvent(c, { ...happened, result: "ok" }), change);
}

/** Records how an act ends in the batch of that end, also after the answer. */
export function recorderOf(c: Ctx, name: AuditEvent["name"]): Recorder {
  return (end, change) => write(c, auditEvent(c, { name, ...end }), change);
}

/**
 * Where an act may have ended somebody's access, also one whose answer was lost, this process trusts
 * no session that it saw before.
 */
async function write<Result>(
  c: Ctx,
  event: AuditEvent,
  change: (entry: Entry) => Promise<Result>,
): Promise<Result> {
  try {
    return await c.get("services").auditLog.write(event, change);
  } finally {
    if (mayEndAccess(event.name)) c.get("seenSessions").forgetAll();
  }
}

function auditEvent(c: Ctx, { name, result, detail = {}, ...who }: Happened): AuditEvent {
  const happened = { at: c.get("services").now(), name, result, requestId: c.get("requestId") };
  if (who.isNameless) return { ...happened, userId: null, providerId: null, source: "", detail };
  const { userId } = c.get("session") ?? c.get("staff") ?? {};
  return {
    ...happened,
    userId: who.userId ?? userId ?? null,
    providerId: who.providerId ?? c.get("provider")?.id ?? null,
    source: c.get("clientAddress"),
    detail: { ...actedFor(c), ...detail },
  };
}

/** For whom an affiliate acts on her pages; of what she does to her own account this says nothing. */
function actedFor(c: Ctx): AuditEvent["detail"] {
  const person = c.req.path.startsWith("/afiliados/") ? actedForBy(c) : undefined;
  return person ? { affiliate: person.id } : {};
}
