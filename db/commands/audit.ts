import type { AuditEvent } from "../../domain/audit/event.ts";

/** What the history of loads and the audit log show as the source of such an act. */
export const COMMAND_LINE = "línea de comandos";

/** An act of the operator on the command line, where nobody is signed in. */
export function commandEvent(
  { name, result = "ok", providerId = null, detail }: Pick<AuditEvent, "name" | "detail"> & {
    result?: AuditEvent["result"];
    providerId?: number | null;
  },
): AuditEvent {
  return {
    at: Date.now(),
    name,
    result,
    userId: null,
    providerId,
    source: COMMAND_LINE,
    requestId: crypto.randomUUID(),
    detail,
  };
}
