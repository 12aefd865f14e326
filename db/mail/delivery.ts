import { MAX_ATTEMPTS } from "../../domain/mail/retry.ts";
import type { log } from "../../lib/log.ts";
import type { Mail, Mailer } from "../../lib/mail/message.ts";
import { createQueue } from "../../lib/queue.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { MailError } from "../../lib/mail/smtp.ts";
import type { Db } from "../client.ts";
import {
  type ClaimedMail,
  claimMails,
  hasDueMails,
  markFailed,
  markSent,
  releaseMail,
} from "./outbox.ts";

/** Five rounds of at most 30 s each stay well within a lease of five minutes. */
export const MAILS_A_CLAIM = 20;
export const MAILS_AT_ONCE = 4;
/** What is begun must end before the lease does, or another process sends the same mail. */
const MIN_LEASE_LEFT_MS = 60 * 1000;
const MESSAGE_ID_LENGTH = 32;
/** While another process writes for long, a mail that was sent must still be marked as sent. */
const TRIES_TO_NOTE = 5;

export type DeliveryOptions = { signal?: AbortSignal; log?: typeof log };

/**
 * Sends every mail that is due, a few at once, until none is left. When `signal` asks to stop, what
 * is under way ends, what was not begun is given back.
 *
 * A mail is sent twice only where the process dies, or the database fails, between the mail
 * server's answer and `sent_at`; or where the server took the mail and its answer was lost. The
 * second copy has the same Message-ID, by which the receiver may recognise it.
 */
export async function deliverOutbox(
  db: Db,
  mailer: Mailer,
  now: () => number,
  { signal, log = () => {} }: DeliveryOptions = {},
): Promise<void> {
  const deliver = async (mail: ClaimedMail) => {
    const isLate = now() > mail.claimedUntil - MIN_LEASE_LEFT_MS;
    if (signal?.aborted || isLate) return await releaseMail(db, mail);
    const error = await send(mailer, mail);
    if (!error) return await insist(() => markSent(db, mail, now()));
    log("warning", "mail not sent", describe(mail, error));
    await markFailed(db, mail, error, now());
  };
  const keepConnections = mailer.during ?? ((work) => work());
  await keepConnections(async () => {
    while (!signal?.aborted && await hasDueMails(db, now())) {
      await inTurn(await claimMails(db, MAILS_A_CLAIM, now()), deliver);
    }
  });
}

/** Where sending one mail throws, the others still end; then the error is thrown on. */
async function inTurn(
  claimed: ClaimedMail[],
  deliver: (mail: ClaimedMail) => Promise<void>,
): Promise<void> {
  const queue = createQueue({ atOnce: MAILS_AT_ONCE, longestLine: MAILS_A_CLAIM });
  const ends = await Promise.allSettled(claimed.map((mail) => queue.run(() => deliver(mail))));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}

/**
 * A mail whose every attempt ended with its process is given up: it may be what kills the process.
 */
async function send(mailer: Mailer, mail: ClaimedMail): Promise<MailError | undefined> {
  if (mail.attempts > MAX_ATTEMPTS) return new MailError("every attempt was cut short", true);
  try {
    await mailer.send(toMail(mail));
    return undefined;
  } catch (error) {
    if (error instanceof MailError) return error;
    return new MailError(error instanceof Error ? error.name : "unknown", false);
  }
}

async function insist(note: () => Promise<void>): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await note();
    } catch (error) {
      if (attempt === TRIES_TO_NOTE) throw error;
    }
  }
}

function toMail({ dedupeKey, to, subject, text, unsubscribeUrl }: ClaimedMail): Mail {
  const messageId = sha256(dedupeKey).slice(0, MESSAGE_ID_LENGTH);
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
