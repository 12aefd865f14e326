import type { AuditEvent } from "../domain/audit_event.ts";
import { recordEvent } from "./audit_events.ts";
import type { Db } from "./client.ts";

const COMMAND_LINE = "línea de comandos";

/** Keeps what the operator did on the command line, where nobody is signed in. */
export async function recordCommand(
  db: Db,
  { name, providerId = null, detail }: Pick<AuditEvent, "name" | "detail"> & {
    providerId?: number | null;
  },
): Promise<void> {
  await recordEvent(db, {
    at: Date.now(),
    name,
    result: "ok",
    userId: null,
    providerId,
    source: COMMAND_LINE,
    requestId: crypto.randomUUID(),
    detail,
  });
}
