import type { JudgedFiles, Placed, TakeAffiliates } from "./files.ts";
import { addFindings, addRepeated, noFindings } from "./findings.ts";
import { type FileKind, isPlaceKind } from "./kind.ts";
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
import { addLine } from "./lines/adding.ts";
import { addPaid, nothingPaid, type Paid } from "./lines/paid.ts";
import { voucherKey } from "./lines/voucher_key.ts";
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
  type ProviderRow,
  readDane,
  readEmail,
  readNit,
  readProviderRow,
  readRequiredDate,
  readSettlementRow,
  readVoucherRow,
  type VoucherRow,
} from "./rows.ts";

/** How many rows are passed on in one go. */
const PASSED_AT_ONCE = 2000;

/** Collects the rows of one table, and adds them to the files of its load. */
type Collector = {
  paid: Paid;
  /** What must be awaited before the next row, where that is anything. */
  add(row: Row): Promise<void> | undefined;
  fold(pause: Pause): Promise<void>;
};

export function collector(files: JudgedFiles, kind: FileKind, table: Table): Collector {
  if (kind === "providers") {
    return keeper(files, table, files.providers, readProviderRow, ({ nit }) => nit);
  }
  if (isPlaceKind(kind)) {
    const read = (table: Table, row: Row) => readPlace(kind, cellsOf(table, row));
    return keeper(files, table, files.places, read, recordKey);
  }
  if (kind === "affiliates") {
    return passer(table, (row) => readAffiliate(cellsOf(table, row)), files.takeAffiliates);
  }
  if (kind === "medicines") {
    const read = (table: Table, row: Row) => readPendingMedicine(cellsOf(table, row));
    return keeper(files, table, files.medicines, read, ({ code }) => code);
  }
  if (kind === "agendas") {
    const read = (table: Table, row: Row) => readAgenda(cellsOf(table, row));
    return keeper(files, table, files.agendas, read, ({ code }) => code);
  }
  if (kind === "vouchers") {
    const keyOf = ({ nit, documentNumber }: VoucherRow) => voucherKey(nit, documentNumber);
    return keeper(files, table, files.vouchers, readVoucherRow, keyOf);
  }
  return lineKeeper(files, table);
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
type Identified = ProviderRow | VoucherRow | Place | LoadedMedicine | LoadedAgenda;

/** Passes rows on as they are read; a kind without amounts has nothing to wait for. */
function passer(
  table: Table,
  read: (row: Row) => LoadedAffiliate,
  take: TakeAffiliates,
): Collector {
  let rows: Placed<LoadedAffiliate>[] = [];
  const pass = () => {
    const some = rows;
    rows = [];
    return take(some);
  };
  return {
    paid: nothingPaid(),
    add(row) {
      const record = read(row);
      if (record.code !== "") rows.push({ record, table, row: { cells: [], number: row.number } });
      return rows.length >= PASSED_AT_ONCE ? pass() : undefined;
    },
    fold: pass,
  };
}

/** Keeps rows until the end of their table. */
function keeper<Record extends Identified>(
  files: JudgedFiles,
  table: Table,
  known: Map<string, Placed<Record>>,
  read: (table: Table, row: Row) => Record,
  keyOf: (record: Record) => string,
): Collector {
  const [rows, paid]: [Placed<Record>[], Paid] = [[], nothingPaid()];
  const cells: Row["cells"] = [];
  return {
    paid,
    add(row) {
      const record = read(table, row);
      rows.push({ record, table, row: { cells, number: row.number } });
      if ("paidAmount" in record) addPaid(paid, record.paidAmount, record.state);
      return undefined;
    },
    fold: (pause: Pause) =>
      eachWithPauses(rows, pause, (one) => foldInto(known, keyOf(one.record), one, files)),
  };
}

/** Adds lines to the book as they are read; what is wrong with repeated ones is told after the rest. */
function lineKeeper(files: JudgedFiles, table: Table): Collector {
  const [repeated, paid] = [noFindings(), nothingPaid()];
  return {
    paid,
    add(row) {
      const line = readSettlementRow(table, row);
      addPaid(paid, line.paidAmount);
      if (line.nit === "") return undefined;
      const place = { table, row: { cells: [] as [], number: row.number } };
      const again = addLine(files.lines, line, place);
      const value = line.invoiceNumber;
      if (again) addRepeated(repeated, { ...findingAt(table, row, "invoiceNumber"), value }, again);
      return undefined;
    },
    fold: () => Promise.resolve(addFindings(files, repeated)),
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
  return keyCell(record)[1] === "" || ("paidAmount" in record && record.nit === "");
}

/** The same key twice with the same values is a warning, with different ones an error. */
function judgeRepeated<Record extends Identified>(
  files: JudgedFiles,
  first: Placed<Record>,
  again: Placed<Record>,
): void {
  const [column, value] = keyCell(again.record);
  const place = { ...findingAt(again.table, again.row, column), value };
  const isSame = JSON.stringify(first.record) === JSON.stringify(again.record);
  addRepeated(files, place, { first, isSame });
}

/** The cell that tells people which record it is: of a voucher its number, not its provider. */
function keyCell(record: Identified): [column: string, value: string] {
  if ("paidAmount" in record) return ["documentNumber", record.documentNumber];
  if ("details" in record) {
    return ["starts" in record.details ? "startTime" : "documentNumber", record.code];
  }
  return "code" in record ? ["code", record.code] : ["nit", record.nit];
}
