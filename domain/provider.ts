import type { Nit } from "./nit.ts";

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

/** One address, without line breaks or lists: enough to send a mail to, and nothing more. */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 &&
    /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+\.[^\s@,;:<>()"\\.]+$/.test(text);
}
