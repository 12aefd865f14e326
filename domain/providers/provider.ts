import type { Nit } from "../nit.ts";

/** What the EPS knows of a provider, besides its NIT. */
export type ProviderDetails = {
  legalName: string;
  representativeId: string | null;
  representativeName: string | null;
  email: string | null;
  phone: string | null;
  daneCode: string | null;
  municipality: string | null;
  department: string | null;
};

/** A provider (IPS) on file. */
export type Provider = { id: number; nit: Nit; legalName: string };

/** An address in the one spelling that is stored and compared; undefined where it is none. */
export function canonicalEmail(text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  return isEmailAddress(plain) ? plain : undefined;
}

/** An address with only its ends legible: `pa…@clinica.example`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, Math.min(2, at - 1))}…${email.slice(at)}`;
}

/** The number of an identity document with only its last digits legible: `…5210`. */
export function maskNumber(number: string): string {
  return `…${number.slice(-4)}`;
}

/** The domain is a name: a number would have the mail server ask whatever machine stands there. */
const EMAIL =
  /^[^\s\p{C}@,;:<>()"\\[\]]+@(?:[^\s\p{C}@,;:<>()"\\[\].]+\.)+[^\s\p{C}@,;:<>()"\\[\].\d][^\s\p{C}@,;:<>()"\\[\].]*$/u;

/**
 * One address, without line breaks, lists or invisible characters, and with no word of two
 * alphabets or of wide letters, which looks like another word: enough to send a mail to, and nothing
 * more.
 */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text) &&
    text.normalize("NFKC") === text.normalize("NFC") &&
    !text.split(/[@._+-]/).some(mixesAlphabets);
}

/** Whether one word mixes Latin letters with others, as the Cyrillic а in `pаypal`. */
function mixesAlphabets(word: string): boolean {
  return /\p{Script=Latin}/u.test(word) &&
    /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(word);
}
