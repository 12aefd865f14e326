import { and, isNotNull, lt, or } from "drizzle-orm";
import { SESSION_LIFETIME_MS } from "../domain/accounts/session.ts";
import type { Db } from "./client.ts";
import { sweepAppointments } from "./appointments/sweep.ts";
import { sweepEnrolments } from "./enrolment/sweep.ts";
import { sweepLeftFiles } from "./files.ts";
import { ANSWERS_KEPT_MS } from "./idempotency.ts";
import { sweepAbandonedLoads } from "./loads/dropping.ts";
import { sweepEndedUploads } from "./loads/uploads/dropping.ts";
import { MAIL_LEASES } from "./mail/outbox.ts";
import { MESSAGE_LEASES } from "./programs/webhook_sending.ts";
import { sweepKeptLists } from "./reconciliation/kept_lists.ts";
import {
  activationTokens,
  attempts,
  emailChanges,
  idempotencyKeys,
  invitations,
  keptForms,
  knownPlaces,
  outboxMails,
  passkeyChallenges,
  passwordResets,
  sessions,
  troubles,
  webhookDeliveries,
} from "./schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const ATTEMPTS_KEPT_MS = DAY_MS;
const ENDED_KEPT_MS = 30 * DAY_MS;
const GIVEN_UP_KEPT_MS = 90 * DAY_MS;
export const PLACES_KEPT_MS = 180 * DAY_MS;

/**
 * Removes what is no longer needed: old attempts, ended sessions, spent links, old places, answers to
 * keyed requests, kept forms, mails that went out or were given up long ago, messages to programs and
 * troubles of more than a month, drafts of appointments, lists of cruces, files that no row took, and
 * what loads of dead processes left. Appointments that began are past. What a clock that was ahead
 * noted for later than anything waits is made due.
 */
export async function sweepSpent(db: Db, nowMs: number): Promise<void> {
  const ended = nowMs - ENDED_KEPT_MS;
  await db.batch([
    db.delete(attempts).where(and(
      lt(attempts.lastAt, nowMs - ATTEMPTS_KEPT_MS),
      lt(attempts.blockedUntil, nowMs),
    )),
    db.delete(knownPlaces).where(lt(knownPlaces.lastAt, nowMs - PLACES_KEPT_MS)),
    db.delete(sessions).where(or(
      and(isNotNull(sessions.endedAt), lt(sessions.endedAt, ended)),
      lt(sessions.createdAt, ended - SESSION_LIFETIME_MS),
    )),
    db.delete(activationTokens).where(lt(activationTokens.expiresAt, ended)),
    db.delete(passwordResets).where(lt(passwordResets.expiresAt, ended)),
    db.delete(emailChanges).where(lt(emailChanges.expiresAt, ended)),
    db.delete(invitations).where(lt(invitations.expiresAt, ended)),
    db.delete(keptForms).where(lt(keptForms.expiresAt, nowMs)),
    db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, nowMs)),
    db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, nowMs - ANSWERS_KEPT_MS)),
    db.delete(outboxMails).where(lt(outboxMails.sentAt, ended)),
    db.delete(outboxMails).where(lt(outboxMails.givenUpAt, nowMs - GIVEN_UP_KEPT_MS)),
    db.delete(troubles).where(lt(troubles.at, ended)),
    db.delete(webhookDeliveries).where(lt(webhookDeliveries.createdAt, ended)),
  ]);
  await db.$client.batch([MAIL_LEASES.pullBack(nowMs), MESSAGE_LEASES.pullBack(nowMs)], "write");
  await sweepAppointments(db, nowMs);
  await sweepEnrolments(db, nowMs);
  await sweepKeptLists(db, nowMs);
  await sweepLeftFiles(db, nowMs);
  await sweepAbandonedLoads(db, nowMs);
  await sweepEndedUploads(db, nowMs);
}
