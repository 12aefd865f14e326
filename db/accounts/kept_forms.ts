import { and, eq, gte, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { keptForms } from "../schema.ts";

/** What binds a sealed form to its person. */
export function sealForForm(userId: number): string {
  return `form of user ${userId}`;
}

type Kept = { sessionId: string; userId: number; sealed: string; expiresAt: number };

/** Keeps the form that a session sent last. */
export async function keepForm(db: Db, kept: Kept): Promise<void> {
  await db.insert(keptForms).values(kept).onConflictDoUpdate({
    target: keptForms.sessionId,
    set: { sealed: sql`excluded.sealed`, expiresAt: sql`excluded.expires_at` },
  });
}

/** The sealed form that a session of this person sent, until it expires. */
export async function findKeptForm(
  db: Db,
  of: { sessionId: string; userId: number; nowMs: number },
): Promise<string | undefined> {
  const [row] = await ask(db, KEPT(of));
  return row?.sealed;
}

const KEPT = question(
  { sealed: keptForms.sealed },
  (select, of: Values<{ sessionId: string; userId: number; nowMs: number }>) =>
    select.from(keptForms).where(and(
      eq(keptForms.sessionId, of.sessionId),
      eq(keptForms.userId, of.userId),
      gte(keptForms.expiresAt, of.nowMs),
    )),
);
