import type { Db } from "../../../db/client.ts";
import { type ContactChange, findContacts, replaceContacts } from "../../../db/notices/contacts.ts";
import { type Contact, mailboxOf } from "../../../domain/notices/contact.ts";

/** Saves a provider's list with one address more. */
export async function addContact(
  db: Db,
  providerId: number,
  contact: Contact,
  change: ContactChange,
): Promise<void> {
  const { contacts = [] } = await findContacts(db, providerId) ?? {};
  await replaceContacts(db, providerId, [...contacts, contact], change);
}

/** Saves a provider's list without an address. */
export async function removeContact(
  db: Db,
  providerId: number,
  address: string,
  change: ContactChange,
): Promise<void> {
  const { contacts = [] } = await findContacts(db, providerId) ?? {};
  const left = contacts.filter((one) => mailboxOf(one.address) !== mailboxOf(address));
  await replaceContacts(db, providerId, left, change);
}
