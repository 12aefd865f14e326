import { createHash } from "node:crypto";
import { MAX_CLOCK_AHEAD_MS } from "../../domain/accounts/clock.ts";
import type { AttemptLimit } from "../../domain/accounts/attempt_limit.ts";
import { eq, inArray, sql } from "drizzle-orm";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { attempts as attemptRows, knownPlaces } from "../schema.ts";

/**
 * One thing that is tried: the limit that counts it, and what it is counted for (a NIT, an address,
 * both).
 */
export type Attempt = { limit: AttemptLimit; of: string };

const MAX_DOUBLINGS = 10;

/**
 * Counts an attempt unless one still has to wait. Answers 0 where the attempt is allowed, else the
 * milliseconds to wait. An attempt that is refused is not counted: nobody can prolong another's
 * wait. One batch, atomic, the same for all processes.
 */
export async function takeAttempt(db: Db, attempts: Attempt[], nowMs: number): Promise<number> {
  const args = argsOf(attempts, nowMs);
  const [blocked] = await db.$client.batch([{ sql: LOOK, args }, { sql: TAKE, args }], "write");
  return Math.max(0, Number(blocked?.rows[0]?.until ?? 0) - args.now);
}

function argsOf(attempts: Attempt[], nowMs: number) {
  const wanted = attempts.map(({ limit, of }) => ({ key: keyOf({ limit, of }), ...limit }));
  return { wanted: JSON.stringify(wanted), now: Math.trunc(nowMs) };
}

/** Takes back a counted attempt that succeeded or was never judged. */
export async function giveBack(db: Db, attempts: Attempt[]): Promise<void> {
  await giveBackQuery(db, attempts);
}

function giveBackQuery(db: Db, attempts: Attempt[]) {
  return db.update(attemptRows).set({ count: sql`max(0, count - 1)`, blockedUntil: 0 })
    .where(inArray(attemptRows.key, attempts.map(keyOf)));
}

/** Until when somebody must wait because of some of these attempts; undefined where nobody must. */
export async function findWaitEnd(
  db: Db,
  attempts: Attempt[],
  nowMs: number,
): Promise<number | undefined> {
  const { rows: [row] } = await db.$client.execute({ sql: LOOK, args: argsOf(attempts, nowMs) });
  return row?.until ? Number(row.until) : undefined;
}

/** Forgets attempts as if they had not been made; answers how many were counted. */
export async function forgetAttempts(
  db: Db,
  attempts: Attempt[],
  entry: Entry = NO_ENTRY,
): Promise<number> {
  const [forgotten] = await db.batch([
    db.delete(attemptRows).where(inArray(attemptRows.key, attempts.map(keyOf))),
    ...entry.queries,
  ]);
  return forgotten.rowsAffected;
}

/** Whether the user signed in from this place lately. */
export async function isKnownPlace(db: Db, user: string, source: string): Promise<boolean> {
  const [row] = await db.select().from(knownPlaces)
    .where(eq(knownPlaces.key, placeKey(user, source)));
  return row !== undefined;
}

/**
 * Stores the place of a successful sign-in, deletes the attempts that led to it and takes back the
 * last one that is `shared` with others, in one batch.
 */
export async function keepPlace(
  db: Db,
  { user, source, attempts, shared = [], nowMs }: {
    user: string;
    source: string;
    attempts: Attempt[];
    shared?: Attempt[];
    nowMs: number;
  },
): Promise<void> {
  const place = { key: placeKey(user, source), lastAt: nowMs };
  await db.batch([
    db.insert(knownPlaces).values(place)
      .onConflictDoUpdate({ target: knownPlaces.key, set: { lastAt: nowMs } }),
    db.delete(attemptRows).where(inArray(attemptRows.key, attempts.map(keyOf))),
    giveBackQuery(db, shared),
  ]);
}

/**
 * Wanted attempts that still have to wait. An end that is further away than the longest wait was
 * written by a clock that was put back since: it holds nobody.
 */
const BLOCKED = `
  FROM json_each(:wanted) AS wanted JOIN attempts AS old ON old.key = wanted.value ->> 'key'
  WHERE old.blocked_until > :now AND old.blocked_until <= :now + ${MAX_CLOCK_AHEAD_MS}
    + (wanted.value ->> 'longestWaitMs')`;

/** The end of the longest wait that one of the limits still asks for. */
const LOOK = `SELECT max(old.blocked_until) AS until ${BLOCKED}`;

/** Counts all of the attempts, or none of them where one still has to wait. */
const TAKE = `
  WITH counted AS (
    SELECT wanted.value AS wish, coalesce(old.count, 0) AS before
    FROM json_each(:wanted) AS wanted LEFT JOIN attempts AS old
      ON old.key = wanted.value ->> 'key'
      AND old.last_at >= :now - (wanted.value ->> 'forgottenAfterMs'))
  INSERT INTO attempts (key, count, last_at, blocked_until)
  SELECT
    wish ->> 'key',
    before + 1,
    :now,
    CASE WHEN before >= wish ->> 'free' THEN :now + min(
      wish ->> 'longestWaitMs',
      (wish ->> 'firstWaitMs') << min(${MAX_DOUBLINGS}, before - (wish ->> 'free')))
    ELSE 0 END
  FROM counted
  WHERE NOT EXISTS (SELECT 1 ${BLOCKED})
  ON CONFLICT (key) DO UPDATE SET
    count = excluded.count, last_at = excluded.last_at, blocked_until = excluded.blocked_until`;

function keyOf({ limit, of }: Attempt): string {
  return hash(`${limit.name}\n${of}`);
}

function placeKey(user: string, source: string): string {
  return hash(`place\n${user}\n${source}`);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
