import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { memberships, providers, sessions } from "../schema.ts";

/* For whom a session works: a provider of the person's, or somebody of the affiliate's family. */

/** The provider that a person worked with last, of those that she may still see. */
export async function findLastProvider(db: Db, userId: number): Promise<number | undefined> {
  const [row] = await db.select({ providerId: sessions.providerId }).from(sessions)
    .innerJoin(
      memberships,
      and(
        eq(memberships.userId, sessions.userId),
        eq(memberships.providerId, sessions.providerId),
        isNull(memberships.revokedAt),
      ),
    )
    .innerJoin(
      providers,
      and(eq(providers.id, sessions.providerId), isNull(providers.accessClosedAt)),
    )
    .where(eq(sessions.userId, userId)).orderBy(desc(sessions.createdAt)).limit(1);
  return row?.providerId ?? undefined;
}

/** Switches a session to another of the person's providers; answers false where she may not. */
export async function switchProvider(
  db: Db,
  { id, userId, nit }: { id: string; userId: number; nit: string },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const change = db.run(sql`
    UPDATE sessions SET provider_id = wanted.id
    FROM (
      SELECT p.id FROM providers AS p JOIN memberships AS m ON m.provider_id = p.id
      WHERE p.nit = ${nit} AND p.access_closed_at IS NULL
        AND m.user_id = ${userId} AND m.revoked_at IS NULL
    ) AS wanted WHERE sessions.id = ${id}`);
  const [changed] = await db.batch([change, ...entry.queries]);
  return changed.rowsAffected === 1;
}

/** Lets a session act for another affiliate, or for its holder herself (null). */
export async function switchPerson(
  db: Db,
  { id, personId }: { id: string; personId: number | null },
  entry: Entry = NO_ENTRY,
): Promise<void> {
  const change = db.update(sessions).set({ actingFor: personId }).where(eq(sessions.id, id));
  await db.batch([change, ...entry.queries]);
}
