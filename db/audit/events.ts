import { createHash } from "node:crypto";
import { asc, desc, gt } from "drizzle-orm";
import { type AuditEvent, chainedText } from "../../domain/audit/event.ts";
import { letOthersRun } from "../../lib/turn.ts";
import type { Db } from "../client.ts";
import { isDatabaseError } from "../database_error.ts";
import { auditEvents } from "../schema.ts";

const FIRST_LINK = "0".repeat(64);
const ATTEMPTS = 20;
const ROWS_A_QUERY = 1000;

/**
 * Appends an event to the chain. Another process may append first; then it follows that one. A
 * process appends one at a time: all at once they would take each other's place for ever.
 */
export async function recordEvent(db: Db, event: AuditEvent): Promise<void> {
  for (let attempt = 1;; attempt++) {
    const previousSha256 = (await findChainHead(db))?.sha256 ?? FIRST_LINK;
    const link = hash(chainedText(event, previousSha256));
    const detail = JSON.stringify(event.detail);
    try {
      await db.insert(auditEvents).values({ ...event, detail, previousSha256, sha256: link });
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !isTaken(error)) throw error;
    }
  }
}

/** The last event and its hash: stored outside the database, it shows whether the end was cut off. */
export async function findChainHead(
  db: Db,
): Promise<{ id: number; sha256: string } | undefined> {
  const [last] = await db.select({ id: auditEvents.id, sha256: auditEvents.sha256 })
    .from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
  return last;
}

export type ChainReport = { count: number; brokenAt: number | null };

/**
 * Walks the whole chain, some rows at a time; `brokenAt` is the first event that does not follow from
 * the one before. `onProgress` is called after every thousand with their number.
 */
export async function verifyChain(
  db: Db,
  onProgress: (count: number) => Promise<void> = letOthersRun,
): Promise<ChainReport> {
  let [count, lastId, previous] = [0, 0, FIRST_LINK];
  for (;;) {
    const rows = await db.select().from(auditEvents).where(gt(auditEvents.id, lastId))
      .orderBy(asc(auditEvents.id)).limit(ROWS_A_QUERY);
    for (const row of rows) {
      const link = linkOf(row, previous);
      if (row.previousSha256 !== previous || row.sha256 !== link) {
        return { count, brokenAt: row.id };
      }
      [count, lastId, previous] = [count + 1, row.id, link];
    }
    if (rows.length < ROWS_A_QUERY) return { count, brokenAt: null };
    await onProgress(count);
  }
}

/** Empty for a row whose detail is no JSON any more: somebody changed it. */
function linkOf(row: typeof auditEvents.$inferSelect, previous: string): string {
  try {
    return hash(chainedText({ ...row, detail: JSON.parse(row.detail) }, previous));
  } catch (error) {
    if (error instanceof SyntaxError) return "";
    throw error;
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** drizzle wraps the client's error. */
function isTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause ?? error : error;
  return isDatabaseError(cause) && /UNIQUE constraint failed/.test(cause.message);
}
