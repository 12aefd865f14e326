import { and, asc, gt, notInArray, sql } from "drizzle-orm";
import type { LoadedAffiliate } from "../../domain/affiliates/affiliate.ts";
import { ENDED_STATES } from "../../domain/affiliates/retired.ts";
import { AFFILIATE_COLUMNS } from "../../domain/affiliates/columns.ts";
import type { Db } from "../client.ts";
import { affiliates } from "../schema.ts";
import { snakeCase } from "../snake_case.ts";

/*
 * How loads find and write affiliates: by their code, which is the kind of document, of two letters,
 * and its number (`CC 123`).
 */

const KEY = { document_type: "substr(c.code, 1, 2)", document_number: "substr(c.code, 4)" };

/** The table of affiliates for changes of records, as `db/loads/record_tables.ts` needs it. */
export const AFFILIATES_TABLE = {
  name: "affiliates",
  kinds: ["affiliates"] as const,
  key: KEY,
  lasting: { column: "id", ofNew: "NULL" },
  properties: AFFILIATE_COLUMNS.map(({ key }) => key).filter((key) => !(snakeCase(key) in KEY)),
};

/** Who is on file of some codes, `list` as JSON. */
export function askAffiliates(db: Db, list: string) {
  return db.select().from(affiliates).where(sql`(document_type, document_number) IN
    (SELECT substr(value, 1, 2), substr(value, 4) FROM json_each(${list}))`);
}

/** Who is affiliated, by number: the first `limit` of them after a number. */
export function askActiveAffiliates(db: Db, { after, limit }: { after: number; limit: number }) {
  return db.select().from(affiliates)
    .where(and(gt(affiliates.id, after), notInArray(affiliates.state, [...ENDED_STATES])))
    .orderBy(asc(affiliates.id)).limit(limit);
}

/** A row of affiliates as files bring it. */
export function toLoaded(
  { id: _, documentType, documentNumber, ...details }: typeof affiliates.$inferSelect,
): LoadedAffiliate {
  return { code: `${documentType} ${documentNumber}`, details };
}
