import { and, asc, eq, getTableColumns, isNotNull, or, type SQL, sql } from "drizzle-orm";
import type { VoucherChange } from "../../domain/payments/difference.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { askTogether, inner, question, type Values } from "../question.ts";
import {
  COMPARED_LINE,
  compareRevision,
  groupLines,
  MAX_COMPARED,
  type Revision,
} from "./compare_revisions.ts";
import { loads, settlements, voucherRevisions } from "../schema.ts";

const MAX_CHANGES = 10;

/**
 * What changed of a provider's voucher since it first came, newest first, undos included; undefined
 * where the voucher is not (or no longer) the provider's. One round trip.
 */
export async function findVoucherChanges(
  db: Db,
  provider: Provider,
  documentNumber: string,
): Promise<VoucherChange[] | undefined> {
  const asked = { provider: provider.id, documentNumber };
  const [rows, lines] = await askTogether(db, SWITCHES(asked), COMPARED_LINES(asked));
  if (!rows.some(({ revision }) => revision.isCurrent)) return undefined;
  const linesOf = groupLines(lines);
  return stepsOf(rows).flatMap((step) => {
    const change = { ...compareRevision(step, linesOf), at: step.at };
    return isSeen(change) ? [change] : [];
  }).toReversed();
}

/** When a voucher was corrected, newest first, from the answer of `CORRECTIONS`. */
export function correctionInstants(switches: Switch<Version>[]): number[] {
  return stepsOf(switches).map(({ at }) => at).toReversed();
}

type Named = { provider: number; documentNumber: string };

/** Every version of a voucher that was or is seen, and when it came. */
const SWITCHED = {
  publishedAt: loads.publishedAt,
  place: sql<number>`loads.rowid`,
  isReversal: loads.isReversal,
};

function isSwitched(named: Values<Named>): SQL | undefined {
  return and(isOf(named), isNotNull(loads.publishedAt));
}

const BY_SWITCH = or(
  eq(loads.id, voucherRevisions.loadId),
  and(eq(loads.switchesLoadId, voucherRevisions.loadId), isNotNull(loads.switchesLoadId)),
);

/** When the versions of a voucher were switched, and which replaced which. */
export const CORRECTIONS = question(
  {
    revision: { id: voucherRevisions.id, replacesId: voucherRevisions.replacesId },
    ...SWITCHED,
  },
  (select, named: Values<Named>) =>
    select.from(voucherRevisions).innerJoin(loads, BY_SWITCH).where(isSwitched(named)),
);

const SWITCHES = question(
  { revision: getTableColumns(voucherRevisions), ...SWITCHED },
  (select, named: Values<Named>) =>
    select.from(voucherRevisions).innerJoin(loads, BY_SWITCH).where(isSwitched(named)),
);

/** The lines of every version that is short enough to be compared line by line. */
const COMPARED_LINES = question(COMPARED_LINE, (select, named: Values<Named>) => {
  const revisions = inner.select({ id: voucherRevisions.id }).from(voucherRevisions)
    .where(and(isOf(named), sql`settlement_count <= ${MAX_COMPARED}`));
  return select.from(settlements).where(sql`revision_id IN (${revisions})`)
    .orderBy(asc(settlements.revisionId), asc(settlements.lineNumber));
});

function isOf({ provider, documentNumber }: Values<Named>): SQL | undefined {
  return and(
    eq(voucherRevisions.providerId, provider),
    eq(voucherRevisions.documentNumber, documentNumber),
  );
}

type Version = Pick<Revision, "id" | "replacesId">;
type Switch<Of extends Version> = {
  revision: Of;
  publishedAt: number | null;
  place: number;
  isReversal: boolean;
};

type Step<Of extends Version> = { before: Of; after: Of; at: number };

/**
 * From one version that a provider could see to the next one, the last of them. A voucher that an
 * undo took away and a load brought again steps from what it was to what it is.
 */
function stepsOf<Of extends Version>(switches: Switch<Of>[]): Step<Of>[] {
  const byId = new Map(switches.map(({ revision }) => [revision.id, revision]));
  const steps: Step<Of>[] = [];
  let before: Of | undefined;
  let isVisible = false;
  for (const { revision, publishedAt, isReversal } of switches.toSorted(byInstant)) {
    const after = isReversal ? byId.get(revision.replacesId ?? 0) : revision;
    isVisible = after !== undefined;
    if (!after) continue;
    if (before && before.id !== after.id) steps.push({ before, after, at: publishedAt ?? 0 });
    before = after;
  }
  return isVisible ? steps.slice(-MAX_CHANGES) : [];
}

function byInstant(one: Switch<Version>, other: Switch<Version>): number {
  return (one.publishedAt ?? 0) - (other.publishedAt ?? 0) || one.place - other.place;
}

/** Whether an accountant must see the change: another order of the same lines is none. */
function isSeen({ fields, lineCounts }: VoucherChange): boolean {
  if (fields.length > 0 || lineCounts === undefined) return true;
  return lineCounts.added + lineCounts.removed + lineCounts.changed > 0;
}
