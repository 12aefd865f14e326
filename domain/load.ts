import { readHeader } from "./load_kind.ts";
import {
  type Cell,
  describeCell,
  findingAt,
  type Row,
  settleAmounts,
  type Table,
} from "./load_cell.ts";
import { columnLetters, type Finding } from "./load_report.ts";
import {
  type ProviderRow,
  readProviderRow,
  readSettlementRow,
  readVoucherRow,
  type SettlementRow,
  type VoucherRow,
} from "./load_rows.ts";

/** A table of a payment file: a CSV (no sheet name) or one sheet of a workbook. */
export type Sheet = { file: string; sheet: string | null; rows: AsyncIterable<Row> };

/** A record and the place it was read from, so that later judgements can name the cell. */
export type Placed<Record> = { record: Record; table: Table; row: Row };

/** Every record of the files of one load, each key once, and what is wrong with them. */
export type JudgedFiles = {
  providers: Map<string, Placed<ProviderRow>>;
  vouchers: Map<string, Placed<VoucherRow>>;
  settlements: Map<string, Placed<SettlementRow>>;
  rowCount: number;
  errors: Finding[];
  warnings: Finding[];
};

/** The natural key of a voucher: NIT + N° Documento. */
export function voucherKey(nit: string, documentNumber: string): string {
  return `${nit}\n${documentNumber}`;
}

/** One voucher may pay one invoice in parts: voucher, type, invoice and Documento Cruce. */
function settlementKey(line: SettlementRow): string {
  const { nit, voucherNumber, documentType, invoiceNumber, settlementDocument } = line;
  return [nit, voucherNumber, documentType, invoiceNumber, settlementDocument ?? ""].join("\n");
}

export function noFiles(): JudgedFiles {
  return {
    providers: new Map(),
    vouchers: new Map(),
    settlements: new Map(),
    rowCount: 0,
    errors: [],
    warnings: [],
  };
}

/**
 * Reads one table into `files`, judging every cell by itself. A CSV of no known kind is an error,
 * a sheet of no known kind a warning. `onRows` hears the number of rows read so far.
 */
export async function judgeSheet(
  files: JudgedFiles,
  sheet: Sheet,
  onRows: (count: number) => void = () => {},
): Promise<void> {
  const table = newTable(sheet, files.errors);
  const collect = collector(files);
  let add: ((row: Row) => void) | undefined;
  for await (const row of sheet.rows) {
    if (row.cells.every(isBlank)) continue;
    if (!add) {
      const kind = judgeHeader(files, table, row.cells);
      if (!kind) return;
      add = (row) => collect.add(kind, table, row);
      continue;
    }
    judgeStrayCells(table, row);
    add(row);
    if (++files.rowCount % 1000 === 0) onRows(files.rowCount);
  }
  if (!add) {
    files.warnings.push(wholeTable(table, "está vacío"));
    return;
  }
  settleAmounts(table);
  collect.fold();
  onRows(files.rowCount);
}

type WidthTable = Table & { width: number };

function newTable(sheet: Sheet, errors: Finding[]): WidthTable {
  const { file, sheet: name } = sheet;
  const places = new Map();
  return { file, sheet: name, places, errors, notations: new Map(), ambiguous: [], width: 0 };
}

function judgeHeader(files: JudgedFiles, table: WidthTable, cells: Cell[]) {
  const reading = readHeader(cells.map((cell) => describeCell(cell) ?? ""));
  if (!reading) {
    const message = "los encabezados no son de Prestadores, Comprobantes ni Facturas";
    const isCsv = table.sheet === null;
    (isCsv ? files.errors : files.warnings).push(wholeTable(table, message));
    return undefined;
  }
  table.width = cells.length;
  for (const [index, column] of reading.places.entries()) {
    if (column) table.places.set(column.key, { index, column });
  }
  for (const header of reading.missing) {
    files.errors.push(wholeTable(table, `falta la columna ${header}`));
  }
  for (const header of reading.repeated) {
    files.errors.push(wholeTable(table, `la columna ${header} está dos veces`));
  }
  for (const { index, header } of reading.unknown) {
    const cell = `${columnLetters(index)}1`;
    const message = `la columna ${header} no se conoce y no se tuvo en cuenta`;
    files.warnings.push({ ...wholeTable(table, message), cell, column: header });
  }
  const isComplete = reading.missing.length + reading.repeated.length === 0;
  return isComplete ? reading.kind : undefined;
}

function judgeStrayCells(table: WidthTable, row: Row): void {
  const stray = row.cells.findIndex((cell, index) => index >= table.width && !isBlank(cell));
  if (stray === -1) return;
  table.errors.push({
    ...findingAt(table, row, ""),
    cell: `${columnLetters(stray)}${row.number}`,
    value: describeCell(row.cells[stray] ?? null),
    message: "la fila tiene más celdas que el encabezado",
  });
}

/** Keeps the rows of one table until its amounts are settled, then folds them into the files. */
function collector(files: JudgedFiles) {
  const providers: Placed<ProviderRow>[] = [];
  const vouchers: Placed<VoucherRow>[] = [];
  const settlements: Placed<SettlementRow>[] = [];
  return {
    add(kind: "providers" | "vouchers" | "settlements", table: Table, row: Row): void {
      const place = { table, row: { cells: [], number: row.number } };
      if (kind === "providers") {
        providers.push({ record: readProviderRow(table, row), ...place });
      } else if (kind === "vouchers") {
        vouchers.push({ record: readVoucherRow(table, row), ...place });
      } else settlements.push({ record: readSettlementRow(table, row), ...place });
    },
    fold(): void {
      for (const one of providers) foldInto(files.providers, one.record.nit, one, files);
      for (const one of vouchers) {
        const key = voucherKey(one.record.nit, one.record.documentNumber);
        foldInto(files.vouchers, key, one, files);
      }
      for (const one of settlements) {
        foldInto(files.settlements, settlementKey(one.record), one, files);
      }
    },
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
    files.warnings.push({ ...place, message: `repite ${where} y no se tuvo en cuenta` });
  } else {
    files.errors.push({ ...place, message: `tiene la misma clave que ${where} con otros valores` });
  }
}

function isBlank(cell: Cell): boolean {
  return cell === null || (typeof cell === "string" && cell.trim() === "");
}

function wholeTable(table: Table, message: string): Finding {
  const { file, sheet } = table;
  return { file, sheet, cell: null, column: null, value: null, message };
}
