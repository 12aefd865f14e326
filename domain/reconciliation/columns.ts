import { AMOUNT_HEADER, isAmount, NUMBER_HEADER, plainName } from "./header.ts";
import type { ListColumns, PastedList } from "./pasted.ts";

/** Rows by which the columns are recognised; a list has the same columns from its first row on. */
const SAMPLE_ROWS = 200;

/** The columns that most likely hold number and value: by their names, else by what is in them. */
export function guessColumns({ headers, rows, width }: PastedList): ListColumns {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const columns = Array.from({ length: width }, (_, index) => ({
    index,
    header: plainName(headers[index] ?? ""),
    cells: sample.map(({ cells }) => cells[index] ?? "").filter((cell) => cell !== ""),
    sampled: sample.length,
  }));
  const number = best(columns, likelyNumber) ?? 0;
  return { number, amount: best(columns.filter(({ index }) => index !== number), likelyAmount) };
}

/** `cells` are those with something in them, of `sampled` rows. */
type Column = { index: number; header: string; cells: string[]; sampled: number };

function best(columns: Column[], likely: (column: Column) => number): number | undefined {
  const scored = columns.map((column) => ({ index: column.index, score: likely(column) }))
    .filter(({ score }) => score > 0);
  return scored.toSorted((one, other) => other.score - one.score)[0]?.index;
}

/**
 * How likely a column has invoice numbers: they have digits, differ from row to row, and have
 * letters rather than decimals.
 */
function likelyNumber({ header, cells, sampled }: Column): number {
  const named = header.includes("factura") ? 3 : NUMBER_HEADER.test(header) ? 2 : 0;
  const different = new Set(cells).size / Math.max(1, cells.length);
  const numbered = share(cells, (cell) => /\d/.test(cell) && !isDate(cell));
  const written = share(cells, (cell) => /[A-Za-z]/.test(cell)) / 2;
  const withCents = share(cells, (cell) => /[$,]/.test(cell));
  const filled = cells.length / Math.max(1, sampled);
  return numbered === 0 ? 0 : (named + different * numbered + written - withCents) * filled;
}

function likelyAmount({ header, cells }: Column): number {
  const named = AMOUNT_HEADER.test(header) ? 2 : 0;
  const amounts = share(cells, isAmount);
  return amounts < 0.5 ? 0 : named + amounts + share(cells, (cell) => /[$.,]/.test(cell)) / 2;
}

function share(cells: string[], test: (cell: string) => boolean): number {
  return cells.filter(test).length / Math.max(1, cells.length);
}

function isDate(cell: string): boolean {
  return /^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}$/.test(cell);
}
