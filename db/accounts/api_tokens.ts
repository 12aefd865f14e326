import { and, eq, gte, isNull, or, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { apiTokens, providers } from "../schema.ts";
import { STAFF_TOKEN, type StaffHolder } from "./staff_tokens.ts";

/** Whose token it is: a provider's, or that of a member of the staff. */
export type TokenHolder = {
  tokenName: string;
  provider?: Provider;
  /** Version of the provider's payments. */
  dataVersion?: number;
  staff?: StaffHolder;
};

export type NewApiToken = {
  nit: string;
  name: string;
  tokenSha256: string;
  createdAt: number;
  expiresOn: CivilDate | null;
};

/** Stores a token of a provider that is on file. */
export async function createApiToken(
  db: Db,
  { nit, name, tokenSha256, createdAt, expiresOn }: NewApiToken,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.batch([
    db.run(sql`
      INSERT INTO ${apiTokens} (provider_id, name, token_sha256, created_at, expires_on)
      SELECT id, ${name}, ${tokenSha256}, ${createdAt}, ${expiresOn}
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
 * Whose token it is, undefined where it is unknown, revoked, past its last day, or of a closed
 * provider; one round trip for both kinds.
 */
export async function findTokenHolder(
  db: Db,
  tokenSha256: string,
  today: CivilDate,
): Promise<TokenHolder | undefined> {
  const asked = { tokenSha256, today };
  const [[ofProvider], [ofStaff]] = await askTogether(
    db,
    PROVIDER_TOKEN(asked),
    STAFF_TOKEN(asked),
  );
  if (ofProvider) return ofProvider;
  if (!ofStaff) return undefined;
  const { tokenName, scopes, ...staff } = ofStaff;
  return { tokenName, staff: { ...staff, scopes: JSON.parse(scopes) } };
}

const PROVIDER_TOKEN = question(
  {
    tokenName: apiTokens.name,
    dataVersion: providers.dataVersion,
    provider: { id: providers.id, nit: providers.nit, legalName: providers.legalName },
  },
  (select, { tokenSha256, today }: Values<{ tokenSha256: string; today: CivilDate }>) =>
    select.from(apiTokens).innerJoin(providers, eq(providers.id, apiTokens.providerId))
      .where(and(
        eq(apiTokens.tokenSha256, tokenSha256),
        isNull(providers.accessClosedAt),
        isNull(apiTokens.revokedAt),
        or(isNull(apiTokens.expiresOn), gte(apiTokens.expiresOn, today)),
      )),
);
