import { and, asc, eq, sql } from "drizzle-orm";
import type { ProposedSite } from "../../domain/enrolment/site_questions.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { loadedPlaces } from "../schema.ts";

/** More than any department has; a list of more helps nobody who types. */
const MAX_SITES = 500;

/** The places of IPS in a department, by its two digits, by municipality and name. */
export async function findSitesToPropose(db: Db, department: string): Promise<ProposedSite[]> {
  return await ask(db, SITES({ department }));
}

const SITES = question(
  { code: loadedPlaces.code, name: loadedPlaces.name },
  (select, { department }: Values<{ department: string }>) =>
    select.from(loadedPlaces).where(and(
      eq(loadedPlaces.kind, "sites"),
      sql`dane_code >= ${department}`,
      sql`dane_code < ${department} || 'x'`,
    )).orderBy(asc(loadedPlaces.daneCode), asc(loadedPlaces.name), asc(loadedPlaces.code))
      .limit(MAX_SITES),
);
