import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { recoveryCodes, users } from "../schema.ts";

/**
 * The context that a person's secret is encrypted with: copied to another row it cannot be
 * decrypted.
 */
export function sealFor(userId: number): string {
  return `totp of ${userId}`;
}

/** Stores a secret that is shown and not confirmed yet; it never replaces a confirmed one. */
export async function keepTotpSecret(db: Db, userId: number, sealedSecret: string): Promise<void> {
  await db.update(users).set({ totpSecret: sealedSecret, totpLastStep: null })
    .where(and(eq(users.id, userId), isNull(users.totpConfirmedAt)));
}

/**
 * Turns the second factor on, with new recovery codes. Answers false where the secret is no longer
 * the one that was judged.
 */
export async function confirmTotp(
  db: Db,
  { userId, sealedSecret, step, codeHashes, nowMs }: {
    userId: number;
    sealedSecret: string;
    step: number;
    codeHashes: string[];
    nowMs: number;
  },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [confirmed] = await db.batch([
    db.update(users).set({ totpConfirmedAt: nowMs, totpLastStep: step }).where(and(
      eq(users.id, userId),
      eq(users.totpSecret, sealedSecret),
      isNull(users.totpConfirmedAt),
    )),
    ...entry.queries,
    ...replaceCodes(db, userId, codeHashes, nowMs),
  ]);
  return confirmed.rowsAffected === 1;
}

/**
 * Accepts the code of a time step once: answers false where that step, or a later one, was used.
 */
export async function takeTotpStep(db: Db, userId: number, step: number): Promise<boolean> {
  const result = await db.update(users).set({ totpLastStep: step }).where(and(
    eq(users.id, userId),
    or(isNull(users.totpLastStep), lt(users.totpLastStep, step)),
  ));
  return result.rowsAffected === 1;
}

export async function removeSecondFactor(
  db: Db,
  userId: number,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.batch([
    db.update(users).set({ totpSecret: null, totpConfirmedAt: null, totpLastStep: null })
      .where(eq(users.id, userId)),
    ...entry.queries,
    db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)),
  ]);
}

/** Replaces all recovery codes by new ones; only their SHA-256 is stored. */
export async function replaceRecoveryCodes(
  db: Db,
  userId: number,
  codeHashes: string[],
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.batch([...replaceCodes(db, userId, codeHashes, nowMs), ...entry.queries]);
}

/** Uses a recovery code once. */
export async function takeRecoveryCode(
  db: Db,
  userId: number,
  codeSha256: string,
  nowMs: number,
): Promise<boolean> {
  const result = await db.update(recoveryCodes).set({ usedAt: nowMs }).where(and(
    eq(recoveryCodes.userId, userId),
    eq(recoveryCodes.codeSha256, codeSha256),
    isNull(recoveryCodes.usedAt),
  ));
  return result.rowsAffected === 1;
}

/** How many recovery codes a person has left. */
export async function countRecoveryCodes(db: Db, userId: number): Promise<number> {
  return await db.$count(
    recoveryCodes,
    and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)),
  );
}

function replaceCodes(db: Db, userId: number, codeHashes: string[], nowMs: number) {
  const list = JSON.stringify(codeHashes);
  return [
    db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)),
    db.run(sql`
      INSERT INTO recovery_codes (code_sha256, user_id, created_at)
      SELECT value, ${userId}, ${nowMs} FROM json_each(${list})`),
  ] as const;
}
