import type { InStatement, Row } from "@libsql/client";
import { waitBeforeRetryMs } from "../../domain/mail/retry.ts";
import { isEmailAddress } from "../../domain/providers/provider.ts";
import { chunks } from "../chunks.ts";
import type { Db } from "../client.ts";

/*
 * Mails are rows before they are sent, so that they are written in one batch with what they
 * announce. A process that sends one holds its lease; where the process dies, another one sends the
 * mail once the lease has run out. No secret link goes this way: it would be stored in the
 * database.
 */

/**
 * What a mail is about: payments, the week, new hands, closed access, changed contacts, an inquiry, an
 * appointment, a PQRS, medicines, a token that ends.
 */
export type MailKind =
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
  | "token";

export type NewMail = {
  /** Two mails with the same key are the same mail: the second one is not written. */
  dedupeKey: string;
  kind: MailKind;
  providerId: number | null;
  to: string;
  subject: string;
  text: string;
  unsubscribeUrl?: string;
};

/** A mail that this process may send until `claimedUntil`; `attempts` counts this one. */
export type ClaimedMail = {
  id: number;
  dedupeKey: string;
  kind: string;
  to: string;
  subject: string;
  text: string;
  unsubscribeUrl: string | null;
  attempts: number;
  claimedUntil: number;
};

/** Longer than one process can need for what it claims at once (`db/mail/delivery.ts`). */
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
  const wrong = mails.find(({ to, subject }) => !isEmailAddress(to) || /[\r\n]/.test(subject));
  if (wrong) throw new TypeError(`a mail of kind ${wrong.kind} has no address of one line`);
  const now = Math.trunc(nowMs);
  return [...chunks(mails, MAILS_A_STATEMENT)].map((some) => ({
    sql: ifChanged ? ENQUEUE_IF_CHANGED : ENQUEUE,
    args: { mails: JSON.stringify(some), now },
  }));
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

/** Whether a mail waits that may be sent now: asked first, because claiming takes the write lock. */
export async function hasDueMails(db: Db, nowMs: number): Promise<boolean> {
  const { rows } = await db.$client.execute({ sql: HAS_DUE, args: { now: Math.trunc(nowMs) } });
  return rows.length > 0;
}

/** Leases mails that are due, the longest due first; nobody else gets them meanwhile. */
export async function claimMails(db: Db, limit: number, nowMs: number): Promise<ClaimedMail[]> {
  const now = Math.trunc(nowMs);
  const [claimed] = await db.$client.batch([
    { sql: CLAIM, args: { now, until: now + LEASE_MS, limit } },
  ], "write");
  return (claimed?.rows ?? []).map(toClaimedMail);
}

/** Stores that the mail server took the mail. */
export async function markSent(db: Db, { id }: ClaimedMail, nowMs: number): Promise<void> {
  await db.$client.execute({ sql: MARK_SENT, args: { id, now: Math.trunc(nowMs) } });
}

/**
 * Stores that a mail could not be sent: it waits for its next attempt, or is given up after the
 * last one, and at once where trying again is useless. Does nothing where the lease ran out
 * meanwhile.
 */
export async function markFailed(
  db: Db,
  { id, attempts, claimedUntil }: ClaimedMail,
  { problem, isPermanent }: { problem: string; isPermanent: boolean },
  nowMs: number,
): Promise<void> {
  const waitMs = isPermanent ? undefined : waitBeforeRetryMs(attempts);
  const now = Math.trunc(nowMs);
  const change = waitMs === undefined
    ? { notBefore: null, givenUpAt: now }
    : { notBefore: now + waitMs, givenUpAt: null };
  await db.$client.execute({ sql: MARK_FAILED, args: { id, claimedUntil, problem, ...change } });
}

/** Gives back a mail that was claimed and not begun, as if it had not been claimed. */
export async function releaseMail(db: Db, { id, claimedUntil }: ClaimedMail): Promise<void> {
  await db.$client.execute({ sql: RELEASE, args: { id, claimedUntil } });
}

/** The statement that deletes unsent notices to an address. */
export function dropNoticesStatement(providerId: number, address: string): InStatement {
  return { sql: DROP_NOTICES, args: { providerId, address } };
}

const ENQUEUE = enqueueWhere("true");
const ENQUEUE_IF_CHANGED = enqueueWhere("changes() > 0");

/** Written out as in the index `outbox_mails_due`. */
const IS_DUE = `sent_at IS NULL AND given_up_at IS NULL AND not_before <= :now
  AND (claimed_until IS NULL OR claimed_until <= :now)`;
const HAS_DUE = `SELECT 1 FROM outbox_mails WHERE ${IS_DUE} LIMIT 1`;

const CLAIM = `
  UPDATE outbox_mails SET claimed_until = :until, attempts = attempts + 1
  WHERE id IN (SELECT id FROM outbox_mails WHERE ${IS_DUE} ORDER BY not_before, id LIMIT :limit)
  RETURNING id, dedupe_key, kind, to_address, subject, text, unsubscribe_url, attempts,
    claimed_until`;

const MARK_SENT = `
  UPDATE outbox_mails
  SET sent_at = :now, claimed_until = NULL, given_up_at = NULL, last_problem = NULL
  WHERE id = :id AND sent_at IS NULL`;

const MARK_FAILED = `
  UPDATE outbox_mails SET claimed_until = NULL, last_problem = :problem, given_up_at = :givenUpAt,
    not_before = coalesce(:notBefore, not_before)
  WHERE id = :id AND claimed_until = :claimedUntil AND sent_at IS NULL`;

const RELEASE = `
  UPDATE outbox_mails SET claimed_until = NULL, attempts = attempts - 1
  WHERE id = :id AND claimed_until = :claimedUntil AND sent_at IS NULL`;

const DROP_NOTICES = `
  DELETE FROM outbox_mails
  WHERE provider_id = :providerId AND sent_at IS NULL AND unsubscribe_url IS NOT NULL
    AND lower(to_address) = lower(:address)`;

function enqueueWhere(condition: string): string {
  return `
  INSERT INTO outbox_mails (dedupe_key, kind, provider_id, to_address, subject, text,
    unsubscribe_url, created_at, not_before, attempts)
  SELECT value ->> 'dedupeKey', value ->> 'kind', value ->> 'providerId', value ->> 'to',
    value ->> 'subject', value ->> 'text', value ->> 'unsubscribeUrl', :now, :now, 0
  FROM json_each(:mails) WHERE ${condition}
  ON CONFLICT (dedupe_key) DO NOTHING`;
}

function toClaimedMail(row: Row): ClaimedMail {
  return {
    id: Number(row.id),
    dedupeKey: String(row.dedupe_key),
    kind: String(row.kind),
    to: String(row.to_address),
    subject: String(row.subject),
    text: String(row.text),
    unsubscribeUrl: row.unsubscribe_url === null ? null : String(row.unsubscribe_url),
    attempts: Number(row.attempts),
    claimedUntil: Number(row.claimed_until),
  };
}
