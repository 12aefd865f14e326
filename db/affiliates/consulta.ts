import { and, eq } from "drizzle-orm";
import type { Affiliation, Consulta } from "../../domain/affiliates/consulta.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { affiliates } from "../schema.ts";

/**
 * The person whose document and birth date these are. One question by all three, so that nothing
 * tells whether the document alone exists.
 */
export async function findAffiliation(db: Db, asked: Consulta): Promise<Affiliation | undefined> {
  const [person] = await ask(db, AFFILIATION(asked));
  return person;
}

const AFFILIATION = question(
  {
    id: affiliates.id,
    firstName: affiliates.firstName,
    secondName: affiliates.secondName,
    firstSurname: affiliates.firstSurname,
    secondSurname: affiliates.secondSurname,
    state: affiliates.state,
    regime: affiliates.regime,
    kind: affiliates.kind,
    affiliatedOn: affiliates.affiliatedOn,
    endedOn: affiliates.endedOn,
    municipality: affiliates.municipality,
    primarySiteName: affiliates.primarySiteName,
  },
  (select, { documentType, documentNumber, bornOn }: Values<Consulta>) =>
    select.from(affiliates).where(and(
      eq(affiliates.documentType, documentType),
      eq(affiliates.documentNumber, documentNumber),
      eq(affiliates.bornOn, bornOn),
    )),
);
