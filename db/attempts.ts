import { createHash } from "node:crypto";
import type { AttemptLimit } from "../domain/attempt_limit.ts";
import { eq, inArray } from "drizzle-orm";
import type { Db } from "./client.ts";
import { attempts as attemptRows, knownPlaces } from "./schema.ts";

/** One thing that is tried: which limit counts it, and of whom (a NIT, an address, both). */
export type Attempt = { limit: AttemptLimit; of: string };

const MOST_DOUBLINGS = 10;

/**
 * Counts a try unless one still has to wait. Answers 0 where the try is allowed, else the
 * milliseconds to wait. A try that is refused is not counted: nobody can prolong another's wait.
 * One batch, atomic, the same for all processes.
 */
export async function takeAttempt(db: Db, attempts: Attempt[], nowMs: number): Promise<number> {
  const taken = attempts.map((attempt) => ({
    sql: TAKE,
    args: {
      key: keyOf(attempt),
      now: nowMs,
      free: attempt.limit.free,
      firstWait: attempt.limit.firstWaitMs,
      longestWait: attempt.limit.longestWaitMs,
      forgotten: nowMs - attempt.limit.forgottenAfterMs,
    },
  }));
  const looked = attempts.map((attempt) => ({ sql: LOOK, args: { key: keyOf(attempt) } }));
  const results = await db.$client.batch([...taken, ...looked], "write");
  const waits = attempts.map((_, index) => {
    const isCounted = (results[index]?.rows.length ?? 0) > 0;
    const blockedUntil = Number(results[attempts.length + index]?.rows[0]?.blocked_until ?? 0);
    return isCounted ? 0 : blockedUntil - nowMs;
  });
  return Math.max(0, ...waits);
}

/** Whether the user signed in from this place lately. */
export async function isKnownPlace(db: Db, user: string, source: string): Promise<boolean> {
  const [row] = await db.select().from(knownPlaces)
    .where(eq(knownPlaces.key, placeKey(user, source)));
  return row !== undefined;
}

/** Remembers the place of a good sign-in and forgets the tries that led to it, in one batch. */
export async function keepPlace(
  db: Db,
  { user, source, tries, nowMs }: { user: string; source: string; tries: Attempt[]; nowMs: number },
): Promise<void> {
  const place = { key: placeKey(user, source), lastAt: nowMs };
  await db.batch([
    db.insert(knownPlaces).values(place)
      .onConflictDoUpdate({ target: knownPlaces.key, set: { lastAt: nowMs } }),
    db.delete(attemptRows).where(inArray(attemptRows.key, tries.map(keyOf))),
  ]);
}

const LOOK = "SELECT blocked_until FROM attempts WHERE key = :key";

const TAKE = `
  INSERT INTO attempts (key, count, last_at, blocked_until) VALUES (:key, 1, :now, 0)
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN last_at < :forgotten THEN 1 ELSE count + 1 END,
    last_at = :now,
    blocked_until = CASE
      WHEN last_at < :forgotten OR count < :free THEN 0
      ELSE :now + min(:longestWait,
        CAST(:firstWait AS INTEGER) << min(${MOST_DOUBLINGS}, count - CAST(:free AS INTEGER)))
    END
  WHERE blocked_until <= :now
  RETURNING count`;

function keyOf({ limit, of }: Attempt): string {
  return hash(`${limit.name}\n${of}`);
}

function placeKey(user: string, source: string): string {
  return hash(`place\n${user}\n${source}`);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
