import { type AttemptLimit, WAITS } from "../accounts/attempt_limit.ts";
import { type CivilDate, readTypedDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { AFFILIATION_STATES } from "../law.ts";
import type { AffiliateDetails, PersonName } from "./affiliate.ts";
import { type AffiliateDocument, readDocument, type TypedDocument } from "./document.ts";

/** Consulta de afiliación as it was typed. */
export type TypedConsulta = TypedDocument & { nacimiento: string };

/** What somebody must know of a person to be told of her affiliation: all three. */
export type Consulta = AffiliateDocument & { bornOn: CivilDate };

/** What anybody who knows these three may see of a person; her name only as initials. */
export type Affiliation =
  & { id: number }
  & Pick<
    AffiliateDetails,
    | "firstName"
    | "secondName"
    | "firstSurname"
    | "secondSurname"
    | "state"
    | "regime"
    | "kind"
    | "affiliatedOn"
    | "endedOn"
    | "municipality"
    | "primarySiteName"
  >;

/** Affiliations that one place may ask for: a family, or an office that helps people. */
export const CONSULTA_BY_SOURCE: AttemptLimit = {
  name: "consulta by source",
  free: 30,
  ...WAITS,
};

/** Birth dates that may be tried with one document, from wherever. */
export const CONSULTA_BY_DOCUMENT: AttemptLimit = {
  name: "consulta by document",
  free: 9,
  ...WAITS,
};

/** Reads the form; `today` is the day in Bogotá. */
export function readConsulta(
  typed: TypedConsulta,
  today: CivilDate,
): { consulta: Consulta } | { errors: FieldError[] } {
  const { document, errors } = readDocument(typed);
  const reading = readTypedDate(typed.nacimiento);
  if ("problem" in reading) errors.push({ field: "nacimiento", message: reading.problem });
  else if (reading.date > today) {
    const message = "Nadie nace en el futuro: escriba el año con cuatro cifras.";
    errors.push({ field: "nacimiento", message });
  }
  return document && "date" in reading && errors.length === 0
    ? { consulta: { ...document, bornOn: reading.date } }
    : { errors };
}

/** `M. C. P. R.`: enough for whoever knows the person, and for nobody else. */
export function initialsOf(person: PersonName): string {
  const { firstName, secondName, firstSurname, secondSurname } = person;
  return [firstName, secondName, firstSurname, secondSurname]
    .flatMap((name) => name ? [`${name.charAt(0).toUpperCase()}.`] : []).join(" ");
}

/** A state in words, with what it means; one that no list has is asked about on the line. */
export function describeState(code: string): { name: string; meaning: string } {
  return AFFILIATION_STATES.find((state) => state.code === code) ??
    { name: `Código ${code}`, meaning: "Pregunte en la línea qué significa." };
}
