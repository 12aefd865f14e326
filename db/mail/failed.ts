import type { FailedMail } from "../../domain/mail/failed_mail.ts";
import { and, count, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { PAGE_SIZE } from "../../domain/paging.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { outboxMails as mails, providers } from "../schema.ts";

/** One page of the mails that were given up, the newest first, and how many there are. */
export async function findFailedMails(
  db: Db,
  { page, perPage = PAGE_SIZE }: { page: number; perPage?: number },
): Promise<{ mails: FailedMail[]; total: number }> {
  const [rows, [counted]] = await db.batch([
    db.select(SHOWN).from(mails).leftJoin(providers, eq(providers.id, mails.providerId))
      .where(isNotNull(mails.givenUpAt))
      .orderBy(desc(mails.givenUpAt), desc(mails.id))
      .limit(perPage).offset((page - 1) * perPage),
    db.select({ total: count() }).from(mails).where(isNotNull(mails.givenUpAt)),
  ]);
  return { mails: rows, total: counted?.total ?? 0 };
}

/**
 * Puts a mail that was given up back into the queue, from the first attempt; answers whether there
 * was one.
 */
export async function retryMail(
  db: Db,
  id: number,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const retry = db.update(mails)
    .set({ givenUpAt: null, attempts: 0, notBefore: Math.trunc(nowMs), claimedUntil: null })
    .where(and(eq(mails.id, id), isNotNull(mails.givenUpAt), isNull(mails.sentAt)));
  const [retried] = await db.batch([retry, ...entry.queries]);
  return retried.rowsAffected === 1;
}

const SHOWN = {
  id: mails.id,
  kind: mails.kind,
  nit: providers.nit,
  legalName: providers.legalName,
  to: mails.toAddress,
  subject: mails.subject,
  attempts: mails.attempts,
  createdAt: mails.createdAt,
  givenUpAt: sql<number>`${mails.givenUpAt}`,
  problem: sql<string>`coalesce(${mails.lastProblem}, '')`,
};
