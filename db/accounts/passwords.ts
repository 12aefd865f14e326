import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { activationTokens, passwordResets, sessions, users } from "../schema.ts";

export type NewReset = {
  tokenSha256: string;
  userId: number;
  createdAt: number;
  expiresAt: number;
};

/**
 * Stores a link to a new password and voids the user's earlier ones. For a user that does not exist
 * the same statements store nothing.
 */
export async function createReset(
  db: Db,
  reset: NewReset,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  const { tokenSha256, userId, createdAt, expiresAt } = reset;
  await db.batch([
    voidResets(db, userId, createdAt),
    db.run(sql`
      INSERT INTO password_resets (token_sha256, user_id, created_at, expires_at)
      SELECT ${tokenSha256}, id, ${createdAt}, ${expiresAt} FROM users WHERE id = ${userId}`),
    ...entry.queries,
  ]);
}

/** Whose password a link may replace; undefined where it may not be used. */
export async function findReset(
  db: Db,
  tokenSha256: string,
  nowMs: number,
): Promise<number | undefined> {
  const [row] = await db.select({ userId: passwordResets.userId }).from(passwordResets)
    .where(usable(tokenSha256, nowMs));
  return row?.userId;
}

/**
 * Uses a link once: sets the password, ends every session of the user and voids every other link.
 * Answers whether this call was the one.
 */
export async function resetPassword(
  db: Db,
  { tokenSha256, userId, passwordHash, nowMs }: {
    tokenSha256: string;
    userId: number;
    passwordHash: string;
    nowMs: number;
  },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const isUsable = sql`EXISTS (SELECT 1 FROM password_resets WHERE ${usable(tokenSha256, nowMs)})`;
  const [, , , used] = await db.batch([
    db.update(users).set({ passwordHash }).where(and(eq(users.id, userId), isUsable)),
    db.update(sessions).set({ endedAt: nowMs })
      .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), isUsable)),
    voidActivations(db, userId, nowMs),
    db.update(passwordResets).set({ usedAt: nowMs }).where(usable(tokenSha256, nowMs)),
    ...entry.queries,
    voidResets(db, userId, nowMs),
  ]);
  return used.rowsAffected === 1;
}

/** Sets a password that its owner changed, ends the other sessions and voids every link. */
export async function changePassword(
  db: Db,
  { userId, passwordHash, keepSessionId, nowMs }: {
    userId: number;
    passwordHash: string;
    keepSessionId: string;
    nowMs: number;
  },
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.batch([
    db.update(users).set({ passwordHash }).where(eq(users.id, userId)),
    ...entry.queries,
    db.update(sessions).set({ endedAt: nowMs }).where(and(
      eq(sessions.userId, userId),
      isNull(sessions.endedAt),
      ne(sessions.id, keepSessionId),
    )),
    voidActivations(db, userId, nowMs),
    voidResets(db, userId, nowMs),
  ]);
}

/** Replaces a hash by one of the same password at today's cost, unless it changed meanwhile. */
export async function replaceHash(
  db: Db,
  userId: number,
  oldHash: string,
  passwordHash: string,
): Promise<void> {
  await db.update(users).set({ passwordHash })
    .where(and(eq(users.id, userId), eq(users.passwordHash, oldHash)));
}

function voidResets(db: Db, userId: number, nowMs: number) {
  return db.update(passwordResets).set({ voidedAt: nowMs }).where(and(
    eq(passwordResets.userId, userId),
    isNull(passwordResets.usedAt),
    isNull(passwordResets.voidedAt),
  ));
}

function voidActivations(db: Db, userId: number, nowMs: number) {
  return db.update(activationTokens).set({ voidedAt: nowMs }).where(and(
    sql`(${activationTokens.providerId} IN (
        SELECT provider_id FROM memberships WHERE user_id = ${userId} AND role = 'representante')
      OR ${activationTokens.affiliateId} IN (SELECT affiliate_id FROM users WHERE id = ${userId}))`,
    isNull(activationTokens.usedAt),
    isNull(activationTokens.voidedAt),
  ));
}

function usable(tokenSha256: string, nowMs: number) {
  return and(
    eq(passwordResets.tokenSha256, tokenSha256),
    isNull(passwordResets.usedAt),
    isNull(passwordResets.voidedAt),
    sql`${passwordResets.expiresAt} >= ${nowMs}`,
  );
}
