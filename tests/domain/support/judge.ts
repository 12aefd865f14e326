import { judgeSheet } from "../../../domain/loads/load.ts";
import { type JudgedFiles, noFiles, type Sheet } from "../../../domain/loads/files.ts";
import type { ReadLine } from "../../../domain/loads/lines/book.ts";
import { numbersOf } from "../../../domain/loads/lines/reading.ts";
import { tupleOfLine } from "../../../domain/loads/lines/line_text.ts";
import type { VoucherRow } from "../../../domain/loads/rows.ts";
import type { Settlement } from "../../../domain/payments/settlement.ts";
import {
  type SettlementTuple,
  settlementTuple,
} from "../../../domain/payments/settlement_tuple.ts";
import { aLine } from "./records.ts";

/** Judges the files of one load together. */
export async function judge(...sheets: Sheet[]): Promise<JudgedFiles> {
  const files = noFiles();
  for (const sheet of sheets) await judgeSheet(files, sheet);
  return files;
}

export function vouchersOf(files: JudgedFiles): VoucherRow[] {
  return [...files.vouchers.values()].map(({ record }) => record);
}

/** The lines of all vouchers, in the order in which the vouchers were first named. */
export function linesOf({ lines: book }: Pick<JudgedFiles, "lines">): ReadLine[] {
  return [...book.vouchers.values()].flatMap((lines) =>
    book.texts.read(numbersOf(book, lines)).map((text) => {
      const { nit, voucherNumber } = lines;
      return { nit, voucherNumber, ...settlementOf(tupleOfLine(text)) };
    })
  );
}

/** The settlement of a tuple. */
function settlementOf(tuple: SettlementTuple): Settlement {
  const names = settlementTuple(NAMES as unknown as Settlement);
  return Object.fromEntries(names.map((name, place) => [name, tuple[place]])) as Settlement;
}

/** A settlement whose values are the names of its properties. */
const NAMES = Object.fromEntries(Object.keys(aLine()).map((name) => [name, name]));
