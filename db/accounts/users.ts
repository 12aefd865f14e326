import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Account } from "../../domain/accounts/account.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import { affiliates, memberships, providers, users } from "../schema.ts";

/**
 * How an account is looked up: by what was typed as Usuario, or by whom a session or a link belongs
 * to.
 */
export type AccountKey =
  | { nit: string }
  | { kind: "member" | "staff"; email: string }
  | { documentType: string; documentNumber: string }
  | { id: number };

/** An account with the providers that the person may see, closed ones left out. One round trip. */
export async function findAccount(db: Db, key: AccountKey): Promise<Account | undefined> {
  const rows = await db.select(FOUND).from(users)
    .leftJoin(affiliates, eq(affiliates.id, users.affiliateId))
    .leftJoin(memberships, and(eq(memberships.userId, users.id), isNull(memberships.revokedAt)))
    .leftJoin(
      providers,
      and(eq(providers.id, memberships.providerId), isNull(providers.accessClosedAt)),
    )
    .where(isOf(key));
  const [first] = rows;
  if (!first) return undefined;
  const { user, provider, affiliate } = first;
  const isRepresentative = user.kind === "representative";
  const onFile = isRepresentative ? provider : user.kind === "affiliate" ? affiliate : user;
  return {
    id: user.id,
    kind: user.kind,
    email: user.email,
    mailbox: onFile?.email ?? null,
    name: affiliate?.name ?? user.name,
    staffRole: user.staffRole,
    passwordHash: user.passwordHash,
    isActive: user.activatedAt !== null && user.disabledAt === null && onFile !== null,
    totp: { secret: user.totpSecret, confirmedAt: user.totpConfirmedAt },
    representativeId: isRepresentative ? provider?.representativeId ?? null : null,
    memberships: rows.flatMap(membershipOf).sort(byLegalName),
    affiliate: affiliate && withoutEmail(affiliate),
  };
}

const FOUND = {
  user: users,
  role: memberships.role,
  provider: {
    id: providers.id,
    nit: providers.nit,
    legalName: providers.legalName,
    email: providers.email,
    representativeId: providers.representativeId,
  },
  affiliate: {
    id: affiliates.id,
    name: FULL_NAME,
    documentNumber: affiliates.documentNumber,
    email: affiliates.email,
  },
};

function withoutEmail({ id, name, documentNumber }: NonNullable<Account["affiliate"]>) {
  return { id, name, documentNumber };
}

type Membership = Account["memberships"][number];

function membershipOf(
  { role, provider }: { role: Membership["role"] | null; provider: Membership["provider"] | null },
): Membership[] {
  if (role === null || provider === null) return [];
  const { id, nit, legalName } = provider;
  return [{ role, provider: { id, nit, legalName } }];
}

function byLegalName(one: Membership, other: Membership): number {
  return one.provider.legalName.localeCompare(other.provider.legalName);
}

/** What lists and files show as a representative's name. */
export const REPRESENTATIVE_NAME = "Representante legal";

function isOf(key: AccountKey): SQL | undefined {
  if ("id" in key) return eq(users.id, key.id);
  if ("email" in key) return and(eq(users.kind, key.kind), eq(users.email, key.email));
  if ("documentType" in key) {
    return sql`${users.affiliateId} = (
      SELECT id FROM affiliates
      WHERE document_type = ${key.documentType} AND document_number = ${key.documentNumber})`;
  }
  return sql`${users.id} = (
    SELECT m.user_id FROM providers AS p JOIN memberships AS m
      ON m.provider_id = p.id AND m.role = 'representante' AND m.revoked_at IS NULL
    WHERE p.nit = ${key.nit})`;
}

/** Stores which version of the policies a person accepted, with the proof (Ley 1581, art. 9). */
export async function acceptPolicy(
  db: Db,
  consent: {
    userId: number;
    providerId: number | null;
    policyVersion: string;
    policySha256: string;
    acceptedAt: number;
    address: string;
  },
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.batch([
    db.run(sql`
      INSERT INTO consents (user_id, provider_id, policy_version, policy_sha256, accepted_at, address)
      VALUES (${consent.userId}, ${consent.providerId}, ${consent.policyVersion},
        ${consent.policySha256}, ${consent.acceptedAt}, ${consent.address})`),
    db.update(users).set({ acceptedPolicy: consent.policyVersion })
      .where(eq(users.id, consent.userId)),
    ...entry.queries,
  ]);
}

/** Stops offering a passkey; else it is offered until the person has one. */
export async function closePasskeyOffer(db: Db, userId: number, nowMs: number): Promise<void> {
  await db.update(users).set({ passkeyOfferClosedAt: nowMs }).where(eq(users.id, userId));
}
