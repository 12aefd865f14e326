import { and, eq, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { memberships, providers, users } from "../schema.ts";

/** A provider that may register; the address is null where access is closed. */
export type RegisteringProvider = Provider & {
  representativeId: string | null;
  email: string | null;
  hasAccount: boolean;
};

export async function findRegistrant(
  db: Db,
  nit: string,
): Promise<RegisteringProvider | undefined> {
  const [row] = await db.select({
    id: providers.id,
    nit: providers.nit,
    legalName: providers.legalName,
    representativeId: providers.representativeId,
    email: sql<string | null>`CASE WHEN ${providers.accessClosedAt} IS NULL
      THEN ${providers.email} END`,
    activatedAt: users.activatedAt,
  }).from(providers)
    .leftJoin(
      memberships,
      and(eq(memberships.providerId, providers.id), sql`${memberships.role} = 'representante'`),
    )
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(providers.nit, nit), eq(providers.isListed, true)));
  if (!row) return undefined;
  const { activatedAt, ...registrant } = row;
  return { ...registrant, hasAccount: activatedAt !== null };
}
