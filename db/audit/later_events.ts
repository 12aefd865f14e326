import type { AuditEvent } from "../../domain/audit/event.ts";
import { isDatabaseDown } from "../database_down.ts";
import type { AuditLog } from "./events.ts";

/** Events that are recorded after the answer. */
export type LaterEvents = {
  /** Resolves once the event is in the chain, however long the database is locked, full or gone. */
  record(event: AuditEvent): Promise<void>;
};

const MAX_AT_ONCE = 100;
const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 10_000;

/**
 * Whatever waits goes into the chain together. While the database cannot take it, it is tried
 * again; `onWait` is called with each event that had to wait, so that it is not lost with the
 * process.
 */
export function createLaterEvents(
  auditLog: AuditLog,
  { onWait, signal }: { onWait: (event: AuditEvent) => void; signal: AbortSignal },
): LaterEvents {
  const waiting: AuditEvent[] = [];
  let writing: Promise<void> | undefined;
  let pauseMs = 0;

  async function writeAll(): Promise<void> {
    try {
      while (waiting.length > 0) await writeSome(waiting.slice(0, MAX_AT_ONCE));
    } finally {
      waiting.length = 0;
      pauseMs = 0;
      writing = undefined;
    }
  }

  /** Pauses where the database cannot take them now, and throws where it never will. */
  async function writeSome(events: AuditEvent[]): Promise<void> {
    try {
      await auditLog.record(events, { maxWaitMs: Infinity });
      waiting.splice(0, events.length);
      pauseMs = 0;
    } catch (error) {
      if (pauseMs === 0) waiting.forEach(onWait);
      if (!isDatabaseDown(error) || signal.aborted) throw error;
      pauseMs = Math.min(MAX_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2));
      await pause(pauseMs, signal);
    }
  }

  return {
    async record(event) {
      waiting.push(event);
      if (pauseMs > 0) onWait(event);
      await (writing ??= writeAll());
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
