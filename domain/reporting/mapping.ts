import { type CivilDate, formatDate, readTypedDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { toDecimal, toDecimalComma } from "../money.ts";
import {
  type ColumnField,
  type FieldKind,
  FIXED_TEXT,
  isColumnField,
  REPORT_FIELDS,
  type ReportRow,
} from "./fields.ts";

/** How a date or an amount is written; text and counts are written as they are. */
export const COLUMN_FORMATS: Record<ColumnFormat, { label: string; kinds: FieldKind[] }> = {
  "": { label: "Como está", kinds: ["text", "count"] },
  "aaaa-mm-dd": { label: "Fecha 2026-03-31", kinds: ["date"] },
  "dd/mm/aaaa": { label: "Fecha 31/03/2026", kinds: ["date"] },
  aaaammdd: { label: "Fecha 20260331", kinds: ["date"] },
  punto: { label: "Valor 1234567.50", kinds: ["money"] },
  coma: { label: "Valor 1234567,50", kinds: ["money"] },
  entero: { label: "Valor en pesos, sin centavos", kinds: ["money"] },
};
export type ColumnFormat =
  | ""
  | "aaaa-mm-dd"
  | "dd/mm/aaaa"
  | "aaaammdd"
  | "punto"
  | "coma"
  | "entero";

export type MappedColumn = {
  name: string;
  field: ColumnField;
  format: ColumnFormat;
  /** The text of a fixed column. */
  text: string;
};

/** The columns of the file, in their order, and since which day payments are reported at all. */
export type ReportMapping = { version: number; columns: MappedColumn[]; reportsFrom: CivilDate };

/** Each column as it is typed. */
export type TypedColumn = {
  orden: string;
  nombre: string;
  campo: string;
  formato: string;
  texto: string;
};

export const MAX_COLUMNS = 40;
const MAX_TEXT = 100;

/**
 * Before the EPS has chosen its own: not the official layout, which could not be read. Payments of
 * this year, because the resolution of 2025 asks for none before it.
 */
export const FIRST_MAPPING: ReportMapping = {
  version: 0,
  reportsFrom: "2026-01-01",
  columns: [
    column("NIT_ERP", "nitEps"),
    column("NIT_PRESTADOR", "nit"),
    column("NUMERO_COMPROBANTE", "documento"),
    column("FECHA_PAGO", "fechaPago", "aaaa-mm-dd"),
    column("VALOR_PAGO", "valor", "punto"),
    column("FORMA_PAGO", "forma"),
    column("BANCO", "banco"),
    column("CUENTA", "cuenta"),
    column("DESCUENTOS", "descuento", "punto"),
    column("RETEFUENTE", "retefuente", "punto"),
    column("RETEICA", "reteIca", "punto"),
    column("RETEIVA", "reteIva", "punto"),
    column("NOVEDAD", "novedad"),
    column("FECHA_NOVEDAD", "fechaNovedad", "aaaa-mm-dd"),
  ],
};

/** The mapping that was typed, in its order, or what is wrong with it by the name of the box. */
export function readMapping(
  typed: TypedColumn[],
  desde: string,
): { columns: MappedColumn[]; reportsFrom: CivilDate } | { errors: FieldError[] } {
  const filled = typed.map((one, index) => ({ ...one, number: index + 1 }))
    .filter(({ nombre }) => nombre.trim() !== "");
  const readings = filled.map((one) => ({ order: orderOf(one), ...readColumn(one, filled) }));
  const from = readTypedDate(desde);
  const errors = readings.flatMap((one) => one.errors);
  if ("problem" in from) errors.push({ field: "desde", message: from.problem });
  if (filled.length === 0) errors.push({ field: "nombre1", message: "Escriba al menos una." });
  if ("problem" in from || errors.length > 0) return { errors };
  const columns = readings.sort((one, other) => one.order - other.order)
    .map(({ column }) => column);
  return { columns, reportsFrom: from.date };
}

/** A mapping as it is typed, with some empty columns after it. */
export function typedMapping(
  { columns }: Pick<ReportMapping, "columns">,
  empty = 3,
): TypedColumn[] {
  const filled = columns.map(({ name, field, format, text }, index) => ({
    orden: String(index + 1),
    nombre: name,
    campo: field,
    formato: format,
    texto: text,
  }));
  const blank = { orden: "", nombre: "", campo: FIXED_TEXT, formato: "", texto: "" };
  return [...filled, ...Array.from({ length: empty }, () => blank)].slice(0, MAX_COLUMNS);
}

/** What stands in a column for a payment. */
export function cellOf({ field, format, text }: MappedColumn, row: ReportRow): string {
  if (field === FIXED_TEXT) return text;
  const value = REPORT_FIELDS[field].of(row);
  if (value === null) return "";
  if (typeof value === "string") return writeDate(value, format);
  return REPORT_FIELDS[field].kind === "money" ? writeMoney(value, format) : String(value);
}

function writeDate(value: string, format: ColumnFormat): string {
  if (format === "dd/mm/aaaa") return formatDate(value);
  return format === "aaaammdd" ? value.replaceAll("-", "") : value;
}

function writeMoney(cents: number, format: ColumnFormat): string {
  if (format === "coma") return toDecimalComma(cents);
  return format === "entero" ? String(Math.round(cents / 100)) : toDecimal(cents);
}

function column(name: string, field: ColumnField, format: ColumnFormat = ""): MappedColumn {
  return { name, field, format, text: "" };
}

type Filled = TypedColumn & { number: number };

/** Columns without an order come last, in the order in which they stand. */
function orderOf({ orden, number }: Filled): number {
  return /^\d{1,3}$/.test(orden.trim()) ? Number(orden) : MAX_COLUMNS + number;
}

function readColumn(
  { number, nombre, campo, formato, texto }: Filled,
  all: Filled[],
): { column: MappedColumn; errors: FieldError[] } {
  const name = nombre.trim();
  const field = isColumnField(campo) ? campo : FIXED_TEXT;
  const format = isColumnFormat(formato) ? formato : "";
  const errors: FieldError[] = [];
  const isTaken = all.some((other) => other.number < number && other.nombre.trim() === name);
  if (name.length > MAX_TEXT) {
    errors.push({ field: `nombre${number}`, message: `Use a lo sumo ${MAX_TEXT} letras.` });
  }
  if (isTaken) {
    errors.push({ field: `nombre${number}`, message: "Otra columna ya se llama así." });
  }
  if (!COLUMN_FORMATS[format].kinds.includes(kindOf(field))) {
    errors.push({ field: `formato${number}`, message: FORMAT_PROBLEMS[kindOf(field)] });
  }
  if (texto.length > MAX_TEXT) {
    errors.push({ field: `texto${number}`, message: `Use a lo sumo ${MAX_TEXT} letras.` });
  }
  if (field !== FIXED_TEXT && texto.trim() !== "") {
    errors.push({ field: `texto${number}`, message: "Solo una columna de texto fijo lo lleva." });
  }
  return { column: { name, field, format, text: texto.trim() }, errors };
}

const FORMAT_PROBLEMS: Record<FieldKind, string> = {
  text: "Este dato se escribe como está.",
  count: "Este dato se escribe como está.",
  date: "Escoja un formato de fecha.",
  money: "Escoja un formato de valor.",
};

function kindOf(field: ColumnField): FieldKind {
  return field === FIXED_TEXT ? "text" : REPORT_FIELDS[field].kind;
}

function isColumnFormat(text: string): text is ColumnFormat {
  return Object.keys(COLUMN_FORMATS).includes(text);
}
