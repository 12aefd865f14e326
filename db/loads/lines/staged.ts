import type { InStatement } from "@libsql/client";
import type { LineBook } from "../../../domain/loads/lines/book.ts";
import { numbersOf, variedIn } from "../../../domain/loads/lines/reading.ts";
import type { PlannedRevision } from "../../../domain/loads/plan.ts";
import { insertLines, type LinePlaces } from "./insert.ts";

/** Lines of one voucher that are stored together. */
const LINES_TOGETHER = 500;

/** A revision without its lines, as it is stored. */
export type StagedId = { id: number; providerId: number };
type StagedLines = LinePlaces & { numbers: Uint32Array };

/**
 * The lines that revisions bring, some of one voucher at a time, with their numbers in the book: an
 * object for each line would be garbage that V8 leaves for long.
 */
export function* stagedLines<Table>(
  book: LineBook<Table>,
  revisions: PlannedRevision[],
  ids: StagedId[],
): Generator<StagedLines> {
  for (const [index, { lines }] of revisions.entries()) {
    const staged = ids[index];
    if (!staged || !lines) continue;
    const { id: revisionId, providerId } = staged;
    const all = numbersOf(book, lines);
    for (let at = 0; at < all.length; at += LINES_TOGETHER) {
      const numbers = all.subarray(at, at + LINES_TOGETHER);
      yield { revisionId, providerId, from: at + 1, count: numbers.length, numbers };
    }
  }
}

/** The statement that inserts staged lines. */
export function insertStaged<Table>(book: LineBook<Table>, lines: StagedLines[]): InStatement {
  const numbers = Uint32Array.from(lines.flatMap(({ numbers }) => [...numbers]));
  return insertLines(lines, book.texts.read(numbers), variedIn(book, numbers));
}
