import { and, eq, isNull, sql } from "drizzle-orm";
import type { AccountOwner } from "../../domain/accounts/registration.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { activationTokens } from "../schema.ts";

export type NewConsent = {
  policyVersion: string;
  policySha256: string;
  acceptedAt: number;
  address: string;
};

export type NewActivation = {
  tokenSha256: string;
  passwordHash: string;
  createdAt: number;
  expiresAt: number;
  /** Set where the link must never work, because it is sent to nobody. */
  voidedAt: number | null;
};

/** No affiliate has this number. */
export const NOBODY = { affiliateId: 0 };

/**
 * Stores the proof that the policy was accepted, and the registration's own link; of nobody, nothing.
 * Links of earlier registrations go on: whoever else knows what was asked must not end them.
 */
export async function createActivation(
  db: Db,
  owner: AccountOwner,
  consent: NewConsent,
  { tokenSha256, passwordHash, createdAt, expiresAt, voidedAt }: NewActivation,
): Promise<void> {
  const { providerId, affiliateId } = idsOf(owner);
  await db.batch([
    db.run(sql`
      INSERT INTO consents (
        provider_id, affiliate_id, policy_version, policy_sha256, accepted_at, address)
      SELECT ${providerId}, ${affiliateId}, ${consent.policyVersion}, ${consent.policySha256},
        ${consent.acceptedAt}, ${consent.address}
      WHERE EXISTS (SELECT 1 FROM providers WHERE id = ${providerId})
        OR EXISTS (SELECT 1 FROM affiliates WHERE id = ${affiliateId})`),
    db.run(sql`
      INSERT INTO activation_tokens (token_sha256, provider_id, affiliate_id, password_hash,
        created_at, expires_at, voided_at, consent_id)
      SELECT ${tokenSha256}, ${providerId}, ${affiliateId}, ${passwordHash}, ${createdAt},
        ${expiresAt}, ${voidedAt}, last_insert_rowid() WHERE changes() = 1`),
  ]);
}

function idsOf(owner: AccountOwner) {
  return "providerId" in owner
    ? { providerId: owner.providerId, affiliateId: null }
    : { providerId: null, affiliateId: owner.affiliateId };
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
        token_sha256, provider_id, affiliate_id, password_hash, created_at, expires_at, consent_id)
      SELECT ${tokenSha256}, provider_id, affiliate_id, password_hash, ${createdAt}, ${expiresAt}, consent_id
      FROM activation_tokens WHERE ${waiting} LIMIT 1`),
    db.update(activationTokens).set({ voidedAt: createdAt })
      .where(and(waiting, sql`${activationTokens.tokenSha256} <> ${tokenSha256}`)),
  ]);
  return made.rowsAffected === 1;
}

/** Whose a link is and its password's hash; undefined where it may not be used. */
export async function findActivation(
  db: Db,
  tokenSha256: string,
  nowMs: number,
): Promise<{ owner: AccountOwner; passwordHash: string } | undefined> {
  const { providerId, affiliateId, passwordHash } = activationTokens;
  const [row] = await db.select({ providerId, affiliateId, passwordHash })
    .from(activationTokens).where(usable(tokenSha256, nowMs));
  if (!row) return undefined;
  const owner = row.providerId === null
    ? { affiliateId: row.affiliateId ?? NOBODY.affiliateId }
    : { providerId: row.providerId };
  return { owner, passwordHash: row.passwordHash };
}

/**
 * Uses a link once: makes the account, or opens again the one that a change of hands closed. Then the
 * links of all other registrations of the owner are void, and their consents count for nobody.
 * Answers whether this call was the one.
 */
export async function activate(
  db: Db,
  tokenSha256: string,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const link = usable(tokenSha256, nowMs);
  const [, , , , used] = await db.batch([
    db.run(sql`
      INSERT INTO users (kind, affiliate_id, password_hash, activated_at, accepted_policy)
      SELECT iif(affiliate_id IS NULL, 'representative', 'affiliate'), affiliate_id, password_hash,
        ${nowMs}, (${acceptedPolicy()})
      FROM activation_tokens WHERE ${link} AND NOT EXISTS (${account()})`),
    db.run(sql`
      INSERT INTO memberships (user_id, provider_id, role, created_at)
      SELECT last_insert_rowid(), provider_id, 'representante', ${nowMs}
      FROM activation_tokens WHERE ${link} AND provider_id IS NOT NULL AND changes() = 1`),
    db.run(sql`
      UPDATE users SET activated_at = ${nowMs}, password_hash = link.password_hash,
        accepted_policy = link.accepted_policy
      FROM (
        SELECT password_hash, (${account()}) AS user_id, (${acceptedPolicy()}) AS accepted_policy
        FROM activation_tokens WHERE ${link}
      ) AS link WHERE users.id = link.user_id AND users.activated_at IS NULL`),
    db.run(sql`
      UPDATE consents SET user_id = u.id
      FROM activation_tokens CROSS JOIN users AS u ON u.id = (${account()})
      WHERE ${link} AND consents.id = consent_id AND u.password_hash = activation_tokens.password_hash`),
    db.run(sql`
      UPDATE activation_tokens SET used_at = ${nowMs}
      WHERE ${link} AND EXISTS (SELECT 1 FROM users WHERE id = (${account()})
        AND activated_at = ${nowMs} AND password_hash = activation_tokens.password_hash)`),
    ...entry.queries,
    voidOthers(db, tokenSha256, nowMs),
  ]);
  return used.rowsAffected === 1;
}

/** The links of all other registrations of the owner whose link was used now. */
function voidOthers(db: Db, tokenSha256: string, nowMs: number) {
  return db.run(sql`
    UPDATE activation_tokens SET voided_at = ${nowMs}
    WHERE used_at IS NULL AND voided_at IS NULL AND token_sha256 IN (
      SELECT other.token_sha256 FROM activation_tokens AS spent JOIN activation_tokens AS other
        ON other.provider_id = spent.provider_id OR other.affiliate_id = spent.affiliate_id
      WHERE spent.token_sha256 = ${tokenSha256} AND spent.used_at = ${nowMs})`);
}

/** The account of a link's owner. */
function account() {
  return sql`SELECT user_id FROM memberships
      WHERE provider_id = activation_tokens.provider_id AND role = 'representante'
    UNION ALL SELECT id FROM users WHERE affiliate_id = activation_tokens.affiliate_id`;
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
