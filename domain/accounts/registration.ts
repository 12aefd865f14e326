import type { Registered } from "./registration_mail.ts";

export const ACTIVATION_LIFETIME_MS = 24 * 60 * 60 * 1000;
export const RESET_LIFETIME_MS = 60 * 60 * 1000;
export const INVITATION_LIFETIME_MS = 3 * 24 * 60 * 60 * 1000;

/** Whose account a registration makes: a provider's, which its representative uses, or an affiliate's. */
export type AccountOwner = { providerId: number } | { affiliateId: number };

/** What a registration has to know of an owner. The address is never shown. */
export type Registrant = {
  owner: AccountOwner;
  /** What its mails are counted by: its NIT, or its document. */
  name: string;
  registered: Registered;
  /** Null where there is none, or no link may be sent. */
  email: string | null;
  hasAccount: boolean;
};

/**
 * Whether the typed cédula is the legal representative's: with a 1 appended, as the manual says, or
 * bare. Dots and spaces do not count.
 */
export function isRepresentative(typed: string, representativeId: string | null): boolean {
  const digits = typed.replace(/[.\s\u00a0]/g, "");
  if (representativeId === null || representativeId === "") return false;
  return digits === `${representativeId}1` || digits === representativeId;
}
