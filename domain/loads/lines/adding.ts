import { addToTotals, noTotals } from "../../payments/settlement.ts";
import { type SettlementTuple, settlementTuple } from "../../payments/settlement_tuple.ts";
import type { LineBook, LinePlace, ReadLine, VoucherLines } from "./book.ts";
import { lineText, partsOfLine, tupleOfLine } from "./line_text.ts";
import { endDigest, lineAt, placeOfLine } from "./reading.ts";
import { hashOf } from "./seen.ts";
import { voucherKey } from "./voucher_key.ts";

/**
 * Adds a line. Where its key came before it does not, and answers where the first one was read, and
 * whether the two say the same.
 */
export function addLine<Table>(
  book: LineBook<Table>,
  line: ReadLine,
  { table, row }: LinePlace<Table>,
): { first: LinePlace<Table>; isSame: boolean } | undefined {
  const lines = linesOf(book, line);
  const tuple = settlementTuple(line);
  const text = JSON.stringify(tuple);
  const hash = hashOf(lines.hash, KEY_COLUMNS, tuple);
  const isFirst = (number: number) =>
    book.voucherOf.at(number) === lines.index &&
    hasSameKey(tupleOfLine(lineAt(book, number)), tuple);
  const first = book.seen.find(hash, isFirst);
  if (first !== undefined) {
    const isSame = partsOfLine(lineAt(book, first))[1] === text;
    return { first: placeOfLine(book, first), isSame };
  }
  digestNext(book, lines, text);
  lines.count++;
  addToTotals(lines.totals, line);
  note(book, { lines, tuple, hash }, { table, row });
  book.texts.add(lineText(line.invoiceNumber, text));
  return undefined;
}

/** One voucher may pay one invoice in parts: type, invoice and Documento Cruce, by their places. */
const KEY_COLUMNS = [0, 1, 15];

/** Notes the numbers of the next line. */
function note<Table>(
  book: LineBook<Table>,
  { lines, tuple, hash }: { lines: VoucherLines; tuple: SettlementTuple; hash: number },
  { table, row }: LinePlace<Table>,
): void {
  if (book.tables.at(-1)?.table !== table) book.tables.push({ table, from: book.count });
  book.count++;
  book.seen.add(hash);
  book.voucherOf.push(lines.index);
  book.rowOf.push(row.number);
  book.changedIn.push(changedColumns(book.before, tuple));
  book.before = tuple;
  book.order = undefined;
}

function hasSameKey(one: SettlementTuple, other: SettlementTuple): boolean {
  return KEY_COLUMNS.every((place) => one[place] === other[place]);
}

function linesOf<Table>({ latest, vouchers, seed }: LineBook<Table>, line: ReadLine): VoucherLines {
  const { nit, voucherNumber } = line;
  if (latest?.lines.voucherNumber === voucherNumber && latest.lines.nit === nit) {
    return latest.lines;
  }
  const key = voucherKey(nit, voucherNumber);
  const known = vouchers.get(key);
  if (known) return known;
  const [index, hash] = [vouchers.size, hashOf(seed, [0], [key])];
  const named = { nit, voucherNumber, count: 0, totals: noTotals(), index, hash, digest: "" };
  vouchers.set(key, named);
  return named;
}

/** Digests the next line: as it comes, where all lines of its voucher come one after the other. */
function digestNext<Table>(book: LineBook<Table>, lines: VoucherLines, text: string): void {
  if (book.latest?.lines !== lines) {
    endDigest(book);
    book.latest = { lines, digest: lines.count === 0 ? book.openDigest() : undefined };
    lines.digest = "";
  }
  book.latest.digest?.add(text);
}

function changedColumns(before: SettlementTuple, tuple: SettlementTuple): number {
  let changed = 0;
  for (let place = 0; place < tuple.length; place++) {
    if (before[place] !== tuple[place]) changed |= 1 << place;
  }
  return changed;
}
