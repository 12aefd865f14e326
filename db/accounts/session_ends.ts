import { and, eq, isNull, ne } from "drizzle-orm";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { sessions } from "../schema.ts";

export async function endSession(
  db: Db,
  id: string,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  const end = db.update(sessions).set({ endedAt: nowMs })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
  await db.batch([end, ...entry.queries]);
}

/** Ends every session of a user but one. */
export async function endOtherSessions(
  db: Db,
  { userId, keepId, nowMs }: { userId: number; keepId: string; nowMs: number },
  entry: Entry = NO_ENTRY,
): Promise<void> {
  const end = db.update(sessions).set({ endedAt: nowMs })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), ne(sessions.id, keepId)));
  await db.batch([end, ...entry.queries]);
}
