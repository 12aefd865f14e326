import { eq } from "drizzle-orm";
import type { Db } from "./client.ts";
import { loads } from "./schema.ts";

export type LoadProgress = { stage: "read" | "stored"; count: number; total: number | null };

const WRITTEN_EVERY_MS = 1000;

/**
 * Keeps how far a load is, at most once a second, so that any process can show it; also the sign of
 * life that `sweepAbandonedLoads` looks for. A note that cannot be written is left out: the load
 * itself will meet the same trouble.
 */
export function progressWriter(db: Db, id: string, now: () => number) {
  let writtenAt = now();
  let writing: Promise<unknown> = Promise.resolve();
  const write = (far: Partial<typeof loads.$inferInsert>) => {
    const nowMs = now();
    if (nowMs - writtenAt < WRITTEN_EVERY_MS) return;
    writtenAt = nowMs;
    writing = writing.then(() =>
      db.update(loads).set({ ...far, heartbeatAt: nowMs }).where(eq(loads.id, id))
    ).catch(() => {});
  };
  return {
    note: ({ stage, count }: LoadProgress): void =>
      write(stage === "read" ? { rowsRead: count } : { linesStored: count }),
    /** All rows are read; now they are judged against what is stored. */
    noteJudging: (rowsRead: number): void => write({ rowsRead, stage: "judging" }),
    /** Resolves once nothing is being written any more. */
    settled: (): Promise<unknown> => writing,
  };
}
