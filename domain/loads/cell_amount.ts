import { type Notation, readAmountNumber, readAmountText, settle } from "../amount.ts";
import type { Cents } from "../money.ts";
import { eachWithPauses, type Pause } from "../pause.ts";
import {
  type AmbiguousAmount,
  type Amounts,
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

/** Reads a required amount of a record that is being read. */
export function assignRequired<Key extends string>(
  table: Table,
  row: Row,
  record: Record<Key, Cents>,
  key: Key,
): void {
  record[key] = readRequiredAmount(table, row, key, record);
}

/** Reads an amount that may be missing, of a record that is being read. */
export function assignOptional<Key extends string>(
  table: Table,
  row: Row,
  record: Record<Key, Cents | null>,
  key: Key,
): void {
  record[key] = readAmount(table, row, key, record);
}

/**
 * Centavos, null where the cell is empty; an ambiguous one is written into the record, under the
 * same key, by `settleAmounts`.
 */
function readAmount(table: Table, row: Row, key: string, record: Amounts): Cents | null {
  const cell = unshown(cellAt(table, row, key));
  if (cell === null || cell === "") return null;
  if (hasNoValue(cell)) return complain(table, row, key, noValue(cell, "no es un número"));
  const reading = typeof cell === "number" ? readAmountNumber(cell) : readAmountText(cell);
  if ("problem" in reading) return complain(table, row, key, reading.problem);
  if ("ambiguous" in reading) {
    table.ambiguous.push({ row, key, text: reading.ambiguous, record });
    return 0;
  }
  if (reading.notation) noteNotation(table, key, reading.notation);
  return reading.cents;
}

/** As `readAmount`, for a required amount. */
function readRequiredAmount(table: Table, row: Row, key: string, record: Amounts): Cents {
  const errorsBefore = table.findings.errorCount;
  const cents = readAmount(table, row, key, record);
  if (cents === null && table.findings.errorCount === errorsBefore) {
    reject(table, row, key, `falta ${headerOf(table, key)}`);
  }
  return cents ?? 0;
}

/** Settles every ambiguous amount by the notation of its column's other cells, or refuses it. */
export async function settleAmounts(table: Table, pause: Pause): Promise<void> {
  await eachWithPauses(table.ambiguous, pause, (amount) => settleAmount(table, amount));
}

function settleAmount(table: Table, { row, key, text, record }: AmbiguousAmount): void {
  const [notation, ...others] = table.notations.get(key) ?? [];
  const reading = notation && others.length === 0 ? settle(text, notation) : undefined;
  if (!reading) {
    const message = "es ambiguo: escríbalo con decimales (1234,00) o sin separador (1234)";
    complain(table, row, key, message);
  } else if ("problem" in reading) complain(table, row, key, reading.problem);
  else if ("cents" in reading) record[key] = reading.cents;
}

function noteNotation(table: Table, key: string, notation: Notation): void {
  const known = table.notations.get(key);
  if (known) known.add(notation);
  else table.notations.set(key, new Set([notation]));
}
