import { type JudgedFiles, type Placed, type Sheet, voucherKey } from "./files.ts";
import { addError, addWarning } from "./findings.ts";
import { type FileKind, isPlaceKind } from "./kind.ts";
import { judgeUnseen, noneUnseen, noteUnseen } from "./unseen.ts";
import {
  complain,
  findingAt,
  readNumberText,
  readRequiredText,
  readText,
  type Row,
  type Table,
} from "./cell.ts";
import { readCivilDate } from "./cell_date.ts";
import { readRequiredInstant } from "./cell_instant.ts";
import { settleAmounts } from "./cell_amount.ts";
import { judgeStrayCells, openTable } from "./table.ts";
import { isLeftOut, judgeTotalsRow, type PaidRow } from "./left_out.ts";
import { eachWithPauses, type Pause } from "../pause.ts";
import type { LoadedAffiliate } from "../affiliates/affiliate.ts";
import { readAffiliate } from "../affiliates/row.ts";
import type { Cells } from "../affiliates/cells.ts";
import type { LoadedAgenda } from "../appointments/agenda.ts";
import { readAgenda } from "../appointments/agenda_row.ts";
import { recordKey } from "../loaded_record.ts";
import type { LoadedMedicine } from "../medicines/pending.ts";
import { readPendingMedicine } from "../medicines/row.ts";
import type { Place } from "../places/place.ts";
import { readPlace } from "../affiliates/place_row.ts";
import {
  readDane,
  readEmail,
  readNit,
  readProviderRow,
  readRequiredDate,
  readSettlementRow,
  readVoucherRow,
  type SettlementRow,
  type VoucherRow,
} from "./rows.ts";

/** One voucher may pay one invoice in parts: voucher, type, invoice and Documento Cruce. */
function settlementKey(line: SettlementRow): string {
  const { nit, voucherNumber, documentType, invoiceNumber, settlementDocument } = line;
  return `${nit}\n${voucherNumber}\n${documentType}\n${invoiceNumber}\n${settlementDocument ?? ""}`;
}

/**
 * Reads one table into `files`, judging every cell by itself. `onRows` gets the number of rows
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
  const collect = collector(files, kind, table);
  const [rowsBefore, errorsBefore] = [files.rowCount, files.errorCount];
  const unseen = noneUnseen();
  for await (const row of known.rows) {
    if (isLeftOut(known, row)) continue;
    if (known.total) [known.total, known.groupStart] = [undefined, collect.rows.length];
    judgeStrayCells(known, row);
    noteUnseen(unseen, known, row, collect.rows.length);
    collect.add(row);
    if (++files.rowCount % 1000 === 0) onRows(files.rowCount);
  }
  await settleAmounts(table, pause);
  if (known.total && files.errorCount === errorsBefore) judgeTotalsRow(known, collect.paid());
  judgeUnseen(known, unseen, collect.paid);
  await collect.fold(pause);
  files.tables.push({
    file: table.file,
    sheet: table.sheet,
    kind,
    rows: files.rowCount - rowsBefore,
  });
  onRows(files.rowCount);
}

/** Collects the rows of one table until its amounts are settled, then adds them to the files. */
function collector(files: JudgedFiles, kind: FileKind, table: Table) {
  if (kind === "providers") {
    return keeper(files, table, files.providers, readProviderRow, ({ nit }) => nit, () => []);
  }
  if (isPlaceKind(kind)) {
    const read = (table: Table, row: Row) => readPlace(kind, cellsOf(table, row));
    return keeper(files, table, files.places, read, recordKey, () => []);
  }
  if (kind === "affiliates") {
    const read = (table: Table, row: Row) => readAffiliate(cellsOf(table, row));
    return keeper(files, table, files.affiliates, read, ({ code }) => code, () => []);
  }
  if (kind === "medicines") {
    const read = (table: Table, row: Row) => readPendingMedicine(cellsOf(table, row));
    return keeper(files, table, files.medicines, read, ({ code }) => code, () => []);
  }
  if (kind === "agendas") {
    const read = (table: Table, row: Row) => readAgenda(cellsOf(table, row));
    return keeper(files, table, files.agendas, read, ({ code }) => code, () => []);
  }
  if (kind === "vouchers") {
    const keyOf = ({ nit, documentNumber }: VoucherRow) => voucherKey(nit, documentNumber);
    return keeper(files, table, files.vouchers, readVoucherRow, keyOf, (row) => [row]);
  }
  return keeper(files, table, files.settlements, readSettlementRow, settlementKey, (row) => [row]);
}

/** The cells of a row for readers that know nothing of tables. */
function cellsOf(table: Table, row: Row): Cells {
  return {
    text: (key) => readText(table, row, key),
    number: (key) => readNumberText(table, row, key),
    date: (key) => readCivilDate(table, row, key),
    email: (key) => readEmail(table, row, key),
    dane: (key) => readDane(table, row, key),
    nit: (key) => readNumberText(table, row, key) === null ? null : readNit(table, row, key),
    instant: (key) => readRequiredInstant(table, row, key),
    required: {
      text: (key) => readRequiredText(table, row, key),
      number: (key) => readRequiredText(table, row, key, readNumberText),
      date: (key) => readRequiredDate(table, row, key),
    },
    complain: (key, predicate) => complain(table, row, key, predicate),
  };
}

/** A record and its first part of the key, by the column that a finding about it names. */
type Identified = { nit: string } | Place | LoadedAffiliate | LoadedMedicine | LoadedAgenda;

function keeper<Record extends Identified>(
  files: JudgedFiles,
  table: Table,
  known: Map<string, Placed<Record>>,
  read: (table: Table, row: Row) => Record,
  keyOf: (record: Record) => string,
  paidBy: (record: Record) => PaidRow[],
) {
  const rows: Placed<Record>[] = [];
  const cells: Row["cells"] = [];
  return {
    rows,
    paid: () => rows.flatMap(({ record }) => paidBy(record)),
    add(row: Row): void {
      const record = read(table, row);
      rows.push({ record, table, row: { cells, number: row.number } });
    },
    fold: (pause: Pause) =>
      eachWithPauses(rows, pause, (one) => foldInto(known, keyOf(one.record), one, files)),
  };
}

function foldInto<Record extends Identified>(
  known: Map<string, Placed<Record>>,
  key: string,
  one: Placed<Record>,
  files: JudgedFiles,
): void {
  if (isNameless(one.record)) return;
  const first = known.get(key);
  if (!first) known.set(key, one);
  else judgeRepeated(files, first, one);
}

function isNameless(record: Identified): boolean {
  return ("code" in record ? record.code : record.nit) === "";
}

/** The same key twice with the same values is a warning, with different ones an error. */
function judgeRepeated<Record extends Identified>(
  files: JudgedFiles,
  first: Placed<Record>,
  again: Placed<Record>,
): void {
  const where = `la fila ${first.row.number} de ${first.table.sheet ?? first.table.file}`;
  const { record } = again;
  const [column, value] = keyCell(record);
  const place = { ...findingAt(again.table, again.row, column), value };
  if (JSON.stringify(first.record) === JSON.stringify(again.record)) {
    addWarning(files, { ...place, message: `repite ${where} y no se tuvo en cuenta` });
  } else {
    addError(files, { ...place, message: `tiene la misma clave que ${where} con otros valores` });
  }
}

function keyCell(record: Identified): [column: string, value: string] {
  if ("details" in record) {
    return ["starts" in record.details ? "startTime" : "documentNumber", record.code];
  }
  return "code" in record ? ["code", record.code] : ["nit", record.nit];
}
