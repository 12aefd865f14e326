import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { activationTokens, consents, memberships, providers, users } from "../schema.ts";

/**
 * What registration has to know of a provider. The address is never shown; it is null where access
 * is closed.
 */
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
    email: sql<string | null>`CASE WHEN ${providers.accessClosedAt} IS NULL
      THEN ${providers.email} END`,
    activatedAt: users.activatedAt,
  }).from(providers)
    .leftJoin(memberships, and(eq(memberships.providerId, providers.id), IS_REPRESENTATIVE))
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(providers.nit, nit), eq(providers.isListed, true)));
  if (!row) return undefined;
  const { activatedAt, ...registrant } = row;
  return { ...registrant, hasAccount: activatedAt !== null };
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
  /** Set where the link must never work, because it is sent to nobody. */
  voidedAt: number | null;
};

/**
 * Stores the proof that the policy was accepted, and the registration's own link. Links of earlier
 * registrations go on: whoever else knows NIT and cédula must not end them.
 */
export async function createActivation(
  db: Db,
  consent: NewConsent,
  activation: NewActivation,
): Promise<void> {
  await db.batch([
    db.insert(consents).values(consent),
    db.insert(activationTokens).values({ ...activation, consentId: sql`last_insert_rowid()` }),
  ]);
}

/**
 * Another link of a registration, which is named by the SHA-256 of its first link: with the same
 * password, and instead of the one that still waits. Answers whether there was one.
 */
export async function renewActivation(
  db: Db,
  registration: string,
  link: { tokenSha256: string; createdAt: number; expiresAt: number },
): Promise<boolean> {
  const { tokenSha256, createdAt, expiresAt } = link;
  const waiting = sql`consent_id = (
    SELECT consent_id FROM activation_tokens WHERE token_sha256 = ${registration})
    AND used_at IS NULL AND voided_at IS NULL AND expires_at >= ${createdAt}`;
  const [made] = await db.batch([
    db.run(sql`
      INSERT INTO activation_tokens (
        token_sha256, provider_id, password_hash, created_at, expires_at, consent_id)
      SELECT ${tokenSha256}, provider_id, password_hash, ${createdAt}, ${expiresAt}, consent_id
      FROM activation_tokens WHERE ${waiting} LIMIT 1`),
    db.update(activationTokens).set({ voidedAt: createdAt })
      .where(and(waiting, sql`${activationTokens.tokenSha256} <> ${tokenSha256}`)),
  ]);
  return made.rowsAffected === 1;
}

/** The password's hash of a link that may still be used, undefined where it may not. */
export async function findActivation(
  db: Db,
  tokenSha256: string,
  nowMs: number,
): Promise<{ providerId: number; passwordHash: string } | undefined> {
  const { providerId, passwordHash } = activationTokens;
  const [row] = await db.select({ providerId: sql<number>`${providerId}`, passwordHash })
    .from(activationTokens).where(and(usable(tokenSha256, nowMs), isNotNull(providerId)));
  return row;
}

/**
 * Uses a link once: makes the representative's account, or opens again the one that a change of
 * hands closed. Then the links of all other registrations are void, and their consents count for
 * nobody. Answers whether this call was the one.
 */
export async function activate(
  db: Db,
  tokenSha256: string,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const link = usable(tokenSha256, nowMs);
  const [made, ...others] = await db.batch([
    db.run(sql`
      INSERT INTO users (kind, password_hash, activated_at, accepted_policy)
      SELECT 'representative', password_hash, ${nowMs}, (${acceptedPolicy()})
      FROM activation_tokens WHERE ${link} AND NOT EXISTS (${representative()})`),
    db.run(sql`
      INSERT INTO memberships (user_id, provider_id, role, created_at)
      SELECT last_insert_rowid(), provider_id, 'representante', ${nowMs}
      FROM activation_tokens WHERE ${link} AND changes() = 1`),
    ...entry.queries,
    db.run(sql`
      UPDATE users SET activated_at = ${nowMs}, password_hash = link.password_hash,
        accepted_policy = link.accepted_policy
      FROM (
        SELECT password_hash, (${representative()}) AS user_id, (${acceptedPolicy()}) AS accepted_policy
        FROM activation_tokens WHERE ${link}
      ) AS link WHERE users.id = link.user_id AND users.activated_at IS NULL`),
    ...entry.queries,
    db.run(sql`
      UPDATE consents SET user_id = u.id
      FROM activation_tokens CROSS JOIN users AS u ON u.id = (${representative()})
      WHERE ${link} AND consents.id = consent_id AND u.password_hash = activation_tokens.password_hash`),
    db.run(sql`
      UPDATE activation_tokens SET voided_at = ${nowMs}
      WHERE provider_id = (SELECT provider_id FROM activation_tokens WHERE ${link})
        AND token_sha256 <> ${tokenSha256} AND used_at IS NULL AND voided_at IS NULL`),
    db.update(activationTokens).set({ usedAt: nowMs }).where(link),
  ]);
  const reopened = others[1 + entry.queries.length];
  return made.rowsAffected + (reopened?.rowsAffected ?? 0) === 1;
}

const IS_REPRESENTATIVE = sql`${memberships.role} = 'representante'`;

function representative() {
  return sql`SELECT user_id FROM memberships
    WHERE provider_id = activation_tokens.provider_id AND role = 'representante'`;
}

function acceptedPolicy() {
  return sql`SELECT policy_version FROM consents WHERE id = activation_tokens.consent_id`;
}

function usable(tokenSha256: string, nowMs: number) {
  return and(
    eq(activationTokens.tokenSha256, tokenSha256),
    isNull(activationTokens.usedAt),
    isNull(activationTokens.voidedAt),
    sql`${activationTokens.expiresAt} >= ${nowMs}`,
  );
}
