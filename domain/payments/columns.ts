import { foldText } from "../search_words.ts";
import { hasNoAccount, type StoredVoucher } from "./voucher.ts";
import type { ShownSettlement, StoredSettlement } from "./settlement.ts";

export type ColumnKind = "text" | "money" | "date";

/**
 * A column of the manual: its name, letter for letter, and the property that fills it.
 * Screen, CSV, Excel and the files that are loaded all read these lists.
 */
export type Column<Key extends string> = { key: Key; header: string; kind: ColumnKind };

/** A column by which a list may be ordered, and its name in addresses. */
export type SortColumn<Key extends string> = Column<Key> & { slug: string };

export type VoucherColumnKey =
  | "paidOn"
  | "bankName"
  | "accountType"
  | "accountNumber"
  | "paymentMethod"
  | "documentNumber"
  | "paidAmount"
  | "unappliedAmount"
  | "unappliedAdvanceAmount";

/** Comprobantes de Egreso: the nine columns in the manual's order (section 4). */
export const VOUCHER_COLUMNS: SortColumn<VoucherColumnKey>[] = withSlugs([
  { key: "paidOn", header: "Fecha de Pago", kind: "date" },
  { key: "bankName", header: "Nombre del Banco", kind: "text" },
  { key: "accountType", header: "Tipo de Cuenta", kind: "text" },
  { key: "accountNumber", header: "Número de Cuenta", kind: "text" },
  { key: "paymentMethod", header: "Forma de Pago", kind: "text" },
  { key: "documentNumber", header: "N° Documento", kind: "text" },
  { key: "paidAmount", header: "Valor Pago", kind: "money" },
  { key: "unappliedAmount", header: "Valor Pendiente por Aplicar", kind: "money" },
  { key: "unappliedAdvanceAmount", header: "Valor Pendiente por Aplicar Anticipo", kind: "money" },
]);

export type SettlementColumnKey = Exclude<keyof StoredSettlement, "lineNumber">;

/** Detalle de Pagos on screen: nine columns (section 4). */
export const SETTLEMENT_COLUMNS: Column<SettlementColumnKey>[] = [
  { key: "voucherNumber", header: "N° Comprobante de Pago / Anticipo", kind: "text" },
  { key: "documentType", header: "Tipo Documento", kind: "text" },
  { key: "invoiceNumber", header: "Número de Factura", kind: "text" },
  { key: "invoiceAmount", header: "Valor Factura", kind: "money" },
  { key: "netAmount", header: "Valor Neto", kind: "money" },
  { key: "paidAmount", header: "Valor Pagado", kind: "money" },
  { key: "financialDiscount", header: "Descuento Financiero", kind: "money" },
  { key: "balance", header: "Saldo", kind: "money" },
  { key: "garnishments", header: "Embargos", kind: "money" },
];

/** The eleven that the download adds (the note of section 4). */
export const FURTHER_SETTLEMENT_COLUMNS: Column<SettlementColumnKey>[] = [
  { key: "vat", header: "IVA", kind: "money" },
  { key: "retefuente", header: "Retefuente", kind: "money" },
  { key: "reteIca", header: "ReteICA", kind: "money" },
  { key: "reteIva", header: "ReteIVA", kind: "money" },
  { key: "stampTax", header: "Impuesto Timbre", kind: "money" },
  { key: "paymentMethod", header: "Forma de Pago", kind: "text" },
  { key: "settledOn", header: "Fecha Cruce", kind: "date" },
  { key: "settlementDocument", header: "Documento Cruce", kind: "text" },
  { key: "settledAmount", header: "Valor Cruce", kind: "money" },
  { key: "copayment", header: "Copago", kind: "money" },
  { key: "moderatingFee", header: "Cuota Moderadora", kind: "money" },
];

export const ALL_SETTLEMENT_COLUMNS = [...SETTLEMENT_COLUMNS, ...FURTHER_SETTLEMENT_COLUMNS];

/** `Valor Pendiente por Aplicar` → `valor-pendiente-por-aplicar`. */
export function withSlugs<Key extends string>(columns: Column<Key>[]): SortColumn<Key>[] {
  return columns.map((column) => {
    const slug = foldText(column.header).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    return { ...column, slug };
  });
}

/** A cell as screen, CSV and Excel show it: centavos, ISO date or text; null where there is none. */
export type CellValue = string | number | null;

const NOT_APPLICABLE = "N/A";
const ACCOUNT_COLUMNS: string[] = ["bankName", "accountType", "accountNumber"];

/** Bank and account are N/A where the payment did not go to an account of the provider. */
export function voucherCell(voucher: StoredVoucher, key: VoucherColumnKey): CellValue {
  return voucherCellsOf(voucher)(key);
}

/** The same for every cell of a voucher, which is judged once. */
export function voucherCellsOf(voucher: StoredVoucher): (key: VoucherColumnKey) => CellValue {
  const isNotApplicable = hasNoAccount(voucher.paymentMethod);
  return (key) => isNotApplicable && ACCOUNT_COLUMNS.includes(key) ? NOT_APPLICABLE : voucher[key];
}

export function settlementCell(settlement: ShownSettlement, key: SettlementColumnKey): CellValue {
  return settlement[key] ?? null;
}
