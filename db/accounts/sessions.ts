import { and, desc, eq, gte, isNull, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Provider } from "../../domain/providers/provider.ts";
import type { ProviderRole, StaffRole } from "../../domain/accounts/role.ts";
import { MAX_CLOCK_AHEAD_MS } from "../../domain/accounts/clock.ts";
import {
  SESSION_IDLE_MS,
  SESSION_LIFETIME_MS,
  type SessionTimes,
} from "../../domain/accounts/session.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { ask, often, question, type Values } from "../question.ts";
import { familyMember } from "../family_member.ts";
import { FULL_NAME } from "../full_name.ts";
import { affiliates, memberships, providers, sessions, users } from "../schema.ts";
import type { FamilyMember, Head } from "../../domain/affiliates/family.ts";
import type { Person } from "../../domain/accounts/person.ts";
import type { UserKind } from "../../domain/accounts/account.ts";

/** A session, the person who holds it, and the provider that she works with in it. */
export type StoredSession = SessionTimes & {
  id: string;
  userId: number;
  secondFactorAt: number | null;
  /** Version of the provider's payments; null where she works with none. */
  dataVersion: number | null;
  user: {
    kind: UserKind;
    name: string;
    email: string | null;
    staffRole: StaffRole | null;
    hasSecondFactor: boolean;
    acceptedPolicy: string | null;
    /** How many providers she may see. */
    providerCount: number;
  };
  /** Null for the staff, and where the membership was revoked. */
  membership: { provider: Provider; role: ProviderRole } | null;
  /** The affiliate whose session it is; null for everybody else. */
  affiliate: (Person & Head) | null;
  /** For whom she chose to act; whether she may, today, is a question of `mayActFor`. */
  actedFor: FamilyMember | null;
};

export type NewSession = {
  id: string;
  userId: number;
  providerId: number | null;
  secondFactorAt: number | null;
  nowMs: number;
  address: string;
  userAgent: string;
};

/**
 * Begins a session for whoever gave the password of `passwordHash`. Answers false where the
 * password changed, or the account was closed, while it was checked.
 */
export async function createSession(
  db: Db,
  { id, userId, providerId, secondFactorAt, nowMs, address, userAgent }: NewSession,
  passwordHash: string,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const begin = db.run(sql`
    INSERT INTO sessions (
      id, user_id, provider_id, second_factor_at, created_at, last_used_at, address, user_agent)
    SELECT ${id}, id, ${providerId}, ${secondFactorAt}, ${nowMs}, ${nowMs}, ${address}, ${userAgent}
    FROM users WHERE id = ${userId} AND password_hash = ${passwordHash}
      AND activated_at IS NOT NULL AND disabled_at IS NULL`);
  const [begun] = await db.batch([begin, ...entry.queries]);
  return begun.rowsAffected === 1;
}

/**
 * A session of a person who may still sign in; always read from the primary database. A revoked
 * membership, or a provider whose access is closed, shows no provider; an affiliate who is no longer
 * on file has no session.
 */
export async function findSession(db: Db, id: string): Promise<StoredSession | undefined> {
  const [row] = await ask(db, SESSION({ id }));
  if (!row) return undefined;
  const { role, provider, ...session } = row;
  return { ...session, membership: role && provider ? { role, provider } : null };
}

const acted = alias(affiliates, "acted");

const SESSION = often(question(
  {
    id: sessions.id,
    userId: sessions.userId,
    createdAt: sessions.createdAt,
    lastUsedAt: sessions.lastUsedAt,
    endedAt: sessions.endedAt,
    secondFactorAt: sessions.secondFactorAt,
    user: {
      kind: users.kind,
      name: users.name,
      email: users.email,
      staffRole: users.staffRole,
      hasSecondFactor: sql<boolean>`${users.totpConfirmedAt} IS NOT NULL`.mapWith(Boolean),
      acceptedPolicy: users.acceptedPolicy,
      providerCount: sql<number>`(
        SELECT count(*) FROM memberships AS m JOIN providers AS p ON p.id = m.provider_id
        WHERE m.user_id = ${users.id} AND m.revoked_at IS NULL AND p.access_closed_at IS NULL)`,
    },
    role: memberships.role,
    dataVersion: sql<number | null>`${providers.dataVersion}`,
    provider: { id: providers.id, nit: providers.nit, legalName: providers.legalName },
    affiliate: {
      id: affiliates.id,
      name: FULL_NAME,
      kind: affiliates.kind,
      state: affiliates.state,
    },
    actedFor: familyMember(acted, affiliates),
  },
  (select, { id }: Values<{ id: string }>) =>
    select.from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(
        memberships,
        and(
          eq(memberships.userId, sessions.userId),
          eq(memberships.providerId, sessions.providerId),
          isNull(memberships.revokedAt),
        ),
      )
      .leftJoin(
        providers,
        and(eq(providers.id, memberships.providerId), isNull(providers.accessClosedAt)),
      )
      .leftJoin(affiliates, eq(affiliates.id, users.affiliateId))
      .leftJoin(acted, eq(acted.id, sessions.actingFor))
      .where(and(
        eq(sessions.id, id),
        sql`(${users.affiliateId} IS NULL) = (${affiliates.id} IS NULL)`,
        isNull(users.disabledAt),
        sql`${users.activatedAt} IS NOT NULL`,
      )),
));

/** Stores that the second factor was given in this session. */
export async function confirmSecondFactor(db: Db, id: string, nowMs: number): Promise<void> {
  await db.update(sessions).set({ secondFactorAt: nowMs }).where(eq(sessions.id, id));
}

export async function touchSession(db: Db, id: string, nowMs: number): Promise<void> {
  await db.update(sessions).set({ lastUsedAt: nowMs }).where(eq(sessions.id, id));
}

/** The query of a user's live sessions, the newest first, as their index has them; for a batch. */
export function selectSessions(db: Db, userId: number, nowMs: number) {
  return db.select({
    id: sessions.id,
    createdAt: sessions.createdAt,
    lastUsedAt: sessions.lastUsedAt,
    address: sessions.address,
    userAgent: sessions.userAgent,
  }).from(sessions).where(and(
    eq(sessions.userId, userId),
    isNull(sessions.endedAt),
    gte(sessions.lastUsedAt, nowMs - SESSION_IDLE_MS),
    lte(sessions.lastUsedAt, nowMs + MAX_CLOCK_AHEAD_MS),
    gte(sessions.createdAt, nowMs - SESSION_LIFETIME_MS),
  )).orderBy(desc(sessions.createdAt));
}

/** How many sessions a user has begun, ended ones included. */
export async function countSessions(db: Db, userId: number): Promise<number> {
  return await db.$count(sessions, eq(sessions.userId, userId));
}
