import { and, isNull, sql } from "drizzle-orm";
import type { AuditEvent } from "../../domain/audit/event.ts";
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

/** Why a mail that waited when the copy was made is not sent by itself. */
const HELD = "Se restauró una copia: puede haber salido ya.";
/** The same of a message to a program (`DeliveryProblem`). */
const HELD_MESSAGE = "restored" satisfies DeliveryProblem;

/**
 * More versions of a provider's payments than can have been lost: what scripts keep under the tag of
 * one of those must not pass for a new one.
 */
const LOST_VERSIONS = 1_000_000;

/** What a restored copy no longer lets anybody do, each a number of rows. */
export type Voided = { sessions: number; links: number; mails: number };

/**
 * Voids what must not come back with a copy: sessions that were ended since, links that were used
 * since, mails and messages to programs that went out since, which people may send again by hand, and
 * the versions that answers to scripts are tagged with; then records `event`. Nobody uses the copy yet.
 */
export async function voidPending(
  { db, auditLog }: { db: Db; auditLog: AuditLog },
  event: AuditEvent,
): Promise<Voided> {
  const [ended, ...rest] = await db.batch([
    db.delete(sessions),
    db.delete(activationTokens),
    db.delete(passwordResets),
    db.delete(emailChanges),
    db.delete(invitations),
    db.delete(enrolmentKeys),
    db.update(outboxMails).set({ givenUpAt: event.at, lastProblem: HELD, claimedUntil: null })
      .where(and(isNull(outboxMails.sentAt), isNull(outboxMails.givenUpAt))),
    db.delete(keptForms),
    db.delete(passkeyChallenges),
    db.delete(idempotencyKeys),
    db.update(providers).set({ dataVersion: sql`${providers.dataVersion} + ${LOST_VERSIONS}` }),
    db.update(webhookDeliveries)
      .set({ givenUpAt: event.at, lastProblem: HELD_MESSAGE, claimedUntil: null })
      .where(and(isNull(webhookDeliveries.sentAt), isNull(webhookDeliveries.givenUpAt))),
  ]);
  const counts = rest.slice(0, 6).map((result) => Number(result.rowsAffected));
  const mails = counts.pop() ?? 0;
  const links = counts.reduce((sum, count) => sum + count, 0);
  await auditLog.record([event]);
  return { sessions: Number(ended.rowsAffected), links, mails };
}
