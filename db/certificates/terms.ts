import { desc, eq, lte } from "drizzle-orm";
import type { WithholdingTerms } from "../../domain/certificates/terms.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { withholdingTerms } from "../schema.ts";

const TERMS = {
  city: withholdingTerms.city,
  address: withholdingTerms.address,
  rentaConcept: withholdingTerms.rentaConcept,
  rentaRate: withholdingTerms.rentaRate,
  ivaConcept: withholdingTerms.ivaConcept,
  ivaRate: withholdingTerms.ivaRate,
  icaConcept: withholdingTerms.icaConcept,
  icaRate: withholdingTerms.icaRate,
  signerName: withholdingTerms.signerName,
  signerRole: withholdingTerms.signerRole,
  legalNote: withholdingTerms.legalNote,
};

/** What the certificates of exactly this year say. */
export const TERMS_OF_YEAR = question(
  TERMS,
  (select, { year }: Values<{ year: number }>) =>
    select.from(withholdingTerms).where(eq(withholdingTerms.year, year)),
);

const LATEST_TERMS = question(
  { ...TERMS, year: withholdingTerms.year },
  (select, { year }: Values<{ year: number }>) =>
    select.from(withholdingTerms).where(lte(withholdingTerms.year, year))
      .orderBy(desc(withholdingTerms.year)).limit(1),
);

/** What certificates say as of a year: that year's own terms, else the last ones before it. */
export async function findTerms(
  db: Db,
  year: number,
): Promise<(WithholdingTerms & { year: number }) | undefined> {
  const [terms] = await ask(db, LATEST_TERMS({ year }));
  return terms;
}

/** Stores what certificates of a year say from now on; those that are out stay as they are. */
export async function saveTerms(
  db: Db,
  year: number,
  terms: WithholdingTerms,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  await db.batch([
    db.insert(withholdingTerms).values({ year, ...terms })
      .onConflictDoUpdate({ target: withholdingTerms.year, set: terms }),
    ...entry.queries,
  ]);
}
