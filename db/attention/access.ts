import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import type { ListedCase } from "../../domain/attention/case.ts";
import type { CasePerson } from "../../domain/attention/form.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import { affiliates, attentionCases } from "../schema.ts";
import { LISTED_CASE } from "./thread.ts";

const MAX_SHOWN = 50;

/** What opens a case beside its radicado: the document that it names, or the code given for it. */
export type CaseKey = { folio: string; documentNumber: string | undefined; codeSha256: string };

/**
 * The case that a radicado and what was typed beside it open; undefined where they do not belong
 * together. What somebody sent after she had signed in opens with her account alone: her document
 * stays known to whoever once acted for her.
 */
export async function findKeyedCase(
  db: Db,
  key: CaseKey,
): Promise<{ isNamed: boolean } | undefined> {
  const [found] = await db.select({ name: attentionCases.name }).from(attentionCases).where(and(
    eq(attentionCases.folio, key.folio),
    isNull(attentionCases.affiliateId),
    or(
      sql`${attentionCases.documentNumber} = ${key.documentNumber ?? null}`,
      eq(attentionCases.codeSha256, key.codeSha256),
    ),
  ));
  return found && { isNamed: found.name !== null };
}

/** The cases that an affiliate opened after she had signed in, the newest first. */
export async function findOwnCases(db: Db, affiliateId: number): Promise<ListedCase[]> {
  return await db.select(LISTED_CASE).from(attentionCases)
    .where(eq(attentionCases.affiliateId, affiliateId))
    .orderBy(desc(attentionCases.createdAt)).limit(MAX_SHOWN);
}

/**
 * Who an affiliate is, as the file says: she need not type it. Where a minor has no address of her
 * own, news goes to the head who acts for her.
 */
export async function findCasePerson(
  db: Db,
  affiliateId: number,
  headId = affiliateId,
): Promise<CasePerson | undefined> {
  const [found] = await db.select({
    documentType: affiliates.documentType,
    documentNumber: affiliates.documentNumber,
    name: FULL_NAME,
    email: sql<string | null>`coalesce(${affiliates.email},
      (SELECT head.email FROM affiliates AS head WHERE head.id = ${headId}))`,
    phone: affiliates.phone,
  }).from(affiliates).where(eq(affiliates.id, affiliateId));
  return found;
}
