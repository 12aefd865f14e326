import type { AffiliateDetails, LoadedAffiliate } from "../affiliates/affiliate.ts";
import { AFFILIATE_KINDS, REGIMES } from "../affiliates/affiliate.ts";
import { AFFILIATE_COLUMNS } from "../affiliates/columns.ts";
import { type CivilDate, formatDate } from "../dates.ts";
import { departmentName } from "../places/departments.ts";
import { type Answers, isContributor, type PersonAnswers } from "./answers.ts";
import type { Enrolment } from "./enrolment.ts";
import { KINSHIPS } from "./law.ts";
import type { ChosenSite } from "./site_questions.ts";

/** What the staff adds to what was typed. */
export type Approval = { daneCode: string; affiliatedOn: CivilDate };

/** The header of a file of Afiliados. */
export const AFFILIATES_HEADER: string[] = AFFILIATE_COLUMNS.map(({ header }) => header);

/**
 * Whoever applied and her beneficiaries as rows of a file of Afiliados, which the portal loads too. An
 * enrolment that was sent has every answer; a person without one has no row.
 */
export function affiliateRows(
  enrolment: Pick<Enrolment, "email">,
  answers: Answers,
  approval: Approval,
): string[][] {
  const shared = sharedDetails(answers, approval);
  const holder = toAffiliate(answers, {
    ...shared,
    kind: isContributor(answers) ? "cotizante" : "cabeza",
    email: enrolment.email,
    headDocumentType: null,
    headDocumentNumber: null,
    kinship: null,
    ...siteDetails(answers.ips?.site),
  });
  const beneficiaries = answers.people.map((person) =>
    toAffiliate(person, {
      ...shared,
      kind: "beneficiario",
      email: null,
      headDocumentType: answers.documento?.tipoDocumento ?? null,
      headDocumentNumber: answers.documento?.documento ?? null,
      kinship: KINSHIPS.find(({ code }) => code === person.parentesco?.parentesco)?.filed ?? null,
      ...siteDetails(person.ips?.site ?? answers.ips?.site),
    })
  );
  return [holder, ...beneficiaries].flatMap((one) => one ? [toCells(one)] : []);
}

type Own =
  | "firstSurname"
  | "secondSurname"
  | "firstName"
  | "secondName"
  | "bornOn"
  | "sex";
type Site = Pick<AffiliateDetails, "primarySiteCode" | "primarySiteName">;
type Personal =
  | "kind"
  | "email"
  | "headDocumentType"
  | "headDocumentNumber"
  | "kinship"
  | keyof Site;

/** What all of a family have in common. */
function sharedDetails(
  answers: Answers,
  { daneCode, affiliatedOn }: Approval,
): Omit<AffiliateDetails, Own | Personal> {
  const { residencia, contacto, sisben } = answers;
  return {
    regime: isContributor(answers) ? "contributivo" : "subsidiado",
    state: "AC",
    affiliatedOn,
    endedOn: null,
    daneCode,
    municipality: residencia?.municipio ?? null,
    department: residencia ? departmentName(residencia.departamento) : null,
    address: residencia?.direccion ?? null,
    phone: contacto?.celular ?? null,
    sisbenGroup: sisben?.group ?? null,
  };
}

/** Where somebody goes first; the EPS fills in the code of what was written by hand. */
function siteDetails(chosen: ChosenSite | null | undefined): Site {
  return { primarySiteCode: chosen?.code ?? null, primarySiteName: chosen?.name ?? null };
}

type Person = Pick<PersonAnswers, "documento" | "nombre" | "nacimiento">;

function toAffiliate(
  { documento, nombre, nacimiento }: Person,
  details: Omit<AffiliateDetails, Own>,
): LoadedAffiliate | undefined {
  if (!documento || !nombre || !nacimiento) return undefined;
  return {
    code: `${documento.tipoDocumento} ${documento.documento}`,
    details: {
      ...details,
      firstSurname: nombre.primerApellido,
      secondSurname: nombre.segundoApellido,
      firstName: nombre.primerNombre,
      secondName: nombre.segundoNombre,
      bornOn: nacimiento.nacimiento,
      sex: nacimiento.sexo,
    },
  };
}

/** The cells of a row in the order of the columns, in the words of the file. */
function toCells({ code, details }: LoadedAffiliate): string[] {
  const words = new Map<string, string | null>(Object.entries({
    ...details,
    documentType: code.slice(0, 2),
    documentNumber: code.slice(3),
    regime: nameOf(REGIMES, details.regime),
    kind: nameOf(AFFILIATE_KINDS, details.kind),
  }));
  return AFFILIATE_COLUMNS.map(({ key, kind }) => {
    const value = words.get(key) ?? "";
    return kind === "date" && value !== "" ? formatDate(value) : value;
  });
}

function nameOf(names: readonly (readonly [string, string])[], code: string): string {
  return names.find(([one]) => one === code)?.[1] ?? code;
}
