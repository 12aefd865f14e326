import type { InStatement, Row } from "@libsql/client";
import type { MailedLink } from "../../domain/mail/mailed_link.ts";
import { waitBeforeRetryMs, WAITS_MS } from "../../domain/mail/retry.ts";
import { isEmailAddress } from "../../domain/providers/provider.ts";
import { chunks } from "../chunks.ts";
import type { Db } from "../client.ts";
import { type Leased, leasesOf } from "../leases.ts";

/*
 * Mails are rows before they are sent, so that they are written in one batch with what they
 * announce. Of a link that opens an account the row says only what it opens: its secret is made when
 * the mail is sent, and is never stored.
 */

/**
 * What a mail is about: payments, the week, new hands, closed access, changed contacts, an inquiry, an
 * appointment, a PQRS, a request to enrol, medicines, a token that ends, messages to a program, one's
 * own account.
 */
export type MailKind =
  | "account"
  | "posting"
  | "weekly"
  | "hands"
  | "access"
  | "contacts"
  | "inquiry"
  | "appointment"
  | "attention"
  | "enrolment"
  | "medicines"
  | "token"
  | "webhook";

export type NewMail = {
  /** Two mails with the same key are the same mail: the second one is not written. */
  dedupeKey: string;
  kind: MailKind;
  providerId: number | null;
  to: string;
  subject: string;
  text: string;
  unsubscribeUrl?: string;
  /** What the link opens whose secret goes to `SECRET_PLACE` of the text. */
  link?: MailedLink;
};

/** A mail that this process may send. */
export type ClaimedMail = Leased & {
  dedupeKey: string;
  kind: string;
  to: string;
  subject: string;
  text: string;
  unsubscribeUrl: string | null;
  link: MailedLink | null;
  /** How the last try failed, also before the staff had it tried again. */
  lastProblem: string | null;
};

/** Longer than one process can need for what it claims at a time (`db/mail/delivery.ts`). */
export const LEASE_MS = 5 * 60 * 1000;
const MAILS_A_STATEMENT = 500;

/**
 * The statements that put mails into the outbox, for the batch of what they announce; none for no
 * mails. `ifChanged`: only where the statement right before them changed a row. Throws TypeError
 * where an address is not valid (R12).
 */
export function enqueueStatements(
  mails: NewMail[],
  nowMs: number,
  { ifChanged = false } = {},
): InStatement[] {
  refuseWrong(mails);
  const now = Math.trunc(nowMs);
  return [...chunks(mails, MAILS_A_STATEMENT)].map((some) => ({
    sql: ifChanged ? ENQUEUE_IF_CHANGED : ENQUEUE,
    args: { mails: JSON.stringify(some), now, attempts: 0, claimedUntil: null },
  }));
}

/**
 * Puts a mail into the outbox that this process sends at once; where it dies before, another one sends
 * it when the lease has run out. Throws TypeError where the address is not valid (R12).
 */
export async function enqueueClaimed(db: Db, mail: NewMail, nowMs: number): Promise<ClaimedMail> {
  refuseWrong([mail]);
  const now = Math.trunc(nowMs);
  const lease = { attempts: 1, claimedUntil: now + LEASE_MS };
  const args = { mails: JSON.stringify([mail]), now, ...lease };
  const [added] = await db.$client.batch([{ sql: `${ENQUEUE} RETURNING id`, args }], "write");
  const id = Number(added?.rows[0]?.id);
  return { unsubscribeUrl: null, link: null, lastProblem: null, ...mail, id, ...lease };
}

function refuseWrong(mails: NewMail[]): void {
  const wrong = mails.find(({ to, subject }) => !isEmailAddress(to) || /[\r\n]/.test(subject));
  if (wrong) throw new TypeError(`a mail of kind ${wrong.kind} has no address of one line`);
}

/**
 * The statement that puts one text into the outbox for each row of a query, which gives `dedupe_key`
 * and `to_address` by `args`: for more addresses than should be in memory.
 */
export function enqueueEach(
  { query, args }: { query: string; args: Record<string, string | number | null> },
  { kind, subject, text }: Pick<NewMail, "kind" | "subject" | "text">,
  nowMs: number,
): { sql: string; args: Record<string, string | number | null> } {
  return {
    sql: `INSERT INTO outbox_mails
        (dedupe_key, kind, to_address, subject, text, created_at, not_before, attempts)
      SELECT dedupe_key, :kind, to_address, :subject, :text, :now, :now, 0 FROM (${query}) WHERE true
      ON CONFLICT (dedupe_key) DO NOTHING`,
    args: { ...args, kind, subject, text, now: Math.trunc(nowMs) },
  };
}

/** How processes share the sending of the mails. */
export const MAIL_LEASES = leasesOf("outbox_mails", {
  columns: "dedupe_key, kind, to_address, subject, text, unsubscribe_url, link, last_problem",
  read: toMail,
  leaseMs: LEASE_MS,
  longestWaitsMs: WAITS_MS,
});

/**
 * The statement that notes that a mail could not be sent: it waits for its next attempt, or is given
 * up after the last one, and at once where trying again is useless.
 */
export function mailFailed(
  mail: Leased,
  { problem, isPermanent }: { problem: string; isPermanent: boolean },
  nowMs: number,
): InStatement {
  const waitMs = isPermanent ? undefined : waitBeforeRetryMs(mail.attempts);
  return MAIL_LEASES.failed(mail, { problem, waitMs }, nowMs);
}

/** The statement that deletes a mail whose link was never due. */
export function dropMail({ id }: Leased): InStatement {
  return { sql: "DELETE FROM outbox_mails WHERE id = :id AND sent_at IS NULL", args: { id } };
}

/** The statement that deletes unsent notices to an address. */
export function dropNoticesStatement(providerId: number, address: string): InStatement {
  return { sql: DROP_NOTICES, args: { providerId, address } };
}

const ENQUEUE = enqueueWhere("true");
const ENQUEUE_IF_CHANGED = enqueueWhere("changes() > 0");

const DROP_NOTICES = `
  DELETE FROM outbox_mails
  WHERE provider_id = :providerId AND sent_at IS NULL AND unsubscribe_url IS NOT NULL
    AND lower(to_address) = lower(:address)`;

function enqueueWhere(condition: string): string {
  return `
  INSERT INTO outbox_mails (dedupe_key, kind, provider_id, to_address, subject, text,
    unsubscribe_url, link, created_at, not_before, attempts, claimed_until)
  SELECT value ->> 'dedupeKey', value ->> 'kind', value ->> 'providerId', value ->> 'to',
    value ->> 'subject', value ->> 'text', value ->> 'unsubscribeUrl', value ->> 'link', :now, :now,
    :attempts, :claimedUntil
  FROM json_each(:mails) WHERE ${condition}
  ON CONFLICT (dedupe_key) DO NOTHING`;
}

function toMail(row: Row): Omit<ClaimedMail, keyof Leased> {
  return {
    dedupeKey: String(row.dedupe_key),
    kind: String(row.kind),
    to: String(row.to_address),
    subject: String(row.subject),
    text: String(row.text),
    unsubscribeUrl: row.unsubscribe_url === null ? null : String(row.unsubscribe_url),
    link: row.link === null ? null : JSON.parse(String(row.link)),
    lastProblem: row.last_problem === null ? null : String(row.last_problem),
  };
}
