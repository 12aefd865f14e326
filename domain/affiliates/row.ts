import { SISBEN_GROUPS } from "../law.ts";
import type { CivilDate } from "../dates.ts";
import {
  AFFILIATE_KINDS,
  type AffiliateDetails,
  type LoadedAffiliate,
  readDocumentNumber,
  readDocumentType,
  REGIMES,
} from "./affiliate.ts";

/**
 * The cells of one row, by the keys of their columns. A cell with an error is null, or empty where it
 * is required, and has its error noted already.
 */
export type Cells = {
  text(key: string): string | null;
  /** The digits of a number, whatever format shows it. */
  number(key: string): string | null;
  date(key: string): CivilDate | null;
  email(key: string): string | null;
  dane(key: string): string;
  required: {
    text(key: string): string;
    number(key: string): string;
    date(key: string): CivilDate;
  };
  /** Notes that a cell's column is or has what it must not: `no es un sexo`. */
  complain(key: string, predicate: string): null;
};

/** A row of Afiliados; its code is empty where the document cannot be read. */
export function readAffiliate(cells: Cells): LoadedAffiliate {
  const type = judged(cells, "documentType", cells.required.text, readDocumentType, NOT_A_TYPE);
  const number = judged(cells, "documentNumber", cells.required.number, ...DOCUMENT_NUMBER);
  return { code: type && number ? `${type} ${number}` : "", details: readDetails(cells) };
}

function readDetails(cells: Cells): AffiliateDetails {
  return {
    firstSurname: cells.required.text("firstSurname"),
    secondSurname: cells.text("secondSurname"),
    firstName: cells.required.text("firstName"),
    secondName: cells.text("secondName"),
    bornOn: cells.required.date("bornOn"),
    sex: judged(cells, "sex", cells.text, readSex, "debe ser F, M o I"),
    regime: judged(cells, "regime", cells.required.text, ...named(REGIMES)) ?? "subsidiado",
    kind: judged(cells, "kind", cells.required.text, ...named(AFFILIATE_KINDS)) ?? "beneficiario",
    state:
      judged(cells, "state", cells.required.text, readState, "debe ser un código de dos letras") ??
        "",
    affiliatedOn: cells.required.date("affiliatedOn"),
    endedOn: cells.date("endedOn"),
    daneCode: cells.dane("daneCode"),
    municipality: cells.text("municipality"),
    department: cells.text("department"),
    address: cells.text("address"),
    email: cells.email("email"),
    phone: cells.text("phone"),
    primarySiteCode: cells.number("primarySiteCode"),
    primarySiteName: cells.text("primarySiteName"),
    ...readHead(cells),
    kinship: cells.text("kinship"),
    sisbenGroup: judged(cells, "sisbenGroup", cells.text, readSisbenGroup, NOT_A_GROUP),
  };
}

/** A head is a whole document: half of one names nobody. */
function readHead(cells: Cells) {
  const [type, number] = [cells.text("headDocumentType"), cells.number("headDocumentNumber")];
  if (type === null && number !== null) cells.complain("headDocumentType", "falta");
  if (type !== null && number === null) cells.complain("headDocumentNumber", "falta");
  return {
    headDocumentType: judged(cells, "headDocumentType", () => type, readDocumentType, NOT_A_TYPE),
    headDocumentNumber: judged(cells, "headDocumentNumber", () => number, ...DOCUMENT_NUMBER),
  };
}

const NOT_A_TYPE = "debe ser un código como CC, TI, RC, CE o PT";
const DOCUMENT_NUMBER = [
  readDocumentNumber,
  "debe tener de 3 a 20 cifras o letras, sin otros signos",
] as const;
const NOT_A_GROUP = `debe ser un grupo de SISBÉN IV: ${
  SISBEN_GROUPS.map(({ letter, last }) => `${letter}1 a ${letter}${last}`).join(", ")
}`;

/** Reads a cell and judges its text; null where it is empty or has an error, which is noted. */
function judged<Value extends string>(
  cells: Cells,
  key: string,
  take: (key: string) => string | null,
  read: (text: string) => Value | undefined,
  otherwise: string,
): Value | null {
  const text = take(key);
  return text === null || text === "" ? null : read(text) ?? cells.complain(key, otherwise);
}

/** How a text is read that must be one of some names, and what to say of another one. */
function named<Key extends string>(names: readonly (readonly [Key, string])[]) {
  const read = (text: string) => names.find(([, name]) => plain(name) === plain(text))?.[0];
  return [read, `debe ser ${names.map(([, name]) => name).join(" o ")}`] as const;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ");
}

function readSex(text: string): string | undefined {
  return /^[fmi]$/i.test(text) ? text.toUpperCase() : undefined;
}

/** Codes that are not known are kept: the state's register may have new ones. */
function readState(text: string): string | undefined {
  return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : undefined;
}

function readSisbenGroup(text: string): string | undefined {
  const group = text.toUpperCase().replaceAll(" ", "");
  const [, letter, digits] = /^([A-Z])([1-9]\d?)$/.exec(group) ?? [];
  const found = SISBEN_GROUPS.find((one) => one.letter === letter);
  return found && Number(digits) <= found.last ? group : undefined;
}
