import type { InStatement } from "@libsql/client";
import {
  type Contact,
  judgeContacts,
  mailboxOf,
  type ProviderContacts,
} from "../../domain/notices/contact.ts";
import { Problem } from "../../domain/errors.ts";
import { contactsNotice } from "../../domain/notices/notice.ts";
import type { Eps } from "../../domain/eps.ts";
import { isEmailAddress } from "../../domain/providers/provider.ts";
import { audienceStatements, readAudiences } from "./audience.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { dropNoticesStatement, enqueueStatements, type NewMail } from "../mail/outbox.ts";

export type ContactChange = { eps: Eps; nowMs: number };

/** The addresses of a provider; undefined where there is no such provider. One round trip. */
export async function findContacts(
  db: Db,
  providerId: number,
): Promise<ProviderContacts | undefined> {
  const [provider, contacts, refusals] = await db.$client.batch([
    { sql: "SELECT legal_name, email FROM providers WHERE id = ?", args: [providerId] },
    ...audienceStatements("?", [providerId]),
  ], "read");
  const row = provider?.rows[0];
  if (!row) return undefined;
  const audience = readAudiences(contacts, refusals).get(providerId);
  const email = row.email === null ? null : String(row.email);
  return {
    providerId,
    legalName: String(row.legal_name),
    email,
    ...(audience ?? { contacts: [], refusals: [] }),
  };
}

/**
 * Replaces the list of at most five contacts and mails the address on file what was added and
 * removed. Throws Problem, with an error for each field, where the list is wrong.
 */
export async function replaceContacts(
  db: Db,
  providerId: number,
  contacts: Contact[],
  change: ContactChange,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  refuseWrong(contacts.map(({ address }) => address));
  const before = await findContacts(db, providerId);
  if (!before) throw new Problem("notFound");
  const added = missingFrom(before.contacts, contacts);
  const removed = missingFrom(contacts, before.contacts);
  const isSame = added.length + removed.length === 0;
  const mails = isSame ? [] : changeMails(before, { added, removed }, change);
  const additions = contacts.map((contact) =>
    additionOf(providerId, contact, createdAtOf(contact, before) ?? change.nowMs)
  );
  await db.$client.batch([
    { sql: "DELETE FROM provider_contacts WHERE provider_id = ?", args: [providerId] },
    ...(additions.length === 0 ? entry.statements : []),
    ...additions,
    ...(additions.length > 0 ? entry.statements : []),
    ...enqueueStatements(mails, change.nowMs),
    ...removed.map((address) => dropNoticesStatement(providerId, address)),
  ], "write");
}

function refuseWrong(addresses: string[]): void {
  const errors = judgeContacts(addresses);
  if (errors.length > 0) throw new Problem("invalid", "", errors);
}

type Difference = { added: string[]; removed: string[] };

function changeMails(
  { providerId, legalName, email }: ProviderContacts,
  { added, removed }: Difference,
  { eps }: ContactChange,
): NewMail[] {
  if (email === null || !isEmailAddress(email)) return [];
  return [{
    dedupeKey: `contacts:${providerId}:${crypto.randomUUID()}`,
    kind: "contacts",
    providerId,
    to: email,
    ...contactsNotice({ legalName, added, removed }, eps),
  }];
}

function missingFrom(contacts: Contact[], others: Contact[]): string[] {
  const mailboxes = contacts.map(({ address }) => mailboxOf(address));
  return others.map(({ address }) => address)
    .filter((address) => !mailboxes.includes(mailboxOf(address)));
}

function createdAtOf(contact: Contact, { contacts }: ProviderContacts): number | undefined {
  return contacts.find((one) => mailboxOf(one.address) === mailboxOf(contact.address))?.createdAt;
}

function additionOf(providerId: number, contact: Contact, createdAt: number): InStatement {
  const { address, wantsPostings, wantsWeekly } = contact;
  const wishes = { postings: Number(wantsPostings), weekly: Number(wantsWeekly) };
  return { sql: ADD, args: { providerId, address, ...wishes, createdAt: Math.trunc(createdAt) } };
}

/** Adds a contact at the first free place of five; nothing where there is none. */
const ADD = `
  INSERT INTO provider_contacts
    (provider_id, position, address, wants_postings, wants_weekly, created_at)
  SELECT :providerId, free.position, :address, :postings, :weekly, :createdAt
  FROM (
    SELECT min(value) AS position FROM json_each('[1, 2, 3, 4, 5]')
    WHERE value NOT IN (SELECT position FROM provider_contacts WHERE provider_id = :providerId)
  ) AS free
  WHERE free.position IS NOT NULL
  ON CONFLICT DO NOTHING`;
