import { and, asc, eq, getTableColumns, isNotNull, or, sql } from "drizzle-orm";
import type { VoucherChange } from "../../domain/payments/difference.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import {
  compareRevision,
  groupLines,
  LONGEST_COMPARED,
  type Revision,
  type RevisionPair,
} from "./compare_revisions.ts";
import { loads, settlements, voucherRevisions } from "../schema.ts";

const MOST_CHANGES = 10;

/**
 * What changed of a provider's voucher since it first came, newest first, undos included; undefined
 * where the voucher is not (or no longer) the provider's. One round trip.
 */
export async function findVoucherChanges(
  db: Db,
  provider: Provider,
  documentNumber: string,
): Promise<VoucherChange[] | undefined> {
  const [rows, lines] = await db.batch([
    switchesQuery(db, provider, documentNumber),
    linesQuery(db, provider, documentNumber),
  ]);
  if (!rows.some(({ revision }) => revision.isCurrent)) return undefined;
  const linesOf = groupLines(lines);
  return stepsOf(rows).flatMap((step) => {
    const change = { ...compareRevision(step, linesOf), at: step.at };
    return isSeen(change) ? [change] : [];
  }).toReversed();
}

/** When a voucher was corrected, newest first, of what `switchesQuery` answered. */
export function correctionInstants(switches: Switch[]): number[] {
  return stepsOf(switches).map(({ at }) => at).toReversed();
}

/** Asks for every version of a voucher that was or is seen, and when it came. */
export function switchesQuery(db: Db, provider: Provider, documentNumber: string) {
  return db.select({
    revision: getTableColumns(voucherRevisions),
    publishedAt: loads.publishedAt,
    place: sql<number>`loads.rowid`,
    isReversal: loads.isReversal,
  }).from(voucherRevisions)
    .innerJoin(
      loads,
      or(
        eq(loads.id, voucherRevisions.loadId),
        and(eq(loads.switchesLoadId, voucherRevisions.loadId), isNotNull(loads.switchesLoadId)),
      ),
    ).where(and(isOf(provider, documentNumber), isNotNull(loads.publishedAt)));
}

/** The lines of every version that is short enough to be compared line by line. */
function linesQuery(db: Db, provider: Provider, documentNumber: string) {
  const revisions = db.select({ id: voucherRevisions.id }).from(voucherRevisions).where(and(
    isOf(provider, documentNumber),
    sql`settlement_count <= ${LONGEST_COMPARED}`,
  ));
  return db.select().from(settlements).where(sql`revision_id IN (${revisions})`)
    .orderBy(asc(settlements.revisionId), asc(settlements.lineNumber));
}

function isOf(provider: Provider, documentNumber: string) {
  return and(
    eq(voucherRevisions.providerId, provider.id),
    eq(voucherRevisions.documentNumber, documentNumber),
  );
}

export type Switch = {
  revision: Revision;
  publishedAt: number | null;
  place: number;
  isReversal: boolean;
};

type Step = RevisionPair & { at: number };

/**
 * From one version that a provider could see to the next one, the last of them. A voucher that an undo took away and a
 * load brought again steps from what it was to what it is.
 */
function stepsOf(switches: Switch[]): Step[] {
  const byId = new Map(switches.map(({ revision }) => [revision.id, revision]));
  const steps: Step[] = [];
  let before: Revision | undefined;
  let isVisible = false;
  for (const { revision, publishedAt, isReversal } of switches.toSorted(byInstant)) {
    const after = isReversal ? byId.get(revision.replacesId ?? 0) : revision;
    isVisible = after !== undefined;
    if (!after) continue;
    if (before && before.id !== after.id) steps.push({ before, after, at: publishedAt ?? 0 });
    before = after;
  }
  return isVisible ? steps.slice(-MOST_CHANGES) : [];
}

function byInstant(one: Switch, other: Switch): number {
  return (one.publishedAt ?? 0) - (other.publishedAt ?? 0) || one.place - other.place;
}

/** Another order of the same lines is nothing that an accountant must be told. */
function isSeen({ fields, lineCounts }: VoucherChange): boolean {
  if (fields.length > 0 || lineCounts === undefined) return true;
  return lineCounts.added + lineCounts.removed + lineCounts.changed > 0;
}
