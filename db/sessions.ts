import { eq } from "drizzle-orm";
import type { Provider } from "../domain/provider.ts";
import type { SessionTimes } from "../domain/session.ts";
import type { Db } from "./client.ts";
import { providers, sessions, users } from "./schema.ts";

export type StoredSession = SessionTimes & { id: string; userId: number; provider: Provider };

export async function createSession(
  db: Db,
  session: { id: string; userId: number; nowMs: number },
): Promise<void> {
  const { id, userId, nowMs } = session;
  await db.insert(sessions).values({ id, userId, createdAt: nowMs, lastUsedAt: nowMs });
}

/** A session with whom it is for; always asked of the primary database. */
export async function findSession(db: Db, id: string): Promise<StoredSession | undefined> {
  const [row] = await db.select({
    id: sessions.id,
    userId: sessions.userId,
    createdAt: sessions.createdAt,
    lastUsedAt: sessions.lastUsedAt,
    endedAt: sessions.endedAt,
    provider: { id: providers.id, nit: providers.nit, legalName: providers.legalName },
  }).from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(providers, eq(providers.id, users.providerId))
    .where(eq(sessions.id, id));
  return row;
}

export async function touchSession(db: Db, id: string, nowMs: number): Promise<void> {
  await db.update(sessions).set({ lastUsedAt: nowMs }).where(eq(sessions.id, id));
}

export async function endSession(db: Db, id: string, nowMs: number): Promise<void> {
  await db.update(sessions).set({ endedAt: nowMs }).where(eq(sessions.id, id));
}
