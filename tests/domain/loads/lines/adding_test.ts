import { assertEquals } from "@std/assert";
import { addLine } from "../../../../domain/loads/lines/adding.ts";
import { type LineBook, openLineBook, type ReadLine } from "../../../../domain/loads/lines/book.ts";
import { tupleOfLine } from "../../../../domain/loads/lines/line_text.ts";
import {
  digestScattered,
  numbersOf,
  placeOfLine,
  variedIn,
} from "../../../../domain/loads/lines/reading.ts";
import { hashOf } from "../../../../domain/loads/lines/seen.ts";
import { totalsOf } from "../../../../domain/payments/settlement.ts";
import { aLine } from "../../support/records.ts";

const NIT = "900356158";

function lineOf(voucherNumber: string, wish: Parameters<typeof aLine>[0] = {}): ReadLine {
  return { nit: NIT, voucherNumber, ...aLine(wish) };
}

function bookOf(lines: ReadLine[]): LineBook<string> {
  const book = openLineBook<string>();
  for (const [index, line] of lines.entries()) {
    addLine(book, line, { table: index < 5 ? "a" : "b", row: { cells: [], number: index + 2 } });
  }
  return book;
}

/** Three thousand lines of seven vouchers, one after the other in turn. */
const SCATTERED = Array.from(
  { length: 3000 },
  (_, index) =>
    lineOf(`CE-${index % 7}`, { invoiceNumber: `FEV-${index}`, paidAmount: index * 100 }),
);
const GROUPED = Map.groupBy(SCATTERED, ({ voucherNumber }) => voucherNumber).values().toArray()
  .flat();

Deno.test("lines that lie scattered are those of their voucher, in their order, with the same digest", async () => {
  const [scattered, grouped] = [bookOf(SCATTERED), bookOf(GROUPED)];
  for (const book of [scattered, grouped]) await digestScattered(book, () => Promise.resolve());
  for (const [key, lines] of scattered.vouchers) {
    const same = grouped.vouchers.get(key);
    const own = SCATTERED.filter(({ voucherNumber }) => voucherNumber === lines.voucherNumber);
    const read = scattered.texts.read(numbersOf(scattered, lines)).map(tupleOfLine);
    assertEquals(read.map(([, invoice]) => invoice), own.map(({ invoiceNumber }) => invoiceNumber));
    assertEquals([lines.count, lines.totals], [own.length, totalsOf(own)]);
    assertEquals([same?.digest, lines.digest === ""], [lines.digest, false]);
  }
});

Deno.test("others run while scattered lines are digested, also those of one voucher", async () => {
  const ofOne = SCATTERED.map((line) => ({ ...line, voucherNumber: "CE-1" }));
  const other = lineOf("CE-2", { invoiceNumber: "FEV-OTRA" });
  for (const lines of [SCATTERED, [...ofOne.slice(0, 1), other, ...ofOne.slice(1)]]) {
    let turns = 0;
    await digestScattered(bookOf(lines), () => Promise.resolve(void turns++));
    assertEquals(turns >= 3, true, String(turns));
  }
  let turns = 0;
  await digestScattered(bookOf(GROUPED), () => Promise.resolve(void turns++));
  assertEquals(turns, 0);
});

Deno.test("a line says in which table and row it was read", () => {
  const book = bookOf(SCATTERED.slice(0, 10));
  const places = [0, 4, 5, 9].map((number) => placeOfLine(book, number));
  assertEquals(places.map(({ table, row }) => [table, row.number]), [
    ["a", 2],
    ["a", 6],
    ["b", 7],
    ["b", 11],
  ]);
});

Deno.test("two keys of one hash are two lines", () => {
  const [one, other] = twoOfOneHash();
  const line = (invoiceNumber: string) => lineOf("1", { invoiceNumber });
  const book = openLineBook<string>();
  const place = { table: "a", row: { cells: [] as [], number: 2 } };
  const added = [one, other, one, other].map((number) => addLine(book, line(number), place));
  assertEquals(added.map((again) => again?.isSame), [undefined, undefined, true, true]);
  assertEquals(book.count, 2);
});

/** Invoice numbers that have the same hash in a book whose hashes begin with 0. */
function twoOfOneHash(): [string, string] {
  const probe = bookOf([lineOf("1")]);
  const { hash = 0 } = probe.vouchers.values().next().value ?? {};
  const seen = new Map<number, string>();
  for (let number = 0; number < 1e6; number++) {
    const values = ["Factura", `FEV-${number}`, aLine().settlementDocument];
    const found = hashOf(hash, [0, 1, 2], values);
    const before = seen.get(found);
    if (before) return [before, `FEV-${number}`];
    seen.set(found, `FEV-${number}`);
  }
  throw new Error("no two numbers have one hash");
}

Deno.test("what may differ between lines is told by their columns", () => {
  const book = bookOf([
    lineOf("1", { invoiceNumber: "1" }),
    lineOf("1", { invoiceNumber: "2" }),
    lineOf("1", { invoiceNumber: "3", vat: 5 }),
  ]);
  const [number, vat] = [1 << 1, 1 << 8];
  assertEquals(variedIn(book, Uint32Array.of(0, 1)), number);
  assertEquals(variedIn(book, Uint32Array.of(0, 2)), number | vat);
  assertEquals(variedIn(book, Uint32Array.of(2)), 0);
});
