import { z } from "zod";
import { AFFILIATE_KINDS, nameOf, REGIMES } from "../affiliates/affiliate.ts";
import { documentTypeName } from "../affiliates/document.ts";
import { describeState } from "../affiliates/consulta.ts";
import { formatDate } from "../dates.ts";
import { type EpsIdentity, writtenNit } from "../eps.ts";
import { AFFILIATION_STATES } from "../law.ts";

const PERSON = z.object({
  documentType: z.string(),
  documentNumber: z.string(),
  firstName: z.string(),
  secondName: z.string().nullable(),
  firstSurname: z.string(),
  secondSurname: z.string().nullable(),
  state: z.string(),
});
const RELATIVE = PERSON.extend({ kinship: z.string().nullable() });
const AFFILIATION = PERSON.extend({
  regime: z.string(),
  kind: z.string(),
  affiliatedOn: z.string(),
  municipality: z.string().nullable(),
  department: z.string().nullable(),
});
const SAYS = AFFILIATION.extend({
  family: z.array(RELATIVE),
  eps: z.object({ name: z.string(), nit: z.string() }),
});

export type CertifiedRelative = z.infer<typeof RELATIVE>;
/** What is on file of a person that a certificate of affiliation says. */
export type CertifiedPerson = z.infer<typeof AFFILIATION>;
/** What a certificate of affiliation says, and from then on always says. */
export type CertifiedAffiliation = z.infer<typeof SAYS>;

const HEADS = ["cotizante", "cabeza"];

/**
 * What the certificate of somebody says: those of the family group who are still in it, where she is
 * its head. Undefined where her state gives her no certificate.
 */
export function certifyAffiliation(
  person: CertifiedPerson,
  family: CertifiedRelative[],
  { name, nit }: EpsIdentity,
): CertifiedAffiliation | undefined {
  if (paperInstead(person.state) !== undefined) return undefined;
  const group = HEADS.includes(person.kind) ? family : [];
  return SAYS.parse({
    ...person,
    family: group.filter(({ state }) => !isGone(state)),
    eps: { name, nit },
  });
}

/** The paper for whoever gets no certificate in this state; undefined where she gets one. */
export function paperInstead(state: string): string | undefined {
  const known = AFFILIATION_STATES.find(({ code }) => code === state);
  return known ? known.otherPaper : "Pregunte en la línea qué papel le sirve.";
}

function isGone(state: string): boolean {
  return AFFILIATION_STATES.find(({ code }) => code === state)?.isGone === true;
}

/** What a stored certificate says. */
export function readCertifiedAffiliation(says: string): CertifiedAffiliation {
  return SAYS.parse(JSON.parse(says));
}

/** What paper and page show of the person, each with its name. */
export function affiliationFacts(
  says: CertifiedPerson,
): (readonly [name: string, value: string])[] {
  const { documentType, documentNumber, municipality, department } = says;
  return [
    ["Nombre", fullName(says)],
    ["Documento", `${documentTypeName(documentType)} ${documentNumber}`],
    ["Régimen", nameOf(REGIMES, says.regime)],
    ["Tipo de afiliado", nameOf(AFFILIATE_KINDS, says.kind)],
    ["Estado", describeState(says.state).name],
    ["Fecha de afiliación", formatDate(says.affiliatedOn)],
    ["Municipio", [municipality, department].filter(Boolean).join(", ") || "No registrado"],
  ];
}

export const FAMILY_HEADERS = ["Nombre", "Documento", "Parentesco", "Estado"] as const;

/** The family group as rows under FAMILY_HEADERS. */
export function familyRows({ family }: CertifiedAffiliation): string[][] {
  return family.map((one) => [
    fullName(one),
    `${one.documentType} ${one.documentNumber}`,
    one.kinship ?? "No registrado",
    describeState(one.state).name,
  ]);
}

/** The first sentence of the paper. `day` is the civil date of issue. */
export function certifyingSentence({ eps }: CertifiedAffiliation, day: string): string {
  return `${eps.name} EPS, NIT ${writtenNit(eps)}, certifica que el ${
    formatDate(day)
  } la persona ` +
    "que aquí se nombra está afiliada, con estos datos:";
}

function fullName(person: z.infer<typeof PERSON>): string {
  return [person.firstName, person.secondName, person.firstSurname, person.secondSurname]
    .filter(Boolean).join(" ");
}
