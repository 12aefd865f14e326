import { addError, addWarning } from "./load_findings.ts";
import { type Cell, describeCell, findingAt, type Row, type Table } from "./load_cell.ts";
import { plainHeader } from "./load_kind.ts";
import { isBlank, type KnownTable } from "./load_table.ts";

const LONGEST_LABEL = 80;
const LABEL =
  /^(?:(?:gran |sub ?)?total(?:es)?|suma(?:s|toria)?)(?: general(?:es)?)?(?: de)?(?: (?:comprobantes|facturas|prestadores|pagos|registros|filas|nit))?(?: total)?:? ?[\d.,-]*$/;

/**
 * Whether a row is none of the table's data; then it is noted. A totals row and a repeated header
 * are left out with a warning, a row of amounts alone is an error: it may be a total or a payment
 * that lost its NIT.
 */
export function isLeftOut({ table }: KnownTable, row: Row): boolean {
  const nit = cellOf(table, row, "nit");
  if (!isBlank(nit) && (typeof nit !== "string" || /^\s*\d/.test(nit))) return false;
  if (typeof nit === "string" && plainHeader(nit.slice(0, LONGEST_LABEL)) === "nit") {
    return leaveOut(table, row, "repite el encabezado y no se tuvo en cuenta");
  }
  const words = wordsOf(table, row);
  if (words.some(isTotalLabel) && words.every((word) => isTotalLabel(word) || isCount(word))) {
    return leaveOut(table, row, "la fila parece un total y no se tuvo en cuenta");
  }
  if (words.length > 0 || table.places.size === 0 || !hasAmount(table, row)) return false;
  const message = "la fila tiene solo valores: bórrela si es un total, o complete sus datos";
  addError(table.findings, { ...findingAt(table, row, "nit"), message });
  return true;
}

/** The filled cells of a row that are no amounts. */
function wordsOf(table: Table, row: Row): Cell[] {
  const amounts = new Set(
    table.places.values().filter(({ column }) => column.kind === "amount").map(({ index }) =>
      index
    ),
  );
  return row.cells.filter((cell, index) => !isBlank(cell) && !amounts.has(index));
}

function hasAmount(table: Table, row: Row): boolean {
  return table.places.values().some(({ index, column }) =>
    column.kind === "amount" && !isBlank(row.cells[index] ?? null)
  );
}

function isTotalLabel(cell: Cell): boolean {
  return typeof cell === "string" && cell.length <= LONGEST_LABEL && LABEL.test(plainHeader(cell));
}

function isCount(cell: Cell): boolean {
  return typeof cell === "number" || (typeof cell === "string" && /^\s*\d{1,9}\s*$/.test(cell));
}

function leaveOut(table: Table, row: Row, message: string): true {
  const index = row.cells.findIndex((cell) => !isBlank(cell));
  const value = describeCell(row.cells[index] ?? null);
  addWarning(table.findings, { ...findingAt(table, row, "nit"), value, message });
  return true;
}

function cellOf(table: Table, row: Row, key: string): Cell {
  return row.cells[table.places.get(key)?.index ?? -1] ?? null;
}
