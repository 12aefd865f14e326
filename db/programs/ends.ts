import { and, eq, isNull, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { apiTokens } from "../schema.ts";

/**
 * The statement that ends the tokens that somebody made, for the batch in which she loses what they
 * have their rights from; `whose` is a condition on `api_tokens` that uses the arguments of the
 * batch, as `:now`. They stay ended where she gets it back (S9, T11).
 */
export function endTokensSql(whose: string): string {
  return `UPDATE api_tokens SET revoked_at = :now WHERE revoked_at IS NULL AND ${whose}`;
}

/** The same for a member of a team who, after the change, does not look after it any more. */
export function endTokensOfMember(db: Db, provider: Provider, userId: number, nowMs: number) {
  return db.update(apiTokens).set({ revokedAt: nowMs }).where(and(
    eq(apiTokens.madeBy, userId),
    eq(apiTokens.providerId, provider.id),
    isNull(apiTokens.revokedAt),
    sql`NOT EXISTS (SELECT 1 FROM memberships WHERE user_id = ${userId}
      AND provider_id = ${provider.id} AND revoked_at IS NULL
      AND role IN ('representante', 'administrador'))`,
  ));
}
