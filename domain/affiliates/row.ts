import { type Cells, judged, named } from "./cells.ts";
import { SISBEN_GROUPS } from "../law.ts";
import {
  AFFILIATE_KINDS,
  type AffiliateDetails,
  type LoadedAffiliate,
  readDocumentNumber,
  readDocumentType,
  readSisbenGroup,
  REGIMES,
} from "./affiliate.ts";

/** A row of Afiliados; its code is empty where the document cannot be read. */
export function readAffiliate(cells: Cells): LoadedAffiliate {
  const { documentType, documentNumber } = readDocument(cells);
  const code = documentType && documentNumber ? `${documentType} ${documentNumber}` : "";
  return { code, details: readDetails(cells) };
}

/** The document of a row's person; what is missing or has an error is empty. */
export function readDocument(cells: Cells): { documentType: string; documentNumber: string } {
  const { text, number } = cells.required;
  return {
    documentType: judged(cells, "documentType", text, readDocumentType, NOT_A_TYPE) ?? "",
    documentNumber: judged(cells, "documentNumber", number, ...DOCUMENT_NUMBER) ?? "",
  };
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

function readSex(text: string): string | undefined {
  return /^[fmi]$/i.test(text) ? text.toUpperCase() : undefined;
}

/** Codes that are not known are kept: the state's register may have new ones. */
function readState(text: string): string | undefined {
  return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : undefined;
}
