import type { InArgs, InStatement, Row } from "@libsql/client";
import { MAX_CLOCK_AHEAD_MS } from "../domain/accounts/clock.ts";
import type { Db } from "./client.ts";

/*
 * What waits to be sent is a row: of a mail, or of a message to a program. A process that sends one
 * holds its lease; where the process dies, another one sends it once the lease has run out. Tables
 * of such rows have the same columns for that: `not_before`, `attempts`, `claimed_until`, `sent_at`,
 * `given_up_at` and `last_problem`.
 */

/** A row that this process may send until `claimedUntil`; `attempts` counts this one. */
export type Leased = { id: number; attempts: number; claimedUntil: number };

/** How a row's sending failed; without `waitMs` it is given up. */
export type Failure = { problem: string; waitMs?: number | undefined };

/** The sending of a table's rows. */
export type Leases<Item extends Leased> = {
  /** Whether a row waits that may be sent now: asked first, because claiming takes the write lock. */
  hasDue(db: Db, nowMs: number): Promise<boolean>;
  /** Leases rows that are due, the longest due first; nobody else gets them meanwhile. */
  claim(db: Db, limit: number, nowMs: number): Promise<Item[]>;
  /** The statement that notes that a row was sent. */
  sent(item: Leased, nowMs: number): InStatement;
  /**
   * The statement that notes that it was not. It does nothing where the lease ran out meanwhile.
   */
  failed(item: Leased, failure: Failure, nowMs: number): InStatement;
  /** Gives back a row that was claimed and not begun, as if it had not been claimed. */
  release(db: Db, item: Leased): Promise<void>;
  /**
   * The statement that makes due what lies further in the future than any wait and any lease: a clock
   * that was put back since noted it.
   */
  pullBack(nowMs: number): InStatement;
};

/** Written out as in the index of what is due. */
const IS_DUE = `sent_at IS NULL AND given_up_at IS NULL AND not_before <= :now
  AND (claimed_until IS NULL OR claimed_until <= :now)`;

/**
 * The leases of a table. `columns` is what a sender needs of a row, in SQL; `longestWaitsMs` the longest
 * wait after each attempt; `isFree` a further condition on rows that may be claimed.
 */
export function leasesOf<Item>(table: string, options: {
  columns: string;
  read: (row: Row) => Item;
  leaseMs: number;
  longestWaitsMs: readonly number[];
  isFree?: string;
}): Leases<Item & Leased> {
  const { columns, read, leaseMs, longestWaitsMs, isFree = "true" } = options;
  const due = `SELECT id FROM ${table} WHERE ${IS_DUE} AND ${isFree}`;
  const claim = `
    UPDATE ${table} SET claimed_until = :until, attempts = attempts + 1
    WHERE id IN (${due} ORDER BY not_before, id LIMIT :limit)
    RETURNING id, attempts, claimed_until, ${columns}`;
  const sent = `
    UPDATE ${table}
    SET sent_at = :now, claimed_until = NULL, given_up_at = NULL, last_problem = NULL
    WHERE id = :id AND sent_at IS NULL`;
  const held = "WHERE id = :id AND claimed_until = :claimedUntil AND sent_at IS NULL";
  const failed = `
    UPDATE ${table} SET claimed_until = NULL, last_problem = :problem, given_up_at = :givenUpAt,
      not_before = coalesce(:notBefore, not_before) ${held}`;
  const release = `UPDATE ${table} SET claimed_until = NULL, attempts = attempts - 1 ${held}`;
  const pullBack = `
    UPDATE ${table} SET not_before = min(not_before, :now), claimed_until = NULL
    WHERE sent_at IS NULL AND given_up_at IS NULL AND (claimed_until > :latest + :leaseMs
      OR not_before > :latest
        + coalesce((SELECT value FROM json_each(:waits) WHERE key = attempts - 1), 0))`;
  const ask = async (db: Db, sql: string, args: InArgs) => {
    const [result] = await db.$client.batch([{ sql, args }], "write");
    return result?.rows ?? [];
  };
  return {
    async hasDue(db, nowMs) {
      const args = { now: Math.trunc(nowMs) };
      const { rows } = await db.$client.execute({ sql: `${due} LIMIT 1`, args });
      return rows.length > 0;
    },
    async claim(db, limit, nowMs) {
      const now = Math.trunc(nowMs);
      const rows = await ask(db, claim, { now, until: now + leaseMs, limit });
      return rows.map((row) => ({ ...read(row), ...leasedOf(row) }));
    },
    sent: ({ id }, nowMs) => ({ sql: sent, args: { id, now: Math.trunc(nowMs) } }),
    failed({ id, claimedUntil }, { problem, waitMs }, nowMs) {
      const now = Math.trunc(nowMs);
      const change = waitMs === undefined
        ? { notBefore: null, givenUpAt: now }
        : { notBefore: now + Math.trunc(waitMs), givenUpAt: null };
      return { sql: failed, args: { id, claimedUntil, problem, ...change } };
    },
    async release(db, { id, claimedUntil }) {
      await db.$client.execute({ sql: release, args: { id, claimedUntil } });
    },
    pullBack(nowMs) {
      const now = Math.trunc(nowMs);
      const waits = JSON.stringify(longestWaitsMs);
      return { sql: pullBack, args: { now, latest: now + MAX_CLOCK_AHEAD_MS, leaseMs, waits } };
    },
  };
}

function leasedOf(row: Row): Leased {
  return {
    id: Number(row.id),
    attempts: Number(row.attempts),
    claimedUntil: Number(row.claimed_until),
  };
}

export type SendingOptions<Item extends Leased> = {
  leases: Leases<Item>;
  /** How many are sent at once, and how many each of those claims at a time. */
  atOnce: number;
  aClaim: number;
  /**
   * What is begun ends within this time, so nothing is begun with less of its lease left: another
   * process would send the same.
   */
  minLeftMs: number;
  now: () => number;
  signal?: AbortSignal | undefined;
};

/**
 * Sends every row that is due, a few at once, until none is left. When `signal` asks to stop, what
 * is under way ends, what was not begun is given back. Where sending one throws, the others that
 * are claimed still end; then the error is thrown on.
 */
export async function sendDue<Item extends Leased>(
  db: Db,
  { leases, atOnce, aClaim, minLeftMs, now, signal }: SendingOptions<Item>,
  send: (item: Item) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  const sendOne = async (item: Item) => {
    const isLate = now() > item.claimedUntil - minLeftMs;
    await (signal?.aborted || isLate ? leases.release(db, item) : send(item));
  };
  const workers = new Set<Promise<void>>();
  /** What came while some were at work must not wait for their end. */
  const fill = () => {
    while (workers.size < atOnce) {
      const worker: Promise<void> = work().catch((error) => void errors.push(error))
        .finally(() => workers.delete(worker));
      workers.add(worker);
    }
  };
  const work = async () => {
    while (errors.length === 0 && !signal?.aborted && await leases.hasDue(db, now())) {
      const items = await leases.claim(db, aClaim, now());
      if (items.length > 0) fill();
      for (const item of items) {
        await sendOne(item).catch((error) => errors.push(error));
      }
    }
  };
  if (!await leases.hasDue(db, now())) return;
  fill();
  while (workers.size > 0) await Promise.race(workers);
  if (errors.length > 0) throw errors[0];
}

/** While another process writes for long, what was sent must still be marked as sent. */
const TRIES_TO_NOTE = 5;

/** Notes how a sending ended, again and again where the database fails. */
export async function noteEnd(db: Db, statements: InStatement[]): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      await db.$client.batch(statements, "write");
      return;
    } catch (error) {
      if (attempt === TRIES_TO_NOTE) throw error;
    }
  }
}
