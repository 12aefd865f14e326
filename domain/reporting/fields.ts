import type { CivilDate } from "../dates.ts";
import { REPORT_KIND_WORDS, type ReportKind } from "./queue.ts";

/** What is known of a reported payment; amounts in centavos. */
export type ReportRow = {
  batch: number;
  epsName: string;
  epsNit: string;
  reportedOn: CivilDate;
  nit: string;
  legalName: string;
  documentNumber: string;
  kind: ReportKind;
  happenedOn: CivilDate;
  paidOn: CivilDate;
  bankName: string | null;
  accountType: string | null;
  accountNumber: string | null;
  paymentMethod: string;
  paidAmount: number;
  invoices: number;
  invoiceAmount: number;
  settledAmount: number;
  discount: number;
  retefuente: number;
  reteIca: number;
  reteIva: number;
  stampTax: number;
  garnishments: number;
};

type FieldValue = string | number | null;
export type FieldKind = "text" | "date" | "money" | "count";
type ReportField = { label: string; kind: FieldKind; of: (row: ReportRow) => FieldValue };

/** The facts of a payment that a column may have. */
export const REPORT_FIELDS = {
  nitEps: { label: "NIT de la EPS", kind: "text", of: (row) => row.epsNit },
  eps: { label: "Nombre de la EPS", kind: "text", of: (row) => row.epsName },
  nit: { label: "NIT del prestador", kind: "text", of: (row) => row.nit },
  prestador: { label: "Razón social del prestador", kind: "text", of: (row) => row.legalName },
  documento: { label: "N° Documento", kind: "text", of: (row) => row.documentNumber },
  novedad: { label: "Novedad", kind: "text", of: ({ kind }) => REPORT_KIND_WORDS[kind] },
  fechaPago: { label: "Fecha de Pago", kind: "date", of: (row) => row.paidOn },
  fechaNovedad: { label: "Fecha de la novedad", kind: "date", of: (row) => row.happenedOn },
  fechaReporte: { label: "Fecha del reporte", kind: "date", of: (row) => row.reportedOn },
  lote: { label: "Número del lote", kind: "count", of: (row) => row.batch },
  banco: { label: "Nombre del Banco", kind: "text", of: (row) => row.bankName },
  tipoCuenta: { label: "Tipo de Cuenta", kind: "text", of: (row) => row.accountType },
  cuenta: { label: "Número de Cuenta", kind: "text", of: (row) => row.accountNumber },
  forma: { label: "Forma de Pago", kind: "text", of: (row) => row.paymentMethod },
  valor: { label: "Valor Pago", kind: "money", of: (row) => row.paidAmount },
  facturas: { label: "Cantidad de facturas", kind: "count", of: (row) => row.invoices },
  valorFacturas: { label: "Valor Factura, sumado", kind: "money", of: (row) => row.invoiceAmount },
  pagado: { label: "Valor Pagado de las facturas", kind: "money", of: (row) => row.settledAmount },
  descuento: { label: "Descuento Financiero", kind: "money", of: (row) => row.discount },
  retefuente: { label: "Retefuente", kind: "money", of: (row) => row.retefuente },
  reteIca: { label: "ReteICA", kind: "money", of: (row) => row.reteIca },
  reteIva: { label: "ReteIVA", kind: "money", of: (row) => row.reteIva },
  timbre: { label: "Impuesto Timbre", kind: "money", of: (row) => row.stampTax },
  embargos: { label: "Embargos", kind: "money", of: (row) => row.garnishments },
} as const satisfies Record<string, ReportField>;

export type ReportFieldName = keyof typeof REPORT_FIELDS;

/** A text that is the same in every row. */
export const FIXED_TEXT = "fijo";
export type ColumnField = ReportFieldName | typeof FIXED_TEXT;

/** Every choice of a column, with its words. */
export const COLUMN_FIELDS: readonly [string, string][] = [
  [FIXED_TEXT, "Texto fijo"],
  ...Object.entries(REPORT_FIELDS).map(([name, { label }]): [string, string] => [name, label]),
];

export function isColumnField(text: string): text is ColumnField {
  return COLUMN_FIELDS.some(([name]) => name === text);
}
