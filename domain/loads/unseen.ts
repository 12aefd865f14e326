import { findingAt, type Row } from "./cell.ts";
import { addWarning } from "./findings.ts";
import { columnLetters } from "./report.ts";
import type { KnownTable } from "./table.ts";
import type { PaidRow } from "./left_out.ts";
import { formatMoney, sumCents } from "../money.ts";
import { formatCount } from "../thousands.ts";

/** More places than this are counted, not named. */
const MAX_PLACES = 20;

/** What the sender of a table may not have seen: hidden rows, and old results of formulas. */
export type Unseen = {
  /** Numbers of rows, and their places among those that were read. */
  hidden: { number: number; index: number }[];
  old: { row: Row; cell: string }[];
};

export function noneUnseen(): Unseen {
  return { hidden: [], old: [] };
}

/**
 * Notes what in a row may not have been seen; `index` is its place among the rows that were read.
 */
export function noteUnseen(unseen: Unseen, { table }: KnownTable, row: Row, index: number): void {
  if (row.isHidden) unseen.hidden.push({ number: row.number, index });
  if (!row.oldResults) return;
  const known = new Set(table.places.values().map((place) => place.index));
  for (const column of row.oldResults.filter((one) => known.has(one))) {
    unseen.old.push({ row, cell: `${columnLetters(column)}${row.number}` });
  }
}

/**
 * Says what was loaded though nobody may have seen it: a filter or a folded group hides rows, and a
 * program may leave results of formulas that are out of date.
 */
export function judgeUnseen(known: KnownTable, unseen: Unseen, paid: () => PaidRow[]): void {
  if (unseen.hidden.length > 0) warnOfHidden(known, unseen.hidden, paid());
  if (unseen.old.length > 0) warnOfOldResults(known, unseen.old);
}

function warnOfHidden(
  { table, kind }: KnownTable,
  hidden: Unseen["hidden"],
  paid: PaidRow[],
): void {
  const rows = named(ranges(hidden.map(({ number }) => number)));
  const sum = formatMoney(sumCents(hidden.map(({ index }) => paid[index]?.paidAmount ?? 0)));
  const isOne = hidden.length === 1;
  const said = isOne
    ? `la fila ${rows} está oculta y se tuvo en cuenta`
    : `las filas ${rows} están ocultas y se tuvieron en cuenta`;
  const paysNothing = kind !== "vouchers" && kind !== "settlements";
  const message = paysNothing ? said : `${said}: ${isOne ? "suma" : "suman"} ${sum}`;
  const row = { cells: [], number: hidden[0]?.number ?? 0 };
  addWarning(table.findings, { ...findingAt(table, row, "nit"), message });
}

function warnOfOldResults({ table }: KnownTable, old: Unseen["old"]): void {
  const cells = named(old.map(({ cell }) => cell));
  const message = `${cells}: el libro pide calcular de nuevo sus fórmulas y estos resultados ` +
    "pueden ser viejos; revíselos, o abra el libro en Excel y guárdelo";
  const [first] = old;
  if (!first) return;
  addWarning(table.findings, { ...findingAt(table, first.row, ""), cell: first.cell, message });
}

/** `3, 5–7 y 9`. */
function named(places: string[]): string {
  const shown = places.slice(0, MAX_PLACES);
  const more = places.length - shown.length;
  const last = more > 0 ? `${formatCount(more)} más` : shown.pop();
  return shown.length === 0 ? `${last}` : `${shown.join(", ")} y ${last}`;
}

/** Runs of neighbours as one: `5–7`. */
function ranges(numbers: number[]): string[] {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => first === last ? `${first}` : `${first}–${last}`);
}
