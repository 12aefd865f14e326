import type { LineBook, LinePlace, VoucherLines } from "./book.ts";
import { partsOfLine } from "./line_text.ts";
import { inGroups } from "./numbers.ts";

/** Lines of which a digest is made again are read so many at a time. */
const READ_AT_ONCE = 2000;

/** The numbers of a voucher's lines, in their order. */
export function numbersOf<Table>(
  book: LineBook<Table>,
  { index, count }: VoucherLines,
): Uint32Array {
  const counts = () => book.vouchers.values().map((one) => one.count);
  const { numbers, starts } = book.order ??= inGroups(counts().toArray(), book.voucherOf);
  const start = starts[index] ?? 0;
  return numbers.subarray(start, start + count);
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

/** A text that is equal for equal lines in equal order. */
export function digestOf<Table>(book: LineBook<Table>, lines: VoucherLines): string {
  endDigest(book);
  lines.digest ||= digestAnew(book, lines);
  return lines.digest;
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

function digestAnew<Table>(book: LineBook<Table>, lines: VoucherLines): string {
  const [digest, numbers] = [book.openDigest(), numbersOf(book, lines)];
  for (let at = 0; at < numbers.length; at += READ_AT_ONCE) {
    for (const text of book.texts.read(numbers.subarray(at, at + READ_AT_ONCE))) {
      digest.add(partsOfLine(text)[1]);
    }
  }
  return digest.end();
}

/** The text of a line. */
export function lineAt<Table>({ texts }: LineBook<Table>, number: number): string {
  return texts.read([number])[0] ?? "";
}
