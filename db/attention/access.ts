import { and, desc, eq, or, sql } from "drizzle-orm";
import type { ListedCase } from "../../domain/attention/case.ts";
import type { CasePerson } from "../../domain/attention/form.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import { affiliates, attentionCases } from "../schema.ts";
import { LISTED_CASE } from "./thread.ts";

const MAX_SHOWN = 50;

/** What opens a case beside its radicado: the document that it names, or the code given for it. */
export type CaseKey = { folio: string; documentNumber: string | undefined; codeSha256: string };

/** Whether a radicado and what was typed beside it belong together. */
export async function isCaseKey(db: Db, key: CaseKey): Promise<boolean> {
  const rows = await db.select({ folio: attentionCases.folio }).from(attentionCases).where(and(
    eq(attentionCases.folio, key.folio),
    or(
      sql`${attentionCases.documentNumber} = ${key.documentNumber ?? null}`,
      eq(attentionCases.codeSha256, key.codeSha256),
    ),
  ));
  return rows.length === 1;
}

/** The cases that an affiliate opened after she had signed in, the newest first. */
export async function findOwnCases(db: Db, affiliateId: number): Promise<ListedCase[]> {
  return await db.select(LISTED_CASE).from(attentionCases)
    .where(eq(attentionCases.affiliateId, affiliateId))
    .orderBy(desc(attentionCases.createdAt)).limit(MAX_SHOWN);
}

/**
 * Who an affiliate is, as the file says: she need not type it. Where she has no address of her own,
 * news goes to whoever acts for her.
 */
export async function findCasePerson(
  db: Db,
  affiliateId: number,
  holderId = affiliateId,
): Promise<CasePerson | undefined> {
  const [found] = await db.select({
    documentType: affiliates.documentType,
    documentNumber: affiliates.documentNumber,
    name: FULL_NAME,
    email: sql<string | null>`coalesce(${affiliates.email},
      (SELECT holder.email FROM affiliates AS holder WHERE holder.id = ${holderId}))`,
    phone: affiliates.phone,
  }).from(affiliates).where(eq(affiliates.id, affiliateId));
  return found;
}
