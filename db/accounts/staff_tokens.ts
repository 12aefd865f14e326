import type { ListedToken } from "../../domain/accounts/listed_token.ts";
import { and, desc, eq, gte, isNotNull, isNull, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { StaffRole } from "../../domain/accounts/role.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { question, type Values } from "../question.ts";
import { staffTokens, users } from "../schema.ts";

/** A member of the staff, by a token of hers. */
export type StaffHolder = {
  userId: number;
  staffRole: StaffRole | null;
  scopes: string[];
  lastUsedAt: number | null;
};

const LISTED = {
  handle: staffTokens.handle,
  name: staffTokens.name,
  createdAt: staffTokens.createdAt,
  expiresOn: staffTokens.expiresOn,
  revokedAt: staffTokens.revokedAt,
  lastUsedAt: staffTokens.lastUsedAt,
};
const MAX_LISTED = 100;

/** Stores a new token of a person; `tokenSha256` is all that is stored of its text. */
export async function createStaffToken(
  db: Db,
  { scopes, ...token }: {
    tokenSha256: string;
    handle: string;
    userId: number;
    name: string;
    scopes: string[];
    createdAt: number;
    expiresOn: CivilDate;
  },
  entry: Entry = NO_ENTRY,
): Promise<void> {
  const insert = db.insert(staffTokens).values({ ...token, scopes: JSON.stringify(scopes) });
  await db.batch([insert, ...entry.queries]);
}

/** The tokens of a person, newest first, ended ones included. */
export async function findStaffTokens(db: Db, userId: number): Promise<ListedToken[]> {
  return await db.select(LISTED).from(staffTokens).where(eq(staffTokens.userId, userId))
    .orderBy(desc(staffTokens.createdAt)).limit(MAX_LISTED);
}

/** Ends a token of a person; answers false where she has no such token, or it ended already. */
export async function revokeStaffToken(
  db: Db,
  { userId, handle, nowMs }: { userId: number; handle: string; nowMs: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [revoked] = await db.batch([
    db.update(staffTokens).set({ revokedAt: nowMs }).where(and(
      eq(staffTokens.handle, handle),
      eq(staffTokens.userId, userId),
      isNull(staffTokens.revokedAt),
    )),
    ...entry.queries,
  ]);
  return revoked.rowsAffected > 0;
}

/**
 * Whose token it is: no row where it is unknown, revoked or past its last day, or where the person
 * lost her account meanwhile.
 */
export const STAFF_TOKEN = question(
  {
    userId: users.id,
    staffRole: users.staffRole,
    tokenName: staffTokens.name,
    scopes: staffTokens.scopes,
    lastUsedAt: staffTokens.lastUsedAt,
  },
  (select, { tokenSha256, today }: Values<{ tokenSha256: string; today: CivilDate }>) =>
    select.from(staffTokens).innerJoin(users, eq(users.id, staffTokens.userId)).where(and(
      eq(staffTokens.tokenSha256, tokenSha256),
      isNull(staffTokens.revokedAt),
      gte(staffTokens.expiresOn, today),
      isNotNull(users.activatedAt),
      isNull(users.disabledAt),
      sql`${users.kind} = 'staff'`,
    )),
);

export async function touchStaffToken(db: Db, tokenSha256: string, nowMs: number): Promise<void> {
  await db.update(staffTokens).set({ lastUsedAt: nowMs })
    .where(eq(staffTokens.tokenSha256, tokenSha256));
}
