import type { CivilDate } from "../dates.ts";
import { DOCUMENT_TYPES, SISBEN_GROUPS } from "../law.ts";

/** Each with its name in files and on screen. */
export const REGIMES = [
  ["subsidiado", "Subsidiado"],
  ["contributivo", "Contributivo"],
] as const;
export type Regime = typeof REGIMES[number][0];

export const AFFILIATE_KINDS = [
  ["cotizante", "Cotizante"],
  ["cabeza", "Cabeza de familia"],
  ["beneficiario", "Beneficiario"],
  ["adicional", "Adicional"],
] as const;
export type AffiliateKind = typeof AFFILIATE_KINDS[number][0];

/** The name of a regime or of a kind of affiliate; the key itself where it has none. */
export function nameOf(names: readonly (readonly [string, string])[], key: string): string {
  return names.find(([one]) => one === key)?.[1] ?? key;
}

export type PersonName = Pick<
  AffiliateDetails,
  "firstName" | "secondName" | "firstSurname" | "secondSurname"
>;

/** What is on file of one person beside the document; what nobody said is null. */
export type AffiliateDetails = {
  firstSurname: string;
  secondSurname: string | null;
  firstName: string;
  secondName: string | null;
  bornOn: CivilDate;
  sex: string | null;
  regime: Regime;
  kind: AffiliateKind;
  /** A code of AFFILIATION_STATES, or another one as it came. */
  state: string;
  affiliatedOn: CivilDate;
  endedOn: CivilDate | null;
  daneCode: string;
  municipality: string | null;
  department: string | null;
  address: string | null;
  email: string | null;
  phone: string | null;
  primarySiteCode: string | null;
  primarySiteName: string | null;
  headDocumentType: string | null;
  headDocumentNumber: string | null;
  kinship: string | null;
  sisbenGroup: string | null;
};

/** A person as a file brings her; `code` is `CC 123`, the kind of document and its number. */
export type LoadedAffiliate = { code: string; details: AffiliateDetails };

/** The code of a kind of document, in any case; undefined where it is none. */
export function readDocumentType(text: string): string | undefined {
  const code = text.toUpperCase();
  return DOCUMENT_TYPES.some((type) => type.code === code) ? code : undefined;
}

/**
 * The number of a document: digits, and letters where it has them, without the dots of thousands and
 * without spaces. Undefined where it is none.
 */
export function readDocumentNumber(text: string): string | undefined {
  const isDotted = /^\d{1,3}(?:\.\d{3})+$/.test(text);
  const plain = text.replaceAll(isDotted ? "." : " ", "").toUpperCase();
  return /^[0-9A-Z]{3,20}$/.test(plain) ? plain : undefined;
}

/** A group of SISBÉN IV, `B4`; undefined where it is none. */
export function readSisbenGroup(text: string): string | undefined {
  const group = text.toUpperCase().replaceAll(" ", "");
  const [, letter, digits] = /^([A-Z])([1-9]\d?)$/.exec(group) ?? [];
  const found = SISBEN_GROUPS.find((one) => one.letter === letter);
  return found && Number(digits) <= found.last ? group : undefined;
}
