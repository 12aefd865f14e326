import type { Pause } from "../../pause.ts";
import type { LineBook, LinePlace, VoucherLines } from "./book.ts";
import { partsOfLine } from "./line_text.ts";
import { type Grouped, inGroups } from "./numbers.ts";

/** So many scattered lines are read in one turn: some ten milliseconds. */
const READ_AT_ONCE = 500;

/** The numbers of a voucher's lines, in their order. */
export function numbersOf<Table>(
  book: LineBook<Table>,
  { index, count }: VoucherLines,
): Uint32Array {
  const { numbers, starts } = orderOf(book);
  const start = starts[index] ?? 0;
  return numbers.subarray(start, start + count);
}

function orderOf<Table>(book: LineBook<Table>): Grouped {
  const counts = () => book.vouchers.values().map((one) => one.count);
  return book.order ??= inGroups(counts().toArray(), book.voucherOf);
}

/** Where a line was read. */
export function placeOfLine<Table>(
  { tables, rowOf }: LineBook<Table>,
  number: number,
): LinePlace<Table> {
  const found = tables.findLast(({ from }) => from <= number);
  if (!found) throw new Error("a line without a table");
  return { table: found.table, row: { cells: [], number: rowOf.at(number) } };
}

/**
 * Makes the digests that are missing because lines of other vouchers lie between, and lets others
 * run meanwhile. Where there are such vouchers the texts are put into the order of vouchers first.
 */
export async function digestScattered<Table>(book: LineBook<Table>, pause: Pause): Promise<void> {
  endDigest(book);
  const scattered = [...book.vouchers.values()].filter(({ digest }) => digest === "");
  if (scattered.length === 0) return;
  await book.texts.arrange(orderOf(book).numbers, pause);
  let read = 0;
  for (const lines of scattered) {
    const [digest, numbers] = [book.openDigest(), numbersOf(book, lines)];
    for (let at = 0; at < numbers.length; at += READ_AT_ONCE) {
      const some = numbers.subarray(at, at + READ_AT_ONCE);
      for (const text of book.texts.read(some)) digest.add(partsOfLine(text)[1]);
      read += some.length;
      if (read < READ_AT_ONCE) continue;
      await pause();
      read = 0;
    }
    lines.digest = digest.end();
  }
}

/** The columns of a line's tuple, as bits, that may differ between some lines. */
export function variedIn<Table>({ changedIn }: LineBook<Table>, numbers: Uint32Array): number {
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  let varied = 0;
  for (let number = first + 1; number <= last; number++) varied |= changedIn.at(number);
  return varied;
}

/** Ends what was digested line by line. */
export function endDigest<Table>(book: LineBook<Table>): void {
  const { latest } = book;
  if (latest?.digest) latest.lines.digest = latest.digest.end();
  book.latest = undefined;
}

/** The text of a line. */
export function lineAt<Table>({ texts }: LineBook<Table>, number: number): string {
  return texts.read([number])[0] ?? "";
}
