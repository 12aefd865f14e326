import { sql } from "drizzle-orm";
import {
  compareLines,
  compareVouchers,
  countLineChanges,
  type RevisionDifference,
} from "../../domain/payments/difference.ts";
import type { Settlement } from "../../domain/payments/settlement.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { settlements, type voucherRevisions } from "../schema.ts";
import { SETTLEMENT } from "./settlement_row.ts";
import { toVoucher } from "./voucher_row.ts";

export type Revision = typeof voucherRevisions.$inferSelect;
export type RevisionPair = { before: Revision; after: Revision };

export const MAX_COMPARED = 2000;
const MAX_LINES_NAMED = 100;

/** Compares versions of vouchers; their lines are read in one round trip, where any differ. */
export async function compareRevisions(
  db: Db,
  pairs: RevisionPair[],
): Promise<RevisionDifference[]> {
  const ids = pairs.filter((pair) => hasOtherLines(pair) && !isLong(pair))
    .flatMap(({ before, after }) => [before.id, after.id]);
  const lines = await readLines(db, [...new Set(ids)]);
  return pairs.map((pair) => compareRevision(pair, lines));
}

/** The lines of revisions, by the revisions' ids. */
export type LinesOf = ReadonlyMap<number, Settlement[]>;

/** Compares two versions whose lines were read, where they differ. */
export function compareRevision(pair: RevisionPair, lines: LinesOf): RevisionDifference {
  const { before, after } = pair;
  const fields = compareVouchers(toVoucher(before), toVoucher(after));
  if (hasOtherLines(pair) && isLong(pair)) return { fields, lines: [], lineCounts: undefined };
  const all = hasOtherLines(pair)
    ? compareLines(lines.get(before.id) ?? [], lines.get(after.id) ?? [])
    : [];
  return { fields, lines: all.slice(0, MAX_LINES_NAMED), lineCounts: countLineChanges(all) };
}

function hasOtherLines({ before, after }: RevisionPair): boolean {
  return before.settlementsDigest !== after.settlementsDigest;
}

function isLong({ before, after }: RevisionPair): boolean {
  return Math.max(before.settlementCount, after.settlementCount) > MAX_COMPARED;
}

async function readLines(db: Db, revisionIds: number[]): Promise<LinesOf> {
  if (revisionIds.length === 0) return new Map();
  return groupLines(await ask(db, LINES({ ids: JSON.stringify(revisionIds) })));
}

/** The columns of a line that are compared, and its revision. */
export const COMPARED_LINE = { ...SETTLEMENT, revisionId: settlements.revisionId };

const LINES = question(
  COMPARED_LINE,
  (select, { ids }: Values<{ ids: string }>) =>
    select.from(settlements).where(sql`revision_id IN (SELECT value FROM json_each(${ids}))`)
      .orderBy(settlements.revisionId, settlements.lineNumber),
);

/** Lines in the order of their revisions, by revision. */
export function groupLines(lines: (Settlement & { revisionId: number })[]): LinesOf {
  return Map.groupBy(lines, ({ revisionId }) => revisionId);
}
