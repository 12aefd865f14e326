import { and, eq, getTableColumns, isNotNull, or, sql } from "drizzle-orm";
import type { Provider } from "../domain/provider.ts";
import type { Db } from "./client.ts";
import {
  compareRevisions,
  type Revision,
  type RevisionDifference,
  type RevisionPair,
} from "./compare_revisions.ts";
import { loads, voucherRevisions } from "./schema.ts";

/** A correction of a voucher that a provider may have taken away before; `at` is its publication. */
export type VoucherChange = RevisionDifference & { at: number };

const MOST_CHANGES = 10;

/**
 * What changed of a provider's voucher since it first came, newest first, undos included; nothing of
 * a voucher that is not (or no longer) the provider's. Two round trips at most.
 */
export async function findVoucherChanges(
  db: Db,
  provider: Provider,
  documentNumber: string,
): Promise<VoucherChange[]> {
  const rows = await db.select({
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
    ).where(and(
      eq(voucherRevisions.providerId, provider.id),
      eq(voucherRevisions.documentNumber, documentNumber),
      isNotNull(loads.publishedAt),
    ));
  const steps = stepsOf(rows.toSorted(byInstant)).slice(-MOST_CHANGES);
  const differences = await compareRevisions(db, steps);
  return steps.map(({ at }, index) => ({ at, difference: differences[index] }))
    .flatMap(({ at, difference }) =>
      difference && isSeen(difference) ? [{ ...difference, at }] : []
    )
    .toReversed();
}

type Switch = {
  revision: Revision;
  publishedAt: number | null;
  place: number;
  isReversal: boolean;
};

type Step = RevisionPair & { at: number };

/**
 * From one version that a provider could see to the next one. A voucher that an undo took away and a
 * load brought again steps from what it was to what it is.
 */
function stepsOf(switches: Switch[]): Step[] {
  const byId = new Map(switches.map(({ revision }) => [revision.id, revision]));
  const steps: Step[] = [];
  let before: Revision | undefined;
  let isVisible = false;
  for (const { revision, publishedAt, isReversal } of switches) {
    const after = isReversal ? byId.get(revision.replacesId ?? 0) : revision;
    isVisible = after !== undefined;
    if (!after) continue;
    if (before && before.id !== after.id) steps.push({ before, after, at: publishedAt ?? 0 });
    before = after;
  }
  return isVisible ? steps : [];
}

function byInstant(one: Switch, other: Switch): number {
  return (one.publishedAt ?? 0) - (other.publishedAt ?? 0) || one.place - other.place;
}

/** Another order of the same lines is nothing that an accountant must be told. */
function isSeen({ fields, lineCounts }: RevisionDifference): boolean {
  if (fields.length > 0 || lineCounts === undefined) return true;
  return lineCounts.added + lineCounts.removed + lineCounts.changed > 0;
}
