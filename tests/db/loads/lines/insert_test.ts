import { assertEquals } from "@std/assert";
import { insertLines } from "../../../../db/loads/lines/insert.ts";
import { lineText } from "../../../../domain/loads/lines/line_text.ts";
import type { SettlementTuple } from "../../../../domain/payments/settlement_tuple.ts";
import { testDatabase } from "../../../support/database.ts";
import { aFile, aVoucher, load, PROVIDERS, VOUCHERS_HEADER } from "../../../support/files.ts";

/** A line of voucher 1 of provider 1, by the columns of `settlements`. */
function aLine(number: number, wish: Record<number, string | number | null> = {}): SettlementTuple {
  const invoice = `FEV-${number}`;
  const paid = [1e14 + number, null, 5, ...Array(8).fill(0)];
  const settled = ["Giro «ñ»", "2026-03-16", null, 5, null, 0];
  return Object.assign(
    [1, number, 1, `FEV${number}`, "Factura", invoice, ...paid, ...settled],
    wish,
  );
}

function inserting(lines: SettlementTuple[]) {
  const places = lines.map(([revisionId, line, providerId]) => ({
    revisionId: Number(revisionId),
    providerId: Number(providerId),
    from: Number(line),
    count: 1,
  }));
  const texts = lines.map((line) => lineText(String(line[5]), JSON.stringify(line.slice(4))));
  const [first = []] = lines;
  const varied = first.slice(4).reduce<number>(
    (bits, value, place) =>
      lines.every((line) => line[place + 4] === value) ? bits : bits | 1 << place,
    0,
  );
  return insertLines(places, texts, varied) as { sql: string; args: string[] };
}

const CASES: Record<string, SettlementTuple[]> = {
  "one line": [aLine(1)],
  "lines that differ by their number alone": [aLine(1), aLine(2), aLine(3)],
  "an empty amount beside a zero": [aLine(1, { 7: null }), aLine(2, { 7: 0 })],
  "a day in the last line only": [aLine(1, { 18: null }), aLine(2, { 18: "2026-03-17" })],
  "signs that JSON and JSON 5 write in a way of their own": [
    aLine(1, { 17: `L'Hôpital "A\\B" \\'`, 19: "\u2028\u2029\\u0041" }),
    aLine(2, { 17: "'", 19: "\\" }),
    aLine(3, { 17: `""'\\"`, 19: "\t\u007f😀" }),
  ],
  "a text that looks like a number": [aLine(1, { 19: "007" }), aLine(2, { 19: "007" })],
};

for (const [name, lines] of Object.entries(CASES)) {
  Deno.test(`lines are stored as they were given: ${name}`, async () => {
    await using database = await testDatabase();
    const { db } = database;
    await load(db, [PROVIDERS(), aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "1" }))]);
    await db.$client.execute(inserting(lines));
    const { rows } = await db.$client.execute("SELECT * FROM settlements ORDER BY line_number");
    assertEquals(rows.map((row) => Object.values(row)), lines);
  });
}

Deno.test("what all lines have in common is read once", () => {
  const { sql } = inserting([aLine(1), aLine(2)]);
  const own = [...sql.matchAll(/tuple ->> (\d+)/g)].map(([, place]) => Number(place));
  assertEquals(own, [1, 3, 5, 6]);
});
