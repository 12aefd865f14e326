import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { ListedToken } from "../../domain/programs/listed_token.ts";
import { PROVIDER_SCOPES, type TokenScope } from "../../domain/programs/scope.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { apiTokens, providers, users } from "../schema.ts";

/** Whose tokens: a provider's, whoever of its team made them, or those of a member of the staff. */
export type TokenOwner = { providerId: number } | { staffId: number };

type NewToken = {
  /** All that is stored of the token's text. */
  tokenSha256: string;
  name: string;
  scopes: readonly TokenScope[];
  createdAt: number;
};

const LISTED = {
  handle: apiTokens.handle,
  name: apiTokens.name,
  createdAt: apiTokens.createdAt,
  scopes: apiTokens.scopes,
  /** A representative has neither name nor address of her own. */
  maker: {
    id: users.id,
    name: sql<string | null>`coalesce(nullif(${users.name}, ''), ${users.email})`,
  },
  expiresOn: apiTokens.expiresOn,
  revokedAt: apiTokens.revokedAt,
  lastUsedAt: apiTokens.lastUsedAt,
  lastUsedPlace: apiTokens.lastUsedPlace,
};
const MAX_LISTED = 100;

/**
 * Stores a new token that somebody made. Answers false where its handle, which comes with the form,
 * is there already: the same form was sent twice.
 */
export async function createToken(
  db: Db,
  { owner, madeBy, scopes, ...token }: NewToken & {
    owner: TokenOwner;
    handle: string;
    madeBy: number;
    expiresOn: CivilDate;
  },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const providerId = "providerId" in owner ? owner.providerId : null;
  const row = { ...token, madeBy, providerId, scopes: JSON.stringify(scopes) };
  const insert = db.insert(apiTokens).values(row).onConflictDoNothing({ target: apiTokens.handle });
  const [inserted] = await db.batch([insert, ...entry.queries]);
  return inserted.rowsAffected === 1;
}

/** Stores a token that the command line made for a provider that is on file. */
export async function createApiToken(
  db: Db,
  { nit, name, tokenSha256, createdAt, expiresOn, scopes = PROVIDER_SCOPES }:
    & Omit<NewToken, "scopes">
    & { nit: string; expiresOn: CivilDate | null; scopes?: readonly TokenScope[] },
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.batch([
    db.run(sql`
      INSERT INTO ${apiTokens}
        (provider_id, handle, name, scopes, token_sha256, created_at, expires_on)
      SELECT id, lower(hex(randomblob(16))), ${name}, ${JSON.stringify(scopes)}, ${tokenSha256},
        ${createdAt}, ${expiresOn}
      FROM ${providers} WHERE nit = ${nit} AND is_listed = 1`),
    ...entry.queries,
  ]);
}

/** The id of a provider on file. */
export async function findProviderId(db: Db, nit: string): Promise<number | undefined> {
  const [provider] = await db.select({ id: providers.id }).from(providers)
    .where(and(eq(providers.nit, nit), eq(providers.isListed, true)));
  return provider?.id;
}

/**
 * The tokens of an owner: those that work today, then those that have ended, each the newest first.
 * However many have ended, one that works is listed, or nobody could revoke it.
 */
export async function findTokens(
  db: Db,
  owner: TokenOwner,
  today: CivilDate,
): Promise<ListedToken[]> {
  const living = sql`(${apiTokens.revokedAt} IS NULL
    AND coalesce(${apiTokens.expiresOn} >= ${today}, 1))`;
  const list = (which: SQL) =>
    db.select(LISTED).from(apiTokens).leftJoin(users, eq(users.id, apiTokens.madeBy))
      .where(and(isOwnedBy(owner), which)).orderBy(desc(apiTokens.createdAt)).limit(MAX_LISTED);
  const rows = (await db.batch([list(living), list(sql`NOT ${living}`)])).flat();
  return rows.map(({ scopes, ...token }) => ({ ...token, scopes: JSON.parse(scopes) }));
}

/** Ends a token of an owner; answers false where there is no such token, or it ended already. */
export async function revokeToken(
  db: Db,
  owner: TokenOwner,
  { handle, nowMs }: { handle: string; nowMs: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [revoked] = await db.batch([
    db.update(apiTokens).set({ revokedAt: nowMs })
      .where(and(eq(apiTokens.handle, handle), isOwnedBy(owner), isNull(apiTokens.revokedAt))),
    ...entry.queries,
  ]);
  return revoked.rowsAffected > 0;
}

function isOwnedBy(owner: TokenOwner) {
  return "providerId" in owner
    ? eq(apiTokens.providerId, owner.providerId)
    : and(eq(apiTokens.madeBy, owner.staffId), isNull(apiTokens.providerId));
}
