import { desc } from "drizzle-orm";
import type { AuditEvent } from "../../domain/audit/event.ts";
import { createQueue, enterWithin } from "../../lib/queue.ts";
import type { Db } from "../client.ts";
import { isDatabaseMessage } from "../database_error.ts";
import { auditEvents } from "../schema/audit.ts";
import { type AuditKey, auditKeys, type Entry, FIRST_LINK, linkEvent, toEntry } from "./entry.ts";

/** The chain of events as one process writes it. */
export type AuditLog = {
  /** Records events in their order, in one batch; resolves once they are in the chain. */
  record(events: AuditEvent[], options?: { maxWaitMs?: number }): Promise<void>;
  /**
   * Does an act with its event, in one batch: both or neither. `act` puts the entry into its batch,
   * right after the statement that decides; it is called again where another process wrote first,
   * and must not write to the log itself.
   */
  write<Result>(event: AuditEvent, act: (entry: Entry) => Promise<Result>): Promise<Result>;
};

const ATTEMPTS = 20;
/** How long a request waits for a locked database; after that it answers 503. */
const MAX_WAIT_MS = 1000;

/**
 * The log of a database, marked with the key of the newest secret. A process appends one at a time:
 * all at once they would take each other's place again and again. Where another process appends
 * first, this one appends after it.
 */
export function createAuditLog(db: Db, secrets: string[]): AuditLog {
  const [key = new Uint8Array()] = auditKeys(secrets);
  const turns = createQueue({ atOnce: 1, longestLine: Infinity });

  async function inTurn<Result>(
    maxWaitMs: number,
    append: (previousSha256: string) => Promise<Result>,
  ): Promise<Result> {
    const end = await enterWithin(turns, maxWaitMs);
    try {
      return await appendAfterHead(db, append);
    } finally {
      end();
    }
  }

  return {
    async record(events, { maxWaitMs = MAX_WAIT_MS } = {}) {
      await inTurn(maxWaitMs, (previous) => insertEvents(db, events, previous, key));
    },
    write: (event, act) =>
      inTurn(MAX_WAIT_MS, (previous) => act(toEntry(db, event, linkEvent(event, previous, key)))),
  };
}

/** Calls `append` with the last event's hash, and again where another process appended first. */
export async function appendAfterHead<Result>(
  db: Db,
  append: (previousSha256: string) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1;; attempt++) {
    try {
      return await append((await findChainHead(db))?.sha256 ?? FIRST_LINK);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTaken(error)) throw error;
    }
  }
}

/** The last event and its hash: kept outside the database, it shows whether the end was cut off. */
export async function findChainHead(
  db: Db,
): Promise<{ id: number; sha256: string } | undefined> {
  const [last] = await db.select({ id: auditEvents.id, sha256: auditEvents.sha256 })
    .from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
  return last;
}

async function insertEvents(
  db: Db,
  events: AuditEvent[],
  previousSha256: string,
  key: AuditKey,
): Promise<void> {
  let previous = previousSha256;
  const rows = events.map((event) => {
    const link = linkEvent(event, previous, key);
    previous = link.sha256;
    return { ...event, detail: JSON.stringify(event.detail), ...link };
  });
  await db.insert(auditEvents).values(rows);
}

/**
 * Whether another event has this place; the trigger against replacing fails before the constraint
 * does.
 */
function isTaken(error: unknown): boolean {
  return isDatabaseMessage(error, /audit events are never replaced/);
}
