import type { ResultSet } from "@libsql/client";
import { and, eq, gte, isNull, ne, sql } from "drizzle-orm";
import { may, PROVIDER_ROLES, STAFF_ROLES, staffMay } from "../../domain/accounts/role.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { invitations, providers, users } from "../schema.ts";

/** Whom an invitation makes: a member of a provider's team, or of the staff (no provider). */
export type NewInvitation = {
  tokenSha256: string;
  handle: string;
  providerId: number | null;
  email: string;
  role: string;
  /** Null where the command line invites. */
  invitedBy: number | null;
  createdAt: number;
  expiresAt: number;
};

/**
 * Stores an invitation and voids the earlier ones of the same address to the same team. Answers
 * false, and stores none, where whoever invites may no longer do so: she may have been taken out after
 * her request was let in.
 */
export async function createInvitation(
  db: Db,
  invitation: NewInvitation,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const { tokenSha256, handle, providerId, email, role, invitedBy } = invitation;
  const { createdAt, expiresAt } = invitation;
  const [stored] = await db.batch([
    db.run(sql`
      INSERT INTO invitations (
        token_sha256, handle, provider_id, email, role, invited_by, created_at, expires_at)
      SELECT ${tokenSha256}, ${handle}, ${providerId}, ${email}, ${role}, ${invitedBy},
        ${createdAt}, ${expiresAt}
      WHERE ${mayInvite(invitation)}`),
    ...entry.queries,
    db.update(invitations).set({ voidedAt: createdAt }).where(and(
      sql`${invitations.providerId} IS ${providerId}`,
      eq(invitations.email, email),
      ne(invitations.tokenSha256, tokenSha256),
      isNull(invitations.usedAt),
      isNull(invitations.voidedAt),
      sql`EXISTS (SELECT 1 FROM invitations WHERE token_sha256 = ${tokenSha256})`,
    )),
  ]);
  return stored.rowsAffected === 1;
}

const INVITING_ROLES = JSON.stringify(PROVIDER_ROLES.filter((role) => may(role, "manageTeam")));
const INVITING_STAFF = JSON.stringify(
  STAFF_ROLES.filter((role) => staffMay(role, "lookAfterPeople")),
);

function mayInvite({ invitedBy, providerId }: NewInvitation) {
  if (invitedBy === null) return sql`true`;
  const active = sql`users.id = ${invitedBy} AND activated_at IS NOT NULL AND disabled_at IS NULL`;
  if (providerId === null) {
    return sql`EXISTS (SELECT 1 FROM users
      WHERE ${active} AND staff_role IN (SELECT value FROM json_each(${INVITING_STAFF})))`;
  }
  return sql`EXISTS (SELECT 1 FROM users JOIN memberships ON user_id = users.id
    WHERE ${active} AND provider_id = ${providerId} AND revoked_at IS NULL
      AND role IN (SELECT value FROM json_each(${INVITING_ROLES})))`;
}

export type Invitation = {
  kind: "member" | "staff";
  provider: Provider | null;
  email: string;
  role: string;
};

/** What a link invites to; undefined where it was used, voided or has expired. */
export async function findInvitation(
  db: Db,
  tokenSha256: string,
  nowMs: number,
): Promise<Invitation | undefined> {
  const [row] = await db.select({
    email: invitations.email,
    role: invitations.role,
    provider: { id: providers.id, nit: providers.nit, legalName: providers.legalName },
  }).from(invitations).leftJoin(providers, eq(providers.id, invitations.providerId))
    .where(usable(tokenSha256, nowMs));
  return row && { ...row, kind: row.provider === null ? "staff" : "member" };
}

/** Withdraws an open invitation of a provider; answers whether there was one. */
export async function voidInvitation(
  db: Db,
  provider: Provider,
  handle: string,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [voided] = await db.batch([
    db.update(invitations).set({ voidedAt: nowMs }).where(and(
      eq(invitations.providerId, provider.id),
      eq(invitations.handle, handle),
      isNull(invitations.usedAt),
      isNull(invitations.voidedAt),
    )),
    ...entry.queries,
  ]);
  return voided.rowsAffected === 1;
}

/** Who accepts: somebody new, with name and password, or a person who has an account already. */
export type Joining = {
  tokenSha256: string;
  nowMs: number;
  policyVersion: string;
  newcomer?: { id: number; name: string; passwordHash: string };
};

/** The number that the next newcomer gets, so that the event of her coming can name her. */
export async function nextUserId(db: Db): Promise<number> {
  const [row] = await db.select({ id: sql<number>`coalesce(max(${users.id}), 0) + 1` }).from(users);
  return row?.id ?? 1;
}

/**
 * Uses an invitation once: makes the person where she is new, and her membership. Somebody who has
 * joined the team meanwhile keeps her role. Answers whether this call let her in.
 */
export async function acceptInvitation(
  db: Db,
  { tokenSha256, nowMs, policyVersion, newcomer }: Joining,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const link = usable(tokenSha256, nowMs);
  const kind = sql`CASE WHEN provider_id IS NULL THEN 'staff' ELSE 'member' END`;
  const person =
    sql`SELECT id FROM users WHERE users.email = invitations.email AND users.kind = ${kind}`;
  const { id = 0, name = "", passwordHash = "" } = newcomer ?? {};
  const results = await db.batch([
    db.run(sql`
      INSERT INTO users (
        id, kind, email, name, staff_role, password_hash, activated_at, accepted_policy)
      SELECT ${id}, ${kind}, email, ${name}, CASE WHEN provider_id IS NULL THEN role END,
        ${passwordHash}, ${nowMs}, ${policyVersion}
      FROM invitations WHERE ${link} AND ${passwordHash} <> '' AND NOT EXISTS (${person})
        AND NOT EXISTS (SELECT 1 FROM users WHERE id = ${id})`),
    db.run(sql`
      UPDATE users SET staff_role = link.role FROM (
        SELECT role, (${person}) AS id FROM invitations WHERE ${link} AND provider_id IS NULL
      ) AS link WHERE users.id = link.id`),
    ...entry.queries,
    db.run(sql`
      INSERT INTO memberships (user_id, provider_id, role, created_at)
      SELECT (${person}), provider_id, role, ${nowMs} FROM invitations
      WHERE ${link} AND provider_id IS NOT NULL AND EXISTS (${person})
      ON CONFLICT (user_id, provider_id) DO UPDATE SET
        role = excluded.role, created_at = excluded.created_at, revoked_at = NULL
        WHERE memberships.revoked_at IS NOT NULL`),
    ...entry.queries,
    db.run(sql`
      UPDATE invitations SET used_at = ${nowMs} WHERE ${link} AND EXISTS (${person})`),
  ]);
  const [madeStaff, joined] = [results[1], results[2 + entry.queries.length]];
  const rows = (result: ResultSet | undefined) => result?.rowsAffected ?? 0;
  return rows(results.at(-1)) === 1 && rows(madeStaff) + rows(joined) === 1;
}

function usable(tokenSha256: string, nowMs: number) {
  return and(
    eq(invitations.tokenSha256, tokenSha256),
    isNull(invitations.usedAt),
    isNull(invitations.voidedAt),
    gte(invitations.expiresAt, nowMs),
  );
}
