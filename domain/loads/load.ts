import { type JudgedFiles, type Placed, type Sheet, voucherKey } from "./files.ts";
import { addError, addWarning } from "./findings.ts";
import type { FileKind } from "./kind.ts";
import { judgeTotal, type PaidRow } from "./control.ts";
import { findingAt, type Row, settleAmounts, type Table } from "./cell.ts";
import { judgeStrayCells, openTable } from "./table.ts";
import { isLeftOut } from "./total.ts";
import { eachWithPauses, type Pause } from "../pause.ts";
import { readProviderRow, readSettlementRow, readVoucherRow, type SettlementRow } from "./rows.ts";

/** One voucher may pay one invoice in parts: voucher, type, invoice and Documento Cruce. */
function settlementKey(line: SettlementRow): string {
  const { nit, voucherNumber, documentType, invoiceNumber, settlementDocument } = line;
  return [nit, voucherNumber, documentType, invoiceNumber, settlementDocument ?? ""].join("\n");
}

/**
 * Reads one table into `files`, judging every cell by itself. `onRows` hears the number of rows
 * read so far; `pause` is awaited in the middle of long work, so that others may run.
 */
export async function judgeSheet(
  files: JudgedFiles,
  sheet: Sheet,
  onRows: (count: number) => void = () => {},
  pause: Pause = () => Promise.resolve(),
): Promise<void> {
  const known = await openTable(files, sheet);
  if (!known) return;
  const { table, kind } = known;
  const collect = collector(files);
  const [rowsBefore, errorsBefore] = [files.rowCount, files.errorCount];
  for await (const row of known.rows) {
    if (isLeftOut(known, row)) continue;
    if (known.total) [known.total, known.groupStart] = [undefined, collect.paid.length];
    judgeStrayCells(known, row);
    collect.add(kind, table, row);
    if (++files.rowCount % 1000 === 0) onRows(files.rowCount);
  }
  await settleAmounts(table, pause);
  if (files.errorCount === errorsBefore) judgeTotal(known, collect.paid);
  await collect.fold(pause);
  files.tables.push({
    file: table.file,
    sheet: table.sheet,
    kind,
    rows: files.rowCount - rowsBefore,
  });
  onRows(files.rowCount);
}

/** Keeps the rows of one table until its amounts are settled, then folds them into the files. */
function collector(files: JudgedFiles) {
  const folds: (() => void)[] = [];
  const paid: PaidRow[] = [];
  return {
    paid,
    add(kind: FileKind, table: Table, row: Row): void {
      const place = { table, row: { cells: [], number: row.number } };
      if (kind === "providers") {
        const one = { record: readProviderRow(table, row), ...place };
        folds.push(() => foldInto(files.providers, one.record.nit, one, files));
      } else if (kind === "vouchers") {
        const one = { record: readVoucherRow(table, row), ...place };
        const key = voucherKey(one.record.nit, one.record.documentNumber);
        paid.push(one.record);
        folds.push(() => foldInto(files.vouchers, key, one, files));
      } else {
        const one = { record: readSettlementRow(table, row), ...place };
        paid.push(one.record);
        folds.push(() => foldInto(files.settlements, settlementKey(one.record), one, files));
      }
    },
    fold: (pause: Pause) => eachWithPauses(folds, pause, (fold) => fold()),
  };
}

function foldInto<Record extends { nit: string }>(
  known: Map<string, Placed<Record>>,
  key: string,
  one: Placed<Record>,
  files: JudgedFiles,
): void {
  if (one.record.nit === "") return;
  const first = known.get(key);
  if (!first) known.set(key, one);
  else judgeRepeated(files, first, one);
}

/** The same key twice with the same values is a warning, with different ones an error. */
function judgeRepeated<Record extends { nit: string }>(
  files: JudgedFiles,
  first: Placed<Record>,
  again: Placed<Record>,
): void {
  const where = `la fila ${first.row.number} de ${first.table.sheet ?? first.table.file}`;
  const place = { ...findingAt(again.table, again.row, "nit"), value: again.record.nit };
  if (JSON.stringify(first.record) === JSON.stringify(again.record)) {
    addWarning(files, { ...place, message: `repite ${where} y no se tuvo en cuenta` });
  } else {
    addError(files, { ...place, message: `tiene la misma clave que ${where} con otros valores` });
  }
}
