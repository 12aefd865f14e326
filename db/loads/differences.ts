import { and, asc, eq, getTableColumns, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Correction } from "../../domain/loads/record.ts";
import type { Db } from "../client.ts";
import { compareRevisions } from "../payments/compare_revisions.ts";
import { loads, providers, voucherRevisions } from "../schema.ts";

const replaced = alias(voucherRevisions, "replaced");

/**
 * One page of the vouchers that a load corrects, each with what it changes against the version
 * before it, and how many there are. Of an undo: what it changes back. Waiting loads and published
 * ones alike; a load that was refused has none.
 */
export async function findLoadDifferences(
  db: Db,
  loadId: string,
  { page, perPage = PAGE_SIZE }: { page: number; perPage?: number },
): Promise<{ differences: Correction[]; total: number }> {
  const [[load], [count], rows] = await db.batch([
    db.select({ isReversal: loads.isReversal }).from(loads).where(eq(loads.id, loadId)),
    db.select({ total: sql<number>`count(*)` }).from(voucherRevisions).where(isCorrection(loadId)),
    db.select({
      revision: getTableColumns(voucherRevisions),
      replaced: getTableColumns(replaced),
      nit: providers.nit,
      legalName: providers.legalName,
    }).from(voucherRevisions)
      .innerJoin(replaced, eq(replaced.id, voucherRevisions.replacesId))
      .innerJoin(providers, eq(providers.id, voucherRevisions.providerId))
      .where(isCorrection(loadId))
      .orderBy(asc(voucherRevisions.providerId), asc(voucherRevisions.documentNumber))
      .limit(perPage).offset((page - 1) * perPage),
  ]);
  const pairs = rows.map(({ revision, replaced }) =>
    load?.isReversal ? { before: revision, after: replaced } : { before: replaced, after: revision }
  );
  const compared = await compareRevisions(db, pairs);
  const differences = rows.flatMap(({ nit, legalName, revision }, index) => {
    const difference = compared[index];
    if (!difference) return [];
    return [{ nit, legalName, documentNumber: revision.documentNumber, ...difference }];
  });
  return { differences, total: count?.total ?? 0 };
}

function isCorrection(loadId: string) {
  const base = sql`(SELECT coalesce(switches_load_id, id) FROM loads WHERE id = ${loadId})`;
  return and(eq(voucherRevisions.loadId, base), isNotNull(voucherRevisions.replacesId));
}
