import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { isDatabaseError } from "../database_error.ts";
import { loads } from "../schema.ts";

export type LoadProgress = { stage: "read" | "stored"; count: number; total: number | null };

/** Which try of which load this is: `null` where no other process can begin another one. */
export type HeldBy = string | null;

const WRITTEN_EVERY_MS = 1000;
const BEAT_EVERY_MS = 5000;

/**
 * Stores how far a load is, at most once a second, so that any process can show it. Where it cannot
 * be written it is left out: the load itself will fail the same way.
 */
export function progressWriter(db: Db, id: string, now: () => number, heldBy: HeldBy = null) {
  const startedAt = now();
  let writtenAt = startedAt;
  let writing: Promise<unknown> = Promise.resolve();
  const write = (far: Partial<typeof loads.$inferInsert>, since = writtenAt) => {
    const nowMs = now();
    if (nowMs - since < WRITTEN_EVERY_MS) return;
    writtenAt = nowMs;
    writing = writing.then(() => sayAlive(db, id, heldBy, { ...far, heartbeatAt: nowMs }));
  };
  return {
    note: ({ stage, count }: LoadProgress): void =>
      write(stage === "read" ? { rowsRead: count } : { linesStored: count }),
    /**
     * All rows are read; now they are judged against what is stored. For a short load this is not
     * stored.
     */
    noteJudging: (rowsRead: number): void => write({ rowsRead, stage: "judging" }, startedAt),
    /** Resolves once nothing is being written. */
    settled: (): Promise<unknown> => writing,
  };
}

/**
 * Says again and again that a load is alive, also while it reads or judges for long; until then
 * nobody takes it up or sweeps it.
 */
export function keepAlive(db: Db, id: string, now: () => number, heldBy: HeldBy): Disposable {
  const timer = setInterval(
    () => void sayAlive(db, id, heldBy, { heartbeatAt: now() }),
    BEAT_EVERY_MS,
  );
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/**
 * A sign of life that cannot be written is left out: nobody awaits it, so its error would end the
 * process, and the next one comes in a few seconds. Where the database is gone for longer the load's
 * own statements fail and say why; where another process has taken the load up, `stillHeld` does.
 */
async function sayAlive(
  db: Db,
  id: string,
  heldBy: HeldBy,
  far: Partial<typeof loads.$inferInsert>,
): Promise<void> {
  await db.update(loads).set(far).where(isHeld(id, heldBy)).catch(() => {});
}

/** Whether this is the load, and still in the hands of this try. */
export function isHeld(id: string, heldBy: HeldBy) {
  return and(eq(loads.id, id), sql`${loads.heldBy} IS ${heldBy}`);
}

/**
 * Comes first in each batch that stages rows of a load, and is its sign of life. Makes the batch
 * fail where the load has ended or another process has taken it up, because this one was silent for
 * too long: it must add nothing to what the other one stages.
 */
export function stillHeld(id: string, heldBy: HeldBy, nowMs: number) {
  return { sql: STILL_HELD, args: { id, heldBy, now: Math.trunc(nowMs) } };
}

const STILL_HELD = `UPDATE loads SET heartbeat_at =
  CASE WHEN status = 'judging' AND held_by IS :heldBy THEN :now END WHERE id = :id`;

/** Whether a batch failed because of `stillHeld`. */
export function isLost(error: unknown): boolean {
  return isDatabaseError(error) &&
    /NOT NULL constraint failed: loads.heartbeat_at/.test(error.message);
}

/** The load was asked to stop before it was published, or another process has taken it up. */
export class LoadStoppedError extends Error {}

/** Throws LoadStoppedError where the load was asked to stop. */
export function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LoadStoppedError("stopped before publishing");
}
