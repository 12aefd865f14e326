import { type AmountReading, readAmountNumber, readAmountText, settle } from "../amount.ts";
import { type Cell, describeCell, findingAt, type Table } from "./cell.ts";
import { addWarning } from "./findings.ts";
import type { KnownTable } from "./table.ts";
import { type Cents, formatMoney, sumCents } from "../money.ts";

/** What a row pays; an annulled voucher may or may not count in the sender's total. */
export type PaidRow = { paidAmount: Cents; isAnnulled?: boolean };

/**
 * Compares the total below a table with what its rows pay, all of them or those of the last group. A
 * difference is a warning: the file may have lost rows, or its total may be of something else.
 */
export function judgeTotalsRow({ table, total, groupStart }: KnownTable, rows: PaidRow[]): void {
  const place = table.places.get("paidAmount");
  const cell = place && total?.cells[place.index];
  const said = cell === undefined ? undefined : readCents(table, cell);
  if (!total || said === undefined) return;
  const [all, ...others] = [rows, rows.slice(groupStart)].flatMap(sumsOf);
  if (all === undefined || said === all || others.includes(said)) return;
  addWarning(table.findings, {
    ...findingAt(table, total, "paidAmount"),
    value: describeCell(cell ?? null),
    message: `el total dice ${formatMoney(said)} y las filas suman ${formatMoney(all)}: ` +
      "revise que no falten filas",
  });
}

/** With the annulled ones and without. */
function sumsOf(rows: PaidRow[]): [all: Cents, standing: Cents] {
  return [
    sumCents(rows.map(({ paidAmount }) => paidAmount)),
    sumCents(rows.map((row) => row.isAnnulled ? 0 : row.paidAmount)),
  ];
}

function readCents(table: Table, cell: Cell): Cents | undefined {
  if (typeof cell !== "string" && typeof cell !== "number") return undefined;
  const reading = typeof cell === "number" ? readAmountNumber(cell) : settled(table, cell);
  return "cents" in reading ? reading.cents : undefined;
}

function settled(table: Table, text: string): AmountReading {
  const reading = readAmountText(text);
  const [notation, ...others] = table.notations.get("paidAmount") ?? [];
  const isSettled = "ambiguous" in reading && notation && others.length === 0;
  return isSettled ? settle(reading.ambiguous, notation) : reading;
}
