import { and, eq, gte, isNull, sql } from "drizzle-orm";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { emailChanges, sessions, users } from "../schema.ts";

export type NewEmailChange = {
  tokenSha256: string;
  userId: number;
  email: string;
  createdAt: number;
  expiresAt: number;
};

/** Stores a link that confirms a new address, and voids the person's earlier ones. */
export async function createEmailChange(
  db: Db,
  change: NewEmailChange,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.batch([
    db.update(emailChanges).set({ voidedAt: change.createdAt }).where(and(
      eq(emailChanges.userId, change.userId),
      isNull(emailChanges.usedAt),
      isNull(emailChanges.voidedAt),
    )),
    db.insert(emailChanges).values(change),
    ...entry.queries,
  ]);
}

/** Whose address a link changes, and to what; undefined where the link may not be used. */
export async function findEmailChange(
  db: Db,
  tokenSha256: string,
  nowMs: number,
): Promise<{ userId: number; email: string } | undefined> {
  const [row] = await db.select({ userId: emailChanges.userId, email: emailChanges.email })
    .from(emailChanges).where(usable(tokenSha256, nowMs));
  return row;
}

/**
 * Uses a link once: the person's address, or the one on file of the provider that she represents,
 * becomes the new one; every session of hers ends and every other link is void. Answers whether
 * this call was the one; false, too, where somebody else has that address.
 */
export async function changeEmail(
  db: Db,
  { tokenSha256, userId, nowMs }: { tokenSha256: string; userId: number; nowMs: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const link = usable(tokenSha256, nowMs);
  const isUsable = sql`EXISTS (SELECT 1 FROM email_changes WHERE ${link})`;
  const address = sql`(SELECT email FROM email_changes WHERE ${link})`;
  const isFree = sql`NOT EXISTS (
    SELECT 1 FROM users AS other WHERE other.kind = users.kind AND other.email = ${address})`;
  const [own, ...others] = await db.batch([
    db.update(users).set({ email: sql`${address}` })
      .where(and(eq(users.id, userId), sql`kind IN ('member', 'staff')`, isUsable, isFree)),
    ...entry.queries,
    db.run(sql`
      UPDATE providers SET email = ${address}
      WHERE ${isUsable} AND id IN (
        SELECT provider_id FROM memberships WHERE user_id = ${userId} AND role = 'representante')`),
    ...entry.queries,
    db.run(sql`
      UPDATE password_resets SET voided_at = ${nowMs}
      WHERE user_id = ${userId} AND used_at IS NULL AND voided_at IS NULL AND ${isUsable}`),
    db.run(sql`
      UPDATE activation_tokens SET voided_at = ${nowMs}
      WHERE used_at IS NULL AND voided_at IS NULL AND ${isUsable} AND provider_id IN (
        SELECT provider_id FROM memberships WHERE user_id = ${userId} AND role = 'representante')`),
    db.update(sessions).set({ endedAt: nowMs })
      .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), isUsable)),
    db.update(emailChanges).set({ usedAt: nowMs }).where(link),
  ]);
  const onFile = others[entry.queries.length];
  return own.rowsAffected + (onFile?.rowsAffected ?? 0) === 1;
}

function usable(tokenSha256: string, nowMs: number) {
  return and(
    eq(emailChanges.tokenSha256, tokenSha256),
    isNull(emailChanges.usedAt),
    isNull(emailChanges.voidedAt),
    gte(emailChanges.expiresAt, nowMs),
  );
}
