import { findingAt, type Row } from "./cell.ts";
import { addWarning } from "./findings.ts";
import { columnLetters } from "./report.ts";
import type { KnownTable } from "./table.ts";
import { type Cents, formatMoney } from "../money.ts";
import { formatCount } from "../thousands.ts";

/** More places than this are counted, not named. */
const MAX_PLACES = 20;

/** What the sender of a table may not have seen: hidden rows, and old results of formulas. */
export type Unseen = {
  hidden: { count: number; firstRow: number; runs: Places; last: Run; paidAmount: Cents };
  old: { first: { row: Row; cell: string } | undefined; cells: Places };
};

/** How many places there are, and the first of them. */
type Places = { count: number; first: string[] };
/** The first and the last of rows that follow each other. */
type Run = [first: number, last: number] | undefined;

export function noneUnseen(): Unseen {
  return {
    hidden: { count: 0, firstRow: 0, runs: noPlaces(), last: undefined, paidAmount: 0 },
    old: { first: undefined, cells: noPlaces() },
  };
}

/** Notes what in a row may not have been seen, and what the row pays. */
export function noteUnseen(
  { hidden, old }: Unseen,
  { table }: KnownTable,
  row: Row,
  paidAmount: Cents,
): void {
  if (row.isHidden) {
    if (hidden.count++ === 0) hidden.firstRow = row.number;
    hidden.paidAmount += paidAmount;
    if (hidden.last?.[1] === row.number - 1) hidden.last[1] = row.number;
    else {
      endRun(hidden);
      hidden.last = [row.number, row.number];
    }
  }
  if (!row.oldResults) return;
  const known = new Set(table.places.values().map((place) => place.index));
  for (const column of row.oldResults.filter((one) => known.has(one))) {
    const cell = `${columnLetters(column)}${row.number}`;
    old.first ??= { row, cell };
    addPlace(old.cells, cell);
  }
}

/**
 * Says what was loaded though nobody may have seen it: a filter or a folded group hides rows, and a
 * program may leave results of formulas that are out of date.
 */
export function judgeUnseen(known: KnownTable, { hidden, old }: Unseen): void {
  endRun(hidden);
  if (hidden.count > 0) warnOfHidden(known, hidden);
  if (old.first) warnOfOldResults(known, old.first, old.cells);
}

function warnOfHidden({ table, kind }: KnownTable, hidden: Unseen["hidden"]): void {
  const { count, firstRow, runs, paidAmount } = hidden;
  const rows = named(runs);
  const sum = formatMoney(paidAmount);
  const isOne = count === 1;
  const said = isOne
    ? `la fila ${rows} está oculta y se tuvo en cuenta`
    : `las filas ${rows} están ocultas y se tuvieron en cuenta`;
  const paysNothing = kind !== "vouchers" && kind !== "settlements";
  const message = paysNothing ? said : `${said}: ${isOne ? "suma" : "suman"} ${sum}`;
  const row = { cells: [], number: firstRow };
  addWarning(table.findings, { ...findingAt(table, row, "nit"), message });
}

function warnOfOldResults(
  { table }: KnownTable,
  first: { row: Row; cell: string },
  places: Places,
): void {
  const message =
    `${named(places)}: el libro pide calcular de nuevo sus fórmulas y estos resultados ` +
    "pueden ser viejos; revíselos, o abra el libro en Excel y guárdelo";
  addWarning(table.findings, { ...findingAt(table, first.row, ""), cell: first.cell, message });
}

function noPlaces(): Places {
  return { count: 0, first: [] };
}

function addPlace(places: Places, place: string): void {
  if (++places.count <= MAX_PLACES) places.first.push(place);
}

/** Ends a run of hidden rows: `5–7`. */
function endRun({ runs, last }: Unseen["hidden"]): void {
  if (last) addPlace(runs, last[0] === last[1] ? `${last[0]}` : `${last[0]}–${last[1]}`);
}

/** `3, 5–7 y 9`. */
function named({ count, first }: Places): string {
  const shown = [...first];
  const more = count - shown.length;
  const last = more > 0 ? `${formatCount(more)} más` : shown.pop();
  return shown.length === 0 ? `${last}` : `${shown.join(", ")} y ${last}`;
}
