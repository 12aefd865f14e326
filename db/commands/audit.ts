import type { AuditEvent } from "../../domain/audit/event.ts";
import { recordEvent } from "../audit/events.ts";
import type { Db } from "../client.ts";

/** How the history and the audit name where such an act came from. */
export const COMMAND_LINE = "línea de comandos";

/** Keeps what the operator did on the command line, where nobody is signed in. */
export async function recordCommand(
  db: Db,
  { name, result = "ok", providerId = null, detail }: Pick<AuditEvent, "name" | "detail"> & {
    result?: AuditEvent["result"];
    providerId?: number | null;
  },
): Promise<void> {
  await recordEvent(db, {
    at: Date.now(),
    name,
    result,
    userId: null,
    providerId,
    source: COMMAND_LINE,
    requestId: crypto.randomUUID(),
    detail,
  });
}
