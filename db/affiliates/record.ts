import { and, eq, getTableColumns } from "drizzle-orm";
import type { AffiliateDocument } from "../../domain/affiliates/document.ts";
import type { AffiliateRecord } from "../../domain/affiliates/record.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import { ask, question, type Values } from "../question.ts";
import { affiliates } from "../schema.ts";

/** What is on file of a person by her number; undefined where a load or its undo removed her. */
export async function findAffiliateRecord(
  db: Db,
  id: number,
): Promise<AffiliateRecord | undefined> {
  const [record] = await ask(db, RECORD({ id }));
  return record;
}

/** The number of the person with a document. */
export async function findAffiliateId(
  db: Db,
  document: AffiliateDocument,
): Promise<number | undefined> {
  const [row] = await ask(db, BY_DOCUMENT(document));
  return row?.id;
}

/** What is on file of one person. */
export const RECORD = question(
  { ...getTableColumns(affiliates), name: FULL_NAME },
  (select, { id }: Values<{ id: number }>) => select.from(affiliates).where(eq(affiliates.id, id)),
);

const BY_DOCUMENT = question(
  { id: affiliates.id },
  (select, { documentType, documentNumber }: Values<AffiliateDocument>) =>
    select.from(affiliates).where(and(
      eq(affiliates.documentType, documentType),
      eq(affiliates.documentNumber, documentNumber),
    )),
);
