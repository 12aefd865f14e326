import type { Member, Team } from "../../domain/users/team.ts";
import { and, eq, gte, isNull, ne, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { TeamRole } from "../../domain/accounts/role.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { endProgramsOfMember } from "../programs/ends.ts";
import { invitations, memberships, sessions, users } from "../schema.ts";

/* Every query names its provider, as those of payments do. */

/** Who may see a provider, and its open invitations; one round trip. */
export async function findTeam(
  db: Db,
  provider: Provider,
  nowMs: number,
  sessionsUsedSinceMs: number,
): Promise<Team> {
  const [members, open] = await db.batch([
    db.select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      createdAt: memberships.createdAt,
      hasSecondFactor: sql<boolean>`${users.totpConfirmedAt} IS NOT NULL`.mapWith(Boolean),
      isDisabled: sql<boolean>`${users.disabledAt} IS NOT NULL`.mapWith(Boolean),
      lastUsedAt: sql<number | null>`(
        SELECT max(last_used_at) FROM sessions
        WHERE sessions.user_id = ${users.id} AND sessions.provider_id = ${provider.id})`,
      openSessions: sql<number>`(
        SELECT count(*) FROM sessions
        WHERE sessions.user_id = ${users.id} AND sessions.provider_id = ${provider.id}
          AND ended_at IS NULL AND last_used_at >= ${sessionsUsedSinceMs})`,
    }).from(memberships).innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.providerId, provider.id), isNull(memberships.revokedAt))),
    db.select(INVITATION).from(invitations).where(isOpen(provider, nowMs)),
  ]);
  return {
    members: members.sort(byPlaceAndName),
    invitations: open.sort((one, other) => other.createdAt - one.createdAt),
  };
}

const INVITATION = {
  handle: invitations.handle,
  email: invitations.email,
  role: invitations.role,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
};

function isOpen(provider: Provider, nowMs: number) {
  return and(
    eq(invitations.providerId, provider.id),
    isNull(invitations.usedAt),
    isNull(invitations.voidedAt),
    gte(invitations.expiresAt, nowMs),
  );
}

/** The representative first, then by name. */
function byPlaceAndName(one: Member, other: Member): number {
  const place = (member: Member) => Number(member.role !== "representante");
  return place(one) - place(other) || one.name.localeCompare(other.name);
}

/** Whether somebody of the team has this address already, disabled or not. */
export async function isTeamAddress(db: Db, provider: Provider, email: string): Promise<boolean> {
  const [row] = await db.select({ one: sql`1` }).from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId)).where(and(
      eq(memberships.providerId, provider.id),
      isNull(memberships.revokedAt),
      eq(users.email, email),
    ));
  return row !== undefined;
}

/**
 * Changes what a member may do, voids her open invitations and ends her tokens and webhooks where
 * she may no longer make any; the representative's role stays.
 * Answers whether there was such a member.
 */
export async function changeRole(
  db: Db,
  provider: Provider,
  userId: number,
  { role, nowMs }: { role: TeamRole; nowMs: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [, changed] = await db.batch([
    voidInvitationsOf(db, provider, userId, nowMs),
    db.update(memberships).set({ role }).where(isMember(provider, userId)),
    ...entry.queries,
    ...endProgramsOfMember(db, provider, userId, nowMs),
  ]);
  return changed.rowsAffected === 1;
}

/**
 * Removes a member, voids her open invitations and ends her sessions, tokens and webhooks with this
 * provider at once.
 */
export async function revokeMember(
  db: Db,
  provider: Provider,
  userId: number,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [, revoked] = await db.batch([
    voidInvitationsOf(db, provider, userId, nowMs),
    db.update(memberships).set({ revokedAt: nowMs }).where(isMember(provider, userId)),
    ...entry.queries,
    ...endProgramsOfMember(db, provider, userId, nowMs),
    db.update(sessions).set({ endedAt: nowMs }).where(and(
      eq(sessions.userId, userId),
      eq(sessions.providerId, provider.id),
      isNull(sessions.endedAt),
      sql`EXISTS (SELECT 1 FROM memberships WHERE user_id = ${userId}
        AND provider_id = ${provider.id} AND revoked_at IS NOT NULL)`,
    )),
  ]);
  return revoked.rowsAffected === 1;
}

/**
 * The statement that voids every open invitation to this team that a member sent or that went to
 * her address (S9, tests/routes/users/invitation_open_test.ts): by none of them may she come back,
 * or take her role back. It goes before the change, because it asks whether she is a member.
 */
function voidInvitationsOf(db: Db, provider: Provider, userId: number, nowMs: number) {
  const address = sql`(SELECT email FROM users WHERE id = ${userId})`;
  return db.update(invitations).set({ voidedAt: nowMs }).where(and(
    eq(invitations.providerId, provider.id),
    isNull(invitations.usedAt),
    isNull(invitations.voidedAt),
    sql`(${invitations.invitedBy} = ${userId} OR ${invitations.email} = ${address})`,
    sql`EXISTS (SELECT 1 FROM memberships WHERE ${isMember(provider, userId)})`,
  ));
}

function isMember(provider: Provider, userId: number) {
  return and(
    eq(memberships.providerId, provider.id),
    eq(memberships.userId, userId),
    ne(memberships.role, "representante"),
    isNull(memberships.revokedAt),
  );
}
