import { eq, sql } from "drizzle-orm";
import { CHAIN_SEALED } from "../../domain/audit/event.ts";
import type { Db } from "../client.ts";
import { isDatabaseMessage } from "../database_error.ts";
import { auditEvents } from "../schema/audit.ts";
import { instance } from "../schema/payments.ts";
import { auditKeys, linkEvent } from "./entry.ts";
import { appendAfterHead } from "./events.ts";

const SEAL = "audit seal";
/** The source of events that no request and no command made. */
const SOURCE = "portal";

/**
 * Begins the marked part of the chain, once in a database's life: the first event of a new portal,
 * or of one from before the chain had a key, whose events it seals. An empty log of a portal that
 * was used is not sealed: somebody emptied it. Answers whether it was sealed now.
 */
export async function sealChain(db: Db, secrets: string[], nowMs: number): Promise<boolean> {
  const [seal] = await db.select().from(instance).where(eq(instance.key, SEAL));
  // Asked first, and alone: every start asks, and to count the events of years takes minutes.
  if (seal) return false;
  const [state] = await db.select({
    count: sql<number>`(SELECT count(*) FROM ${auditEvents})`,
    isUsed: sql<number>`EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM loads)`,
  }).from(sql`(SELECT 1)`);
  if (!state || (state.count === 0 && state.isUsed)) return false;
  try {
    await writeSeal(db, secrets, state.count, nowMs);
    return true;
  } catch (error) {
    if (isSealedMeanwhile(error)) return false;
    throw error;
  }
}

async function writeSeal(db: Db, secrets: string[], count: number, nowMs: number): Promise<void> {
  const [key = new Uint8Array()] = auditKeys(secrets);
  const event = {
    at: Math.trunc(nowMs),
    name: CHAIN_SEALED,
    result: "ok",
    userId: null,
    providerId: null,
    source: SOURCE,
    requestId: crypto.randomUUID(),
    detail: { count },
  } as const;
  await appendAfterHead(db, (previous) =>
    db.batch([
      db.insert(instance).values({ key: SEAL, value: String(event.at) }),
      db.insert(auditEvents).values({
        ...event,
        detail: JSON.stringify(event.detail),
        ...linkEvent(event, previous, key),
      }),
    ]));
}

/** Whether another process that started at the same moment has sealed it. */
function isSealedMeanwhile(error: unknown): boolean {
  return isDatabaseMessage(error, /UNIQUE constraint failed: instance\.key/);
}
