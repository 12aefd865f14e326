import { and, desc, eq, gte, isNull, ne, sql } from "drizzle-orm";
import type { Provider } from "../domain/provider.ts";
import { SESSION_IDLE_MS, SESSION_LIFETIME_MS, type SessionTimes } from "../domain/session.ts";
import type { Db } from "./client.ts";
import { providers, sessions, users } from "./schema.ts";

export type StoredSession = SessionTimes & { id: string; userId: number; provider: Provider };

export type NewSession = {
  id: string;
  userId: number;
  nowMs: number;
  address: string;
  userAgent: string;
};

/**
 * Begins a session for whoever gave the password of `passwordHash`. Answers false where the password
 * changed while it was judged: a reset must not be outrun.
 */
export async function createSession(
  db: Db,
  { id, userId, nowMs, address, userAgent }: NewSession,
  passwordHash: string,
): Promise<boolean> {
  const result = await db.run(sql`
    INSERT INTO sessions (id, user_id, created_at, last_used_at, address, user_agent)
    SELECT ${id}, id, ${nowMs}, ${nowMs}, ${address}, ${userAgent} FROM users
    WHERE id = ${userId} AND password_hash = ${passwordHash}`);
  return result.rowsAffected === 1;
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

export type ListedSession = {
  id: string;
  createdAt: number;
  lastUsedAt: number;
  address: string;
  userAgent: string;
};

/** The sessions of a user that are alive, the one used last first. */
export async function findSessions(
  db: Db,
  userId: number,
  nowMs: number,
): Promise<ListedSession[]> {
  return await db.select({
    id: sessions.id,
    createdAt: sessions.createdAt,
    lastUsedAt: sessions.lastUsedAt,
    address: sessions.address,
    userAgent: sessions.userAgent,
  }).from(sessions).where(and(
    eq(sessions.userId, userId),
    isNull(sessions.endedAt),
    gte(sessions.lastUsedAt, nowMs - SESSION_IDLE_MS),
    gte(sessions.createdAt, nowMs - SESSION_LIFETIME_MS),
  )).orderBy(desc(sessions.lastUsedAt));
}

/** Ends every session of a user but one. */
export async function endOtherSessions(
  db: Db,
  userId: number,
  keepId: string,
  nowMs: number,
): Promise<void> {
  await db.update(sessions).set({ endedAt: nowMs })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), ne(sessions.id, keepId)));
}

/** How many sessions a user has begun, ended ones included. */
export async function countSessions(db: Db, userId: number): Promise<number> {
  return await db.$count(sessions, eq(sessions.userId, userId));
}
