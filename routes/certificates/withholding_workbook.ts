import { isStanding } from "../../domain/payments/voucher_state.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { Cents } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import {
  daysOf,
  periodKey,
  periodName,
  TAX_WORDS,
  type TaxPeriod,
  WITHHELD_OF,
} from "../../domain/certificates/period.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { SheetCell, SheetColumn, WorkbookPlan } from "../../lib/xlsx/writer.ts";
import { type Ctx, providerOf } from "../context.ts";
import { workbookName } from "../files/provider_workbook.ts";
import { askLines, askSelected } from "../payments/questions.ts";

const SHEET = "Renglones";
const MONEY = { kind: "money", width: 20 } as const;
const TEXT = { kind: "text", width: 22 } as const;

/** The name of the workbook of a period's lines. */
export function linesName(c: Ctx, period: TaxPeriod): string {
  return workbookName(c, `${TAX_WORDS[period.tax].column}_${periodKey(period)}`);
}

/**
 * The lines from which a tax was withheld in a period, with a total that is a formula over them:
 * what the certificate says, to the centavo.
 */
export async function linesWorkbook(c: Ctx, period: TaxPeriod): Promise<WorkbookPlan> {
  const sums = { base: 0, vat: 0, withheld: 0 };
  const vouchers = (await askSelected(c, daysOf(period))).filter(isStanding);
  const { column } = TAX_WORDS[period.tax];
  const columns: SheetColumn[] = [
    { header: "N° Documento", ...TEXT },
    { header: "Fecha de Pago", kind: "date", width: 14 },
    { header: "Tipo Documento", ...TEXT },
    { header: "Número de Factura", ...TEXT },
    { header: "Valor Factura", ...MONEY },
    { header: "IVA", ...MONEY },
    { header: column, ...MONEY },
  ];
  const { nit, legalName } = providerOf(c);
  return {
    tables: [{ name: SHEET, columns, rows: linesOf(c, period, vouchers, sums) }],
    summary: {
      name: "Resumen",
      rows: ([lines = 0]) => [
        { name: "Prestador", kind: "text", value: legalName },
        { name: "NIT", kind: "text", value: formatNit(nit) },
        { name: "Certificado", kind: "text", value: TAX_WORDS[period.tax].title },
        { name: "Período", kind: "text", value: periodName(period) },
        { name: "Hecho el", kind: "text", value: formatInstant(c.get("services").now()) },
        { name: "Hecho por", kind: "text", value: c.get("askedBy") ?? "" },
        { name: "Renglones", kind: "count", value: lines },
        { name: "Valor Factura", kind: "money", value: sumOf("E", lines, sums.base) },
        { name: "IVA", kind: "money", value: sumOf("F", lines, sums.vat) },
        { name: column, kind: "money", value: sumOf("G", lines, sums.withheld) },
      ],
    },
  };
}

function sumOf(letter: string, lines: number, cents: number) {
  return { formula: `SUM(${SHEET}!${letter}2:${letter}${lines + 1})`, cents };
}

/** The rows; what they add up to is added to `sums`, which the summary shows after them. */
async function* linesOf(
  c: Ctx,
  { tax }: TaxPeriod,
  vouchers: StoredVoucher[],
  sums: { base: Cents; vat: Cents; withheld: Cents },
): AsyncGenerator<SheetCell[][]> {
  const paidOn = new Map(vouchers.map((voucher) => [voucher.documentNumber, voucher.paidOn]));
  for await (const lines of askLines(c, vouchers)) {
    const withheldFrom = lines.filter((line) => (line[WITHHELD_OF[tax]] ?? 0) !== 0);
    for (const line of withheldFrom) {
      sums.base += line.invoiceAmount;
      sums.vat += line.vat ?? 0;
      sums.withheld += line[WITHHELD_OF[tax]] ?? 0;
    }
    yield withheldFrom.map((line) => [
      line.voucherNumber,
      paidOn.get(line.voucherNumber) ?? null,
      line.documentType,
      line.invoiceNumber,
      line.invoiceAmount,
      line.vat,
      line[WITHHELD_OF[tax]],
    ]);
  }
}
