import { recordEvent } from "../db/audit/events.ts";
import type { AuditEvent } from "../domain/audit/event.ts";
import type { Ctx, Services } from "./context.ts";

type Happened = Pick<AuditEvent, "name" | "result"> & {
  detail?: AuditEvent["detail"];
  userId?: number;
  providerId?: number;
};

/** Keeps what happened, after the answer: an audit costs no page a round trip and tells no time. */
export function audit(c: Ctx, happened: Happened): void {
  const services = c.get("services");
  const event = auditEvent(c, happened);
  services.background.run(() => recordInTurn(services, event));
}

/** Appends an event once those before it are in the chain. */
export async function recordInTurn({ db, queues }: Services, event: AuditEvent): Promise<void> {
  await queues.events.run(() => recordEvent(db, event));
}

/** The event itself, for work whose end comes after the answer. */
export function auditEvent(c: Ctx, { name, result, detail = {}, ...who }: Happened): AuditEvent {
  const { userId } = c.get("session") ?? c.get("staff") ?? {};
  return {
    at: c.get("services").now(),
    name,
    result,
    userId: who.userId ?? userId ?? null,
    providerId: who.providerId ?? c.get("provider")?.id ?? null,
    source: c.get("clientAddress"),
    requestId: c.get("requestId"),
    detail,
  };
}
