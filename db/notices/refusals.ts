import { and, eq } from "drizzle-orm";
import { mailboxOf } from "../../domain/notices/contact.ts";
import { codeFor, isCodeFor } from "../../lib/codes/signed_token.ts";
import { findContacts } from "./contacts.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { dropNoticesStatement } from "../mail/outbox.ts";
import { noticeRefusals } from "../schema.ts";

/** A mailbox that gets notices of a provider, or asked for none. */
export type Subscription = {
  providerId: number;
  legalName: string;
  mailbox: string;
  isRefused: boolean;
};

/**
 * The address of the page that ends the notices of a provider to an address. Its token is the
 * provider and an HMAC over provider and mailbox: nothing is stored, it contains no address, and it
 * opens nothing but this page.
 */
export function unsubscribeUrl(
  { baseUrl, secrets }: { baseUrl: string; secrets: string[] },
  providerId: number,
  address: string,
): string {
  const code = codeFor(secrets, signedText(providerId, mailboxOf(address)));
  return `${baseUrl}/avisos/baja?${providerId}.${code}`;
}

/**
 * The subscription that a token is for; undefined where it is not ours, or where the address no
 * longer gets notices of this provider.
 */
export async function findSubscription(
  db: Db,
  secrets: string[],
  token: string,
): Promise<Subscription | undefined> {
  const [, id = "", code = ""] = /^([1-9]\d{0,14})\.([0-9a-f]{64})$/.exec(token) ?? [];
  const found = id === "" ? undefined : await findContacts(db, Number(id));
  if (!found) return undefined;
  const { providerId, legalName, refusals, email, contacts } = found;
  const addresses = [...contacts.map(({ address }) => address), ...refusals, email ?? ""];
  for (const mailbox of new Set(addresses.map(mailboxOf))) {
    if (!isCodeFor(secrets, signedText(providerId, mailbox), code)) continue;
    return { providerId, legalName, mailbox, isRefused: refusals.includes(mailbox) };
  }
  return undefined;
}

/** Ends the notices to a mailbox, waiting ones too; doing it twice changes nothing more. */
export async function refuseNotices(
  db: Db,
  { providerId, mailbox }: Subscription,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.$client.batch([
    { sql: REFUSE, args: { providerId, mailbox, now: Math.trunc(nowMs) } },
    ...entry.statements,
    dropNoticesStatement(providerId, mailbox),
  ], "write");
}

/** Takes back a refusal: the mailbox gets what it got before. */
export async function acceptNotices(
  db: Db,
  { providerId, mailbox }: Subscription,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.batch([
    db.delete(noticeRefusals).where(and(
      eq(noticeRefusals.providerId, providerId),
      eq(noticeRefusals.address, mailbox),
    )),
    ...entry.queries,
  ]);
}

const REFUSE = `
  INSERT INTO notice_refusals (provider_id, address, refused_at)
  VALUES (:providerId, :mailbox, :now) ON CONFLICT DO NOTHING`;

/** The first line sets these codes apart from those that are made for something else. */
function signedText(providerId: number, mailbox: string): string {
  return `avisos/baja\n${providerId}\n${mailbox}`;
}
