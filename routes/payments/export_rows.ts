import { chunks } from "../../db/chunks.ts";
import { formatDate } from "../../domain/dates.ts";
import { toDecimalComma } from "../../domain/money.ts";
import {
  ALL_SETTLEMENT_COLUMNS,
  type CellValue,
  type ColumnKind,
  settlementCell,
  VOUCHER_COLUMNS,
  voucherCell,
} from "../../domain/payments/columns.ts";
import { hasText } from "../../domain/payments/line_filter.ts";
import type { StoredSettlement } from "../../domain/payments/settlement.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import { isStanding, STATE_NAMES } from "../../domain/payments/voucher_state.ts";
import { STATE_COLUMNS } from "../../domain/payments/workbook.ts";
import type { CsvCell } from "../../lib/csv/csv.ts";
import type { CsvTable } from "../answer_csv.ts";
import type { Ctx } from "../context.ts";
import { lookedAt } from "./looked.ts";
import { askLines } from "./questions.ts";

const VOUCHERS_A_CHUNK = 500;

/** The vouchers of a download as a CSV. */
export function voucherTable(c: Ctx, vouchers: StoredVoucher[]): CsvTable {
  const columns = [...columnsOf(c, VOUCHER_COLUMNS), ...stateColumns(c, vouchers)];
  return { header: headersOf(columns), rows: csvRows(columns, voucherRows(c, vouchers)) };
}

/** The lines of its vouchers as a CSV, those alone that have a text where one was typed. */
export function settlementTable(c: Ctx, vouchers: StoredVoucher[], text?: string): CsvTable {
  const columns = columnsOf(c, ALL_SETTLEMENT_COLUMNS);
  return { header: headersOf(columns), rows: csvRows(columns, settlementRows(c, vouchers, text)) };
}

/** Vouchers as rows of the workbook and the CSV, some hundreds at a time. */
export function* voucherRows(c: Ctx, vouchers: StoredVoucher[]) {
  const named = nitCells(c);
  const states = stateColumns(c, vouchers);
  const rowOf = (voucher: StoredVoucher) => [
    ...named,
    ...VOUCHER_COLUMNS.map(({ key }) => voucherCell(voucher, key)),
    ...(states.length > 0
      ? [STATE_NAMES[voucher.state], voucher.returnedOn, voucher.returnReason]
      : []),
  ];
  for (const some of chunks(vouchers, VOUCHERS_A_CHUNK)) yield some.map(rowOf);
}

/** The lines of vouchers in the same way, as long as whoever asked may have them. */
export async function* settlementRows(c: Ctx, vouchers: StoredVoucher[], text?: string) {
  const named = nitCells(c);
  const rowOf = (line: StoredSettlement) => {
    const cells = ALL_SETTLEMENT_COLUMNS.map(({ key }) => settlementCell(line, key));
    return named.length > 0 ? [...named, ...cells] : cells;
  };
  for await (const some of askLines(c, vouchers)) {
    yield some.values().filter((line) => text === undefined || hasText(line, text)).map(rowOf);
  }
}

/** The staff's files say of each row whose it is. */
function nitCells(c: Ctx): string[] {
  const of = lookedAt(c);
  return of ? [of.nit] : [];
}

/** The columns that the staff gets where a voucher does not stand. */
export function stateColumns(c: Ctx, vouchers: StoredVoucher[]) {
  const isNeeded = lookedAt(c) !== undefined && vouchers.some((one) => !isStanding(one));
  return isNeeded ? STATE_COLUMNS : [];
}

function columnsOf(c: Ctx, columns: Column[]): Column[] {
  return [...nitCells(c).map(() => ({ header: "NIT", kind: "text" }) as const), ...columns];
}

type Column = { header: string; kind: ColumnKind };

/** The rows of the workbook as a CSV writes them. */
async function* csvRows(
  columns: Column[],
  rows: AsyncIterable<Iterable<CellValue[]>> | Iterable<CellValue[][]>,
) {
  const rowOf = (row: CellValue[]) =>
    columns.map(({ kind }, index) => csvCell(kind, row[index] ?? null));
  for await (const some of rows) yield Array.from(some, rowOf);
}

function headersOf(columns: Column[]): string[] {
  return columns.map(({ header }) => header);
}

function csvCell(kind: ColumnKind, value: CellValue): CsvCell {
  if (value === null) return null;
  if (kind === "money") return { number: toDecimalComma(Number(value)) };
  return kind === "date" ? formatDate(String(value)) : String(value);
}
