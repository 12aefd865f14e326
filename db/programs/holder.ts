import { and, eq, gte, isNull, or, sql } from "drizzle-orm";
import type { StaffRole } from "../../domain/accounts/role.ts";
import type { CivilDate } from "../../domain/dates.ts";
import type { TokenScope } from "../../domain/programs/scope.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { ask, often, question, type Values } from "../question.ts";
import { apiTokens, memberships, providers, users } from "../schema.ts";

/** A member of the staff, by a token of hers. */
export type StaffHolder = { userId: number; staffRole: StaffRole | null };

/** Whose token it is: a provider's, or that of a member of the staff. */
export type TokenHolder = {
  tokenName: string;
  scopes: TokenScope[];
  lastUsedAt: number | null;
  provider?: Provider;
  /** Version of the provider's payments. */
  dataVersion?: number;
  staff?: StaffHolder;
};

/**
 * Whose token it is, undefined where it is unknown, revoked, past its last day, of a closed
 * provider, or made by somebody who may not make it today; asked at every request.
 */
export async function findTokenHolder(
  db: Db,
  tokenSha256: string,
  today: CivilDate,
): Promise<TokenHolder | undefined> {
  const [row] = await ask(db, TOKEN({ tokenSha256, today }));
  if (!row) return undefined;
  const { tokenName, scopes, lastUsedAt, provider, dataVersion, staff } = row;
  const token = { tokenName, scopes: JSON.parse(scopes), lastUsedAt };
  if (provider && dataVersion !== null) return { ...token, provider, dataVersion };
  return staff ? { ...token, staff } : undefined;
}

/** Stores when and from where a token was used. */
export async function touchToken(
  db: Db,
  tokenSha256: string,
  { nowMs, place }: { nowMs: number; place: string },
): Promise<void> {
  await db.update(apiTokens).set({ lastUsedAt: nowMs, lastUsedPlace: place })
    .where(eq(apiTokens.tokenSha256, tokenSha256));
}

const IS_MAKER_ALIVE = sql`(${users.activatedAt} IS NOT NULL AND ${users.disabledAt} IS NULL)`;

/** Whoever made it looks after the provider's team today; the command line's has no maker. */
const MAY_SEE_PROVIDER = sql`(${providers.accessClosedAt} IS NULL AND (
  ${apiTokens.madeBy} IS NULL
  OR (${IS_MAKER_ALIVE} AND ${memberships.revokedAt} IS NULL
    AND ${memberships.role} IN ('representante', 'administrador'))))`;

const TOKEN = often(question(
  {
    tokenName: apiTokens.name,
    scopes: apiTokens.scopes,
    lastUsedAt: apiTokens.lastUsedAt,
    dataVersion: sql<number | null>`${providers.dataVersion}`,
    provider: { id: providers.id, nit: providers.nit, legalName: providers.legalName },
    staff: { userId: users.id, staffRole: users.staffRole },
  },
  (select, { tokenSha256, today }: Values<{ tokenSha256: string; today: CivilDate }>) =>
    select.from(apiTokens)
      .leftJoin(providers, eq(providers.id, apiTokens.providerId))
      .leftJoin(users, eq(users.id, apiTokens.madeBy))
      .leftJoin(
        memberships,
        and(
          eq(memberships.userId, apiTokens.madeBy),
          eq(memberships.providerId, apiTokens.providerId),
        ),
      )
      .where(and(
        eq(apiTokens.tokenSha256, tokenSha256),
        isNull(apiTokens.revokedAt),
        or(isNull(apiTokens.expiresOn), gte(apiTokens.expiresOn, today)),
        sql`CASE WHEN ${apiTokens.providerId} IS NULL
          THEN ${users.kind} = 'staff' AND ${IS_MAKER_ALIVE}
          ELSE ${MAY_SEE_PROVIDER} END`,
      )),
));
