import type { UserRecord } from "../../domain/users/user_record.ts";
import { and, desc, eq, gte, isNull, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { affiliates, auditEvents, memberships, providers, staffNotes, users } from "../schema.ts";
import { selectSessions } from "../accounts/sessions.ts";

const ATTEMPTS_SINCE_MS = 24 * 60 * 60 * 1000;
const MAX_NOTES = 50;

/** A person by her id; undefined where there is none. One round trip. */
export async function findUserRecord(
  db: Db,
  id: number,
  nowMs: number,
): Promise<UserRecord | undefined> {
  const [[user], teams, open, notes, refused] = await db.batch([
    db.select(SHOWN).from(users).leftJoin(affiliates, eq(affiliates.id, users.affiliateId))
      .where(eq(users.id, id)),
    db.select({
      id: providers.id,
      nit: providers.nit,
      legalName: providers.legalName,
      role: memberships.role,
      email: providers.email,
      representativeName: providers.representativeName,
      isClosed: sql<boolean>`${providers.accessClosedAt} IS NOT NULL`.mapWith(Boolean),
    }).from(memberships).innerJoin(providers, eq(providers.id, memberships.providerId))
      .where(and(eq(memberships.userId, id), isNull(memberships.revokedAt))),
    selectSessions(db, id, nowMs),
    db.select({
      at: staffNotes.at,
      act: staffNotes.act,
      staffName: users.name,
      reason: staffNotes.reason,
    }).from(staffNotes).innerJoin(users, eq(users.id, staffNotes.staffId))
      .where(eq(staffNotes.userId, id)).orderBy(desc(staffNotes.at)).limit(MAX_NOTES),
    db.select({ source: auditEvents.source }).from(auditEvents).where(and(
      eq(auditEvents.userId, id),
      gte(auditEvents.at, nowMs - ATTEMPTS_SINCE_MS),
      eq(auditEvents.name, "signIn"),
      eq(auditEvents.result, "refused"),
    )),
  ]);
  if (!user) return undefined;
  const refusedSources = [...new Set(refused.map(({ source }) => source))];
  return { ...user, providers: teams, sessions: open, notes, refusedSources };
}

const SHOWN = {
  affiliate: {
    documentType: affiliates.documentType,
    documentNumber: affiliates.documentNumber,
    email: affiliates.email,
  },
  id: users.id,
  kind: users.kind,
  name: users.name,
  email: users.email,
  staffRole: users.staffRole,
  activatedAt: users.activatedAt,
  disabledAt: users.disabledAt,
  secondFactorSince: users.totpConfirmedAt,
  passkeyCount: sql<number>`(SELECT count(*) FROM passkeys AS k WHERE k.user_id = users.id)`,
  recoveryCodesLeft: sql<number>`(
    SELECT count(*) FROM recovery_codes AS r WHERE r.user_id = users.id AND r.used_at IS NULL)`,
};
