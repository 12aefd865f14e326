import type { VoucherLines } from "./book.ts";

/** Some lines of a corrected voucher that had lines, from a place on. */
export type CorrectedLines = {
  revisionId: number;
  lines: VoucherLines;
  from: number;
  count: number;
};

type Revision = {
  replaces: { revisionId: number; settlementCount: number } | undefined;
  lines: VoucherLines | undefined;
};

/** The lines whose places in the voucher before must be looked at, at most so many at a time. */
export function* correctedLines(
  revisions: Iterable<Revision>,
  maxLines: number,
): Generator<CorrectedLines> {
  for (const { replaces, lines } of revisions) {
    if (!replaces || !lines || replaces.settlementCount === 0) continue;
    const { revisionId } = replaces;
    for (let from = 0; from < lines.count; from += maxLines) {
      yield { revisionId, lines, from, count: Math.min(maxLines, lines.count - from) };
    }
  }
}

/** Counts lines, as JSON of their tuples, against those that were at their places before. */
export function countCorrections(
  counts: { new: number; changed: number; unchanged: number },
  lines: string[],
  before: (string | undefined)[],
): void {
  for (const [index, line] of lines.entries()) {
    const old = before[index];
    counts[old === undefined ? "new" : old === line ? "unchanged" : "changed"]++;
  }
}
