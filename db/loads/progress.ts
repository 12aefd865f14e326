import { eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import { loads } from "../schema.ts";

export type LoadProgress = { stage: "read" | "stored"; count: number; total: number | null };

const WRITTEN_EVERY_MS = 1000;

/**
 * Stores how far a load is, at most once a second, so that any process can show it; that is also
 * the sign of life that `sweepAbandonedLoads` looks for. Where it cannot be written it is left out:
 * the load itself will fail the same way.
 */
export function progressWriter(db: Db, id: string, now: () => number) {
  const startedAt = now();
  let writtenAt = startedAt;
  let writing: Promise<unknown> = Promise.resolve();
  const write = (far: Partial<typeof loads.$inferInsert>, since = writtenAt) => {
    const nowMs = now();
    if (nowMs - since < WRITTEN_EVERY_MS) return;
    writtenAt = nowMs;
    writing = writing.then(() =>
      db.update(loads).set({ ...far, heartbeatAt: nowMs }).where(eq(loads.id, id))
    ).catch(() => {});
  };
  return {
    note: ({ stage, count }: LoadProgress): void =>
      write(stage === "read" ? { rowsRead: count } : { linesStored: count }),
    /**
     * All rows are read; now they are judged against what is stored. For a short load this is not
     * stored.
     */
    noteJudging: (rowsRead: number): void => write({ rowsRead, stage: "judging" }, startedAt),
    /** Resolves once nothing is being written any more. */
    settled: (): Promise<unknown> => writing,
  };
}
