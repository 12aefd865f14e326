import { and, isNull, sql } from "drizzle-orm";
import type { AuditEvent } from "../../domain/audit/event.ts";
import type { MailProblem } from "../../domain/mail/failed_mail.ts";
import type { DeliveryProblem } from "../../domain/programs/delivery.ts";
import type { AuditLog } from "../audit/events.ts";
import type { Db } from "../client.ts";
import {
  activationTokens,
  emailChanges,
  enrolmentKeys,
  idempotencyKeys,
  invitations,
  keptForms,
  outboxMails,
  passkeyChallenges,
  passwordResets,
  providers,
  sessions,
  webhookDeliveries,
} from "../schema.ts";

/** Why a mail or a message to a program that waited when the copy was made is not sent by itself. */
const HELD = "restored" satisfies MailProblem & DeliveryProblem;

/**
 * More versions of a provider's payments than can have been lost: what scripts keep under the tag of
 * one of those must not pass for a new one.
 */
const LOST_VERSIONS = 1_000_000;

/** What a mailed secret opens. */
const LINKS = [activationTokens, passwordResets, emailChanges, invitations, enrolmentKeys];
/** What somebody had begun. */
const SHORT_LIVED = [keptForms, passkeyChallenges, idempotencyKeys];

/**
 * What a restored copy no longer lets anybody do, each a number of rows: `mails` and `messages` (to
 * programs) are held.
 */
export type Voided = { sessions: number; links: number; mails: number; messages: number };

/**
 * Voids what must not come back with a copy: sessions that were ended since, links that were used
 * since, mails and messages to programs that went out since, which people may send again by hand, and
 * the versions that answers to scripts are tagged with; then records `event`. Nobody uses the copy yet.
 */
export async function voidPending(
  { db, auditLog }: { db: Db; auditLog: AuditLog },
  event: AuditEvent,
): Promise<Voided> {
  const ended = await db.delete(sessions);
  let links = 0;
  for (const table of LINKS) links += (await db.delete(table)).rowsAffected;
  const mails = await db.update(outboxMails)
    .set({ givenUpAt: event.at, lastProblem: HELD, claimedUntil: null })
    .where(and(isNull(outboxMails.sentAt), isNull(outboxMails.givenUpAt)));
  const messages = await db.update(webhookDeliveries)
    .set({ givenUpAt: event.at, lastProblem: HELD, claimedUntil: null })
    .where(and(isNull(webhookDeliveries.sentAt), isNull(webhookDeliveries.givenUpAt)));
  for (const table of SHORT_LIVED) await db.delete(table);
  await db.update(providers)
    .set({ dataVersion: sql`${providers.dataVersion} + ${LOST_VERSIONS}` });
  await auditLog.record([event]);
  return {
    sessions: ended.rowsAffected,
    links,
    mails: mails.rowsAffected,
    messages: messages.rowsAffected,
  };
}
