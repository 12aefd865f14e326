import type { MailProblem } from "../../domain/mail/failed_mail.ts";
import { SECRET_PLACE } from "../../domain/mail/mailed_link.ts";
import { MAX_ATTEMPTS } from "../../domain/mail/retry.ts";
import type { Mail, Mailer } from "../../lib/mail/message.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { MailError } from "../../lib/mail/smtp.ts";
import type { Db } from "../client.ts";
import { noteEnd, sendDue } from "../leases.ts";
import { makeLink } from "../mailed_links.ts";
import { type ClaimedMail, dropMail, MAIL_LEASES, mailFailed } from "./outbox.ts";

/** Five mails of at most 30 s each stay well within a lease of five minutes. */
const MAILS_A_CLAIM = 5;
export const MAILS_AT_ONCE = 4;
const MIN_LEASE_LEFT_MS = 60 * 1000;
const MESSAGE_ID_LENGTH = 32;

type Log = (level: "warning", event: string, details: Record<string, unknown>) => void;

export type DeliveryOptions = { signal?: AbortSignal; log?: Log };

/**
 * Sends every mail that is due, a few at once, until none is left. When `signal` asks to stop, what
 * is under way ends, what was not begun is given back.
 *
 * A mail is sent twice only where the process dies, or the database fails, between the mail
 * server's answer and `sent_at`; or where the server took the mail and its answer was lost. The
 * second copy has the same Message-ID, by which the receiver may recognise it; with a link it has
 * another one.
 */
export async function deliverOutbox(
  db: Db,
  mailer: Mailer,
  now: () => number,
  { signal, log = () => {} }: DeliveryOptions = {},
): Promise<void> {
  const deliver = (mail: ClaimedMail) => deliverMail(db, mailer, mail, { now, log });
  const keepConnections = mailer.during ?? ((work) => work());
  const how = { leases: MAIL_LEASES, atOnce: MAILS_AT_ONCE, aClaim: MAILS_A_CLAIM, now, signal };
  await keepConnections(() => sendDue(db, { ...how, minLeftMs: MIN_LEASE_LEFT_MS }, deliver));
}

/** Sends a mail that this process has claimed, and notes how that ended. */
export async function deliverMail(
  db: Db,
  mailer: Mailer,
  claimed: ClaimedMail,
  { now, log }: { now: () => number; log: Log },
): Promise<void> {
  const error = await trySending(db, mailer, claimed, now());
  if (!error) return await noteEnd(db, [MAIL_LEASES.sent(claimed, now())]);
  // Of what was never due nobody needs to know; what the staff saw in its list must not vanish.
  if (error === LINK_ENDED && claimed.lastProblem === null) {
    return await noteEnd(db, [dropMail(claimed)]);
  }
  log("warning", "mail not sent", describe(claimed, error));
  await noteEnd(db, [mailFailed(claimed, error, now())]);
}

/** A mail whose every attempt ended with its process is given up: it may be what kills the process. */
const CUT_SHORT = new MailError("cutShort" satisfies MailProblem, true);
const LINK_ENDED = new MailError("linkEnded" satisfies MailProblem, true);

async function trySending(
  db: Db,
  mailer: Mailer,
  claimed: ClaimedMail,
  nowMs: number,
): Promise<MailError | undefined> {
  if (claimed.attempts > MAX_ATTEMPTS) return CUT_SHORT;
  const mail = await withLink(db, claimed, nowMs);
  return mail ? await send(mailer, mail) : LINK_ENDED;
}

/** The mail with a new secret in its link, where it has one; undefined where that is no longer due. */
async function withLink(
  db: Db,
  mail: ClaimedMail,
  nowMs: number,
): Promise<ClaimedMail | undefined> {
  if (mail.link === null) return mail;
  const token = await makeLink(db, mail.link, mail.to, nowMs);
  return token === undefined
    ? undefined
    : { ...mail, text: mail.text.replaceAll(SECRET_PLACE, token) };
}

async function send(mailer: Mailer, mail: ClaimedMail): Promise<MailError | undefined> {
  try {
    await mailer.send(toMail(mail));
    return undefined;
  } catch (error) {
    if (error instanceof MailError) return error;
    return new MailError(error instanceof Error ? error.name : "unknown", false);
  }
}

/** A link is another one at each try, so a receiver must not take its mail for the earlier one. */
function toMail(claimed: ClaimedMail): Mail {
  const { dedupeKey, to, subject, text, unsubscribeUrl, link, attempts } = claimed;
  const named = link === null ? dedupeKey : `${dedupeKey} ${attempts}`;
  const messageId = sha256(named).slice(0, MESSAGE_ID_LENGTH);
  const mail: Mail = { to, subject, text, messageId };
  return unsubscribeUrl === null ? mail : { ...mail, headers: unsubscribeHeaders(unsubscribeUrl) };
}

/** RFC 2369 and, for the button of mail programs that post by themselves, RFC 8058. */
function unsubscribeHeaders(url: string): Record<string, string> {
  return { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

/** No address and no subject: the log names no person. */
function describe({ id, kind, attempts }: ClaimedMail, { problem, isPermanent }: MailError) {
  const isGivenUp = isPermanent || attempts >= MAX_ATTEMPTS;
  return { mail: id, kind, attempts, problem, isGivenUp };
}
