import type { Passkey } from "../../domain/accounts/passkey.ts";
import { and, eq, gte, isNull, lt, sql } from "drizzle-orm";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { question, type Values } from "../question.ts";
import { passkeyChallenges, passkeys, users } from "../schema.ts";

/**
 * Stores what a passkey will be asked to sign, until `expiresAt`; deletes old ones at the same
 * time.
 */
export async function keepChallenge(
  db: Db,
  challenge: { challengeSha256: string; userId: number | null; expiresAt: number },
  nowMs: number,
): Promise<void> {
  await db.batch([
    db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, nowMs)),
    db.insert(passkeyChallenges).values(challenge),
  ]);
}

/**
 * Deletes a challenge; answers true once, only for the person it was made for, and before it
 * expires.
 */
export async function takeChallenge(
  db: Db,
  challengeSha256: string,
  userId: number | null,
  nowMs: number,
): Promise<boolean> {
  const result = await db.delete(passkeyChallenges).where(and(
    eq(passkeyChallenges.challengeSha256, challengeSha256),
    sql`${passkeyChallenges.userId} IS ${userId}`,
    gte(passkeyChallenges.expiresAt, nowMs),
  ));
  return result.rowsAffected === 1;
}

/** Stores a passkey; answers false where it is known already. */
export async function createPasskey(
  db: Db,
  passkey: Omit<Passkey, "lastUsedAt">,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const insert = db.insert(passkeys).values(passkey).onConflictDoNothing();
  const [kept] = await db.batch([insert, ...entry.queries]);
  return kept.rowsAffected === 1;
}

export async function findPasskey(db: Db, id: string): Promise<Passkey | undefined> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.id, id));
  return row;
}

export async function findPasskeys(db: Db, userId: number): Promise<Passkey[]> {
  const found = await db.select().from(passkeys).where(eq(passkeys.userId, userId));
  return found.sort((one, other) => other.createdAt - one.createdAt);
}

/** Stores that a passkey was used; its counter only grows (WebAuthn, 7.2). */
export async function usePasskey(
  db: Db,
  id: string,
  counter: number,
  nowMs: number,
): Promise<void> {
  await db.update(passkeys).set({ counter, lastUsedAt: nowMs }).where(eq(passkeys.id, id));
}

/** Removes a passkey of this person; answers whether there was one. */
export async function removePasskey(
  db: Db,
  userId: number,
  id: string,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const remove = db.delete(passkeys).where(and(eq(passkeys.userId, userId), eq(passkeys.id, id)));
  const [removed] = await db.batch([remove, ...entry.queries]);
  return removed.rowsAffected === 1;
}

/** Answers a row where the person has no passkey and has not closed the offer of one. */
export const PASSKEY_OFFER = question(
  { id: users.id },
  (select, { userId }: Values<{ userId: number }>) =>
    select.from(users).where(and(
      eq(users.id, userId),
      isNull(users.passkeyOfferClosedAt),
      sql`NOT EXISTS (SELECT 1 FROM passkeys WHERE passkeys.user_id = ${users.id})`,
    )),
);
