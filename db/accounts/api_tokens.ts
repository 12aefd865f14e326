import { and, eq, gte, isNull, or } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { Provider } from "../../domain/providers/provider.ts";
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

/**
 * Stores a provider's token; answers the provider's id, undefined where no such provider is listed.
 */
export async function createApiToken(
  db: Db,
  token: {
    nit: string;
    name: string;
    tokenSha256: string;
    createdAt: number;
    expiresOn: CivilDate | null;
  },
): Promise<number | undefined> {
  const { nit, ...values } = token;
  const [provider] = await db.select({ id: providers.id }).from(providers)
    .where(and(eq(providers.nit, nit), eq(providers.isListed, true)));
  if (!provider) return undefined;
  await db.insert(apiTokens).values({ ...values, providerId: provider.id });
  return provider.id;
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
