import { judgeSheet } from "../../../domain/loads/load.ts";
import { type JudgedFiles, noFiles, type Sheet } from "../../../domain/loads/files.ts";
import type { SettlementRow, VoucherRow } from "../../../domain/loads/rows.ts";

/** Judges the files of one load together. */
export async function judge(...sheets: Sheet[]): Promise<JudgedFiles> {
  const files = noFiles();
  for (const sheet of sheets) await judgeSheet(files, sheet);
  return files;
}

export function vouchersOf(files: JudgedFiles): VoucherRow[] {
  return [...files.vouchers.values()].map(({ record }) => record);
}

export function linesOf(files: JudgedFiles): SettlementRow[] {
  return [...files.settlements.values()].map(({ record }) => record);
}
