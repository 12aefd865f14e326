import type { FieldError } from "../errors.ts";
import { isEmailAddress } from "../providers/provider.ts";

/** An address of a provider that gets notices, and which ones. */
export type Contact = { address: string; wantsPostings: boolean; wantsWeekly: boolean };

/** The same as it is stored; `createdAt`, in milliseconds, is when the address was added. */
export type StoredContact = Contact & { createdAt: number };

export const MAX_CONTACTS = 5;

/** A mailbox's key: the same however its address is typed. */
export function mailboxOf(address: string): string {
  return address.toLowerCase();
}

/**
 * What is wrong with a list of addresses, each error under its field, `correo1` … `correo5`; line
 * breaks and lists of addresses are refused, never cut (R12).
 */
export function judgeContacts(addresses: string[]): FieldError[] {
  const errors = addresses.flatMap((address, index) => {
    const message = contactProblem(address, addresses.slice(0, index));
    return message === undefined ? [] : [{ field: `correo${index + 1}`, message }];
  });
  if (addresses.length <= MAX_CONTACTS) return errors;
  return [...errors, { field: "correo1", message: `Escriba a lo sumo ${MAX_CONTACTS} correos.` }];
}

function contactProblem(address: string, before: string[]): string | undefined {
  if (!isEmailAddress(address)) return "Escriba un correo, por ejemplo cartera@clinica.co.";
  const isTwice = before.some((other) => mailboxOf(other) === mailboxOf(address));
  return isTwice ? "Este correo ya está en la lista." : undefined;
}

export type NoticeKind = "posting" | "weekly";

/**
 * Who may get notices of a provider: its contacts and the address on file, except those who
 * refused.
 */
export type Audience = {
  /** The one on file, to which links go; null where there is none. */
  email: string | null;
  contacts: Contact[];
  /** The mailboxes that asked for no notices, as `mailboxOf` writes them. */
  refusals: string[];
};

/** A provider's addresses as they are stored: the one on file, those that get notices, who refused. */
export type ProviderContacts = Omit<Audience, "contacts"> & {
  contacts: StoredContact[];
  providerId: number;
  legalName: string;
};

/**
 * The addresses that get a notice, each once. The address on file gets postings unless it is also a
 * contact that wants none; the weekly summary goes to contacts who want it.
 */
export function recipientsOf({ email, contacts, refusals }: Audience, kind: NoticeKind): string[] {
  const wishes = new Map(contacts.map((one) => [mailboxOf(one.address), one]));
  if (email !== null && !wishes.has(mailboxOf(email))) {
    wishes.set(mailboxOf(email), { address: email, wantsPostings: true, wantsWeekly: false });
  }
  return [...wishes].filter(([mailbox, { address, wantsPostings, wantsWeekly }]) => {
    const isWanted = kind === "posting" ? wantsPostings : wantsWeekly;
    return isWanted && !refusals.includes(mailbox) && isEmailAddress(address);
  }).map(([, { address }]) => address);
}
