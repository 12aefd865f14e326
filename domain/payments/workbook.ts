import { describeNarrowing } from "./filter_fields.ts";
import { SUBSET_WORDS, type VoucherFilter } from "./voucher_filter.ts";
import { ALL_SETTLEMENT_COLUMNS, type ColumnKind, VOUCHER_COLUMNS } from "./columns.ts";
import { formatDate } from "../dates.ts";
import { type Cents, sumCents } from "../money.ts";
import { checkDigit, formatNit, type Nit } from "../nit.ts";
import type { ProviderRecord } from "../providers/record.ts";
import type { StoredVoucher, VoucherTotals } from "./voucher.ts";
import { isStanding, STANDING_COLUMNS, STATE_NAMES } from "./voucher_state.ts";

/** What a download has: one voucher, or those of a filter. */
export type DownloadScope = { documentNumber: string } | VoucherFilter;

const WIDTHS: Record<ColumnKind, number> = { date: 12, money: 20, text: 18 };
const WIDE = ["Nombre del Banco", "N° Documento", "Número de Factura"];

export type WidthColumn = { header: string; kind: ColumnKind; width: number };

export const VOUCHER_SHEET = { name: "Comprobantes", columns: VOUCHER_COLUMNS.map(withWidth) };
export const SETTLEMENT_SHEET = {
  name: "Facturas",
  columns: ALL_SETTLEMENT_COLUMNS.map(withWidth),
};

const NIT_COLUMN: WidthColumn = { header: "NIT", kind: "text", width: 14 };

/** A sheet as the staff gets it: a load asks of each row whose it is. */
export function namedSheet(sheet: { name: string; columns: WidthColumn[] }) {
  return { ...sheet, columns: [NIT_COLUMN, ...sheet.columns] };
}

/** Say of the staff's vouchers that one does not stand; else a load would take it for a payment. */
export const STATE_COLUMNS: WidthColumn[] = STANDING_COLUMNS.map(({ header, kind }) =>
  withWidth({ header, kind: kind === "date" ? "date" : "text" })
);

/** The provider, as a load reads it; without personal data. */
export const PROVIDER_SHEET = {
  name: "Prestadores",
  columns: [
    NIT_COLUMN,
    ...["DV", "Razón Social", "Código DANE", "Municipio", "Departamento"]
      .map((header) => withWidth({ header, kind: "text" })),
  ],
};

/** The row of Prestadores. */
export function providerRow(
  { nit, legalName, daneCode, municipality, department }: Pick<
    ProviderRecord,
    "nit" | "legalName" | "daneCode" | "municipality" | "department"
  >,
): (string | null)[] {
  return [nit, checkDigit(nit), legalName, daneCode, municipality, department];
}

function withWidth({ header, kind }: { header: string; kind: ColumnKind }): WidthColumn {
  return { header, kind, width: WIDE.includes(header) ? 26 : WIDTHS[kind] };
}

/** `MutualSer_900356158_1500086213` or `MutualSer_900356158_2026-01-01_2026-01-31`. */
export function downloadName(epsName: string, nit: Nit, scope: DownloadScope): string {
  return `${epsName.replace(/\s/g, "")}_${nit}_${nameOf(scope)}`;
}

function nameOf(scope: DownloadScope): string {
  if ("documentNumber" in scope) return scope.documentNumber;
  const range = `${scope.from}_${scope.to}`;
  const further = [
    scope.only && SUBSET_WORDS[scope.only].key,
    (scope.paymentMethod !== undefined || scope.text !== undefined) && "filtrado",
  ];
  return [range, ...further].filter(Boolean).join("_");
}

export type SummaryLine = {
  name: string;
  kind: "text" | "money" | "count";
  value: string | number | { formula: string; cents: Cents };
};

export type SummaryFacts = {
  provider: { nit: Nit; legalName: string };
  scope: DownloadScope;
  /** `dd/MM/yyyy HH:mm` in Bogotá. */
  madeAt: string;
  madeBy: string;
  vouchers: StoredVoucher[];
  /** How many of the period count in no sum, and are not in the sheets. */
  leftOut: Pick<VoucherTotals, "annulledCount" | "returnedCount">;
  /** Whether the sheets are named ones (`namedSheet`). */
  isNamed: boolean;
  /** Rows that each sheet got, without its header. */
  rowCounts: { vouchers: number; settlements: number };
};

/** Sheet Resumen: of whom and what, and the cuadre as formulas over the other sheets. */
export function summaryLines(facts: SummaryFacts): SummaryLine[] {
  const head = headLines(facts);
  return [...head, ...balanceLines(facts, head.length + 1)];
}

function headLines(
  { provider, scope, madeAt, madeBy, vouchers, leftOut, rowCounts }: SummaryFacts,
): SummaryLine[] {
  const [only] = vouchers.length === 1 ? vouchers : [];
  return [
    { name: "Prestador", kind: "text", value: provider.legalName },
    { name: "NIT", kind: "text", value: formatNit(provider.nit) },
    "documentNumber" in scope
      ? { name: "Comprobante", kind: "text", value: scope.documentNumber }
      : {
        name: "Periodo",
        kind: "text",
        value: `${formatDate(scope.from)} a ${formatDate(scope.to)}`,
      },
    ...subsetLine(scope),
    ...stateLines(only),
    { name: "Hecho el", kind: "text", value: madeAt },
    { name: "Hecho por", kind: "text", value: madeBy },
    { name: "Comprobantes", kind: "count", value: rowCounts.vouchers },
    { name: "Facturas", kind: "count", value: rowCounts.settlements },
    ...leftOutLine("Anulados, no incluidos", leftOut.annulledCount),
    ...leftOutLine("Devueltos, no incluidos", leftOut.returnedCount),
  ];
}

/** A voucher that counts in no sum says so. */
function stateLines(voucher: StoredVoucher | undefined): SummaryLine[] {
  if (!voucher || isStanding(voucher)) return [];
  const { state, returnedOn, returnReason } = voucher;
  const said = [STATE_NAMES[state], returnedOn && formatDate(returnedOn), returnReason];
  return STANDING_COLUMNS.flatMap(({ header: name }, index) => {
    const value = said[index];
    return value ? [{ name, kind: "text" as const, value }] : [];
  });
}

function leftOutLine(name: string, count: number): SummaryLine[] {
  return count > 0 ? [{ name, kind: "count", value: count }] : [];
}

function subsetLine(scope: DownloadScope): SummaryLine[] {
  const narrowing = "documentNumber" in scope ? [] : describeNarrowing(scope);
  if (narrowing.length === 0) return [];
  return [{ name: "Filtro", kind: "text", value: narrowing.join("; ") }];
}

/** The cuadre, whose first line is row `first` of the sheet. */
function balanceLines(
  { vouchers, rowCounts, isNamed }: SummaryFacts,
  first: number,
): SummaryLine[] {
  const paid = sumCents(vouchers.map((voucher) => voucher.paidAmount));
  const settled = sumCents(vouchers.map((voucher) => voucher.settledAmount));
  const unapplied = sumCents(vouchers.map((voucher) => voucher.unappliedAmount));
  const advance = sumCents(vouchers.map((voucher) => voucher.unappliedAdvanceAmount));
  const bare = vouchers.filter((voucher) => voucher.settlementCount === 0);
  const withoutInvoices = sumCents(bare.map(restOf));
  const line = (name: string, sheet: Sheet, letter: string, cents: Cents): SummaryLine => {
    const column = isNamed ? letterAfter(letter) : letter;
    const formula = `SUM(${sheet}!${column}2:${column}${lastRow(sheet, rowCounts)})`;
    return { name, kind: "money", value: { formula, cents } };
  };
  return [
    line("Valor Pago", "Comprobantes", "G", paid),
    line("Suma de Valor Pagado", "Facturas", "F", settled),
    line("Valor Pendiente por Aplicar", "Comprobantes", "H", unapplied),
    line("Valor Pendiente por Aplicar Anticipo", "Comprobantes", "I", advance),
    { name: "Pagado sin facturas", kind: "money", value: withoutInvoices },
    {
      name: "Diferencia",
      kind: "money",
      value: {
        formula: `B${first}-B${first + 1}-B${first + 2}-B${first + 3}-B${first + 4}`,
        cents: paid - settled - unapplied - advance - withoutInvoices,
      },
    },
  ];
}

function letterAfter(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 1);
}

type Sheet = "Comprobantes" | "Facturas";

/**
 * The part of Valor Pago that invoices would have to explain, of a voucher that came without any.
 */
function restOf({ paidAmount, unappliedAmount, unappliedAdvanceAmount }: StoredVoucher): Cents {
  return paidAmount - (unappliedAmount ?? 0) - (unappliedAdvanceAmount ?? 0);
}

function lastRow(sheet: Sheet, rowCounts: SummaryFacts["rowCounts"]): number {
  return Math.max(2, (sheet === "Facturas" ? rowCounts.settlements : rowCounts.vouchers) + 1);
}
