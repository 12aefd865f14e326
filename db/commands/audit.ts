import type { AuditEvent } from "../../domain/audit/event.ts";

/** How the history and the audit name where such an act came from. */
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
