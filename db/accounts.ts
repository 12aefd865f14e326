import { and, eq, isNull, sql } from "drizzle-orm";
import type { Provider } from "../domain/provider.ts";
import type { Db } from "./client.ts";
import { activationTokens, consents, providers, users } from "./schema.ts";

/** What registration has to know of a provider; the address is never shown. */
export type Registrant = Provider & {
  representativeId: string | null;
  email: string | null;
  hasAccount: boolean;
};

export async function findRegistrant(db: Db, nit: string): Promise<Registrant | undefined> {
  const [row] = await db.select({
    id: providers.id,
    nit: providers.nit,
    legalName: providers.legalName,
    representativeId: providers.representativeId,
    email: providers.email,
    userId: users.id,
  }).from(providers)
    .leftJoin(users, and(eq(users.providerId, providers.id), sql`role = 'representative'`))
    .where(and(eq(providers.nit, nit), eq(providers.isListed, true)));
  if (!row) return undefined;
  const { userId, ...registrant } = row;
  return { ...registrant, hasAccount: userId !== null };
}

export type NewConsent = {
  providerId: number;
  policyVersion: string;
  policySha256: string;
  acceptedAt: number;
  address: string;
};

export type NewActivation = {
  tokenSha256: string;
  providerId: number;
  passwordHash: string;
  createdAt: number;
  expiresAt: number;
  /** Set where the link shall never work: nobody is sent one. */
  voidedAt: number | null;
};

/**
 * Keeps the proof that the policy was accepted and the new link. A link that will be sent voids the
 * earlier ones; one that is void from the start leaves them.
 */
export async function createActivation(
  db: Db,
  consent: NewConsent,
  activation: NewActivation,
): Promise<void> {
  await db.batch([
    db.insert(consents).values(consent),
    db.update(activationTokens).set({ voidedAt: activation.createdAt }).where(and(
      eq(activationTokens.providerId, activation.providerId),
      isNull(activationTokens.usedAt),
      isNull(activationTokens.voidedAt),
      activation.voidedAt === null ? undefined : sql`false`,
    )),
    db.insert(activationTokens).values(activation),
  ]);
}

/** The password's hash of a link that may still be used, undefined where it may not. */
export async function findActivation(
  db: Db,
  tokenSha256: string,
  nowMs: number,
): Promise<{ providerId: number; passwordHash: string } | undefined> {
  const { providerId, passwordHash } = activationTokens;
  const [row] = await db.select({ providerId, passwordHash })
    .from(activationTokens).where(usable(tokenSha256, nowMs));
  return row;
}

/** Uses a link once: answers whether this call was the one that made the account. */
export async function activate(db: Db, tokenSha256: string, nowMs: number): Promise<boolean> {
  const [made] = await db.batch([
    db.insert(users).select(
      db.select({
        id: sql<number>`NULL`.as("id"),
        providerId: activationTokens.providerId,
        role: sql<string>`'representative'`.as("role"),
        passwordHash: activationTokens.passwordHash,
        activatedAt: sql<number>`CAST(${nowMs} AS INTEGER)`.as("activated_at"),
      }).from(activationTokens).where(usable(tokenSha256, nowMs)),
    ).onConflictDoNothing(),
    db.update(activationTokens).set({ usedAt: nowMs }).where(usable(tokenSha256, nowMs)),
  ]);
  return made.rowsAffected === 1;
}

function usable(tokenSha256: string, nowMs: number) {
  return and(
    eq(activationTokens.tokenSha256, tokenSha256),
    isNull(activationTokens.usedAt),
    isNull(activationTokens.voidedAt),
    sql`${activationTokens.expiresAt} >= ${nowMs}`,
  );
}

/** The account of a provider's representative, by NIT. */
export async function findRepresentative(
  db: Db,
  nit: string,
): Promise<{ id: number; providerId: number; passwordHash: string } | undefined> {
  const [row] = await db
    .select({ id: users.id, providerId: users.providerId, passwordHash: users.passwordHash })
    .from(users).innerJoin(providers, eq(providers.id, users.providerId))
    .where(and(eq(providers.nit, nit), eq(users.role, "representative")));
  return row;
}
