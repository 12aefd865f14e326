import {
  type Notation,
  notationOfAmbiguous,
  readAmountNumber,
  readAmountText,
  settle,
  TOO_MANY_DECIMALS,
} from "../amount.ts";
import type { Cents } from "../money.ts";
import {
  type AmbiguousAmounts,
  cellAt,
  complain,
  hasNoValue,
  headerOf,
  noValue,
  reject,
  type Row,
  type Table,
  unshown,
} from "./cell.ts";
import { MAX_FINDINGS } from "./findings.ts";

/**
 * Centavos, null where the cell is empty. An ambiguous one is read in the only notation that can read
 * it; `judgeAmbiguous` judges at the end of the table whether that is the notation of its column.
 */
export function readAmount(table: Table, row: Row, key: string): Cents | null {
  const cell = unshown(cellAt(table, row, key));
  if (cell === null || cell === "") return null;
  const place = table.places.get(key);
  if (place?.latest?.cell === cell) return place.latest.cents;
  if (hasNoValue(cell)) return complain(table, row, key, noValue(cell, "no es un número"));
  const reading = typeof cell === "number" ? readAmountNumber(cell) : readAmountText(cell);
  if ("problem" in reading) return complain(table, row, key, reading.problem);
  if ("ambiguous" in reading) return readAmbiguous(table, row, key, reading.ambiguous);
  if (reading.notation) noteNotation(table, key, reading.notation);
  if (place) place.latest = { cell, cents: reading.cents };
  return reading.cents;
}

/** As `readAmount`, for a required amount. */
export function readRequiredAmount(table: Table, row: Row, key: string): Cents {
  const errorsBefore = table.findings.errorCount;
  const cents = readAmount(table, row, key);
  if (cents === null && table.findings.errorCount === errorsBefore) {
    reject(table, row, key, `falta ${headerOf(table, key)}`);
  }
  return cents ?? 0;
}

/** Refuses ambiguous amounts that the notation of their column's other cells does not settle. */
export function judgeAmbiguous(table: Table): void {
  const refused = table.ambiguous.flatMap((amounts) => {
    const problem = problemOf(table, amounts);
    return problem === undefined ? [] : [{ ...amounts, problem }];
  });
  const cells = refused.flatMap(({ key, first, problem }) =>
    first.map((cell) => ({ ...cell, key, problem }))
  );
  for (const { row, key, problem } of cells.toSorted((one, other) => one.place - other.place)) {
    complain(table, row, key, problem);
  }
  for (const { count, first } of refused) table.findings.errorCount += count - first.length;
}

function problemOf(table: Table, { key, notation }: AmbiguousAmounts): string | undefined {
  const [settled, ...others] = table.notations.get(key) ?? [];
  if (settled === undefined || others.length > 0) return AMBIGUOUS;
  return settled === notation ? undefined : TOO_MANY_DECIMALS;
}

const AMBIGUOUS = "es ambiguo: escríbalo con decimales (1234,00) o sin separador (1234)";

function readAmbiguous(table: Table, row: Row, key: string, text: string): Cents {
  const notation = notationOfAmbiguous(text);
  noteAmbiguous(table, row, key, notation);
  const reading = settle(text, notation);
  return "cents" in reading ? reading.cents : 0;
}

/** No more of them are kept than a report names. */
function noteAmbiguous({ ambiguous }: Table, row: Row, key: string, notation: Notation): void {
  let amounts = ambiguous.find((one) => one.key === key && one.notation === notation);
  if (!amounts) ambiguous.push(amounts = { key, notation, count: 0, first: [] });
  const place = ambiguous.reduce((sum, { count }) => sum + count, 0);
  amounts.count++;
  if (amounts.first.length < MAX_FINDINGS) amounts.first.push({ place, row });
}

function noteNotation(table: Table, key: string, notation: Notation): void {
  const known = table.notations.get(key);
  if (known) known.add(notation);
  else table.notations.set(key, new Set([notation]));
}
