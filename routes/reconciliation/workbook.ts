import { ALL_SETTLEMENT_COLUMNS } from "../../domain/payments/columns.ts";
import { DEDUCTIONS, type FoundLine } from "../../domain/reconciliation/found_line.ts";
import {
  GROUP_WORDS,
  type JudgedInvoice,
  restOf,
  whyOf,
} from "../../domain/reconciliation/groups.ts";
import { columnName, type PastedList } from "../../domain/reconciliation/pasted.ts";
import { formatDate } from "../../domain/dates.ts";
import { type Reconciliation, UNLISTED_WORDS } from "../../domain/reconciliation/report.ts";
import type { SheetCell, SheetColumn, SummaryRow, WorkbookPlan } from "../../lib/xlsx/writer.ts";
import type { Ctx } from "../context.ts";
import { summaryHead } from "../files/provider_workbook.ts";

const ROWS_A_CHUNK = 500;

/**
 * The portal's columns after those of the list; a column of the list may have the same name, so
 * these say whose they are.
 */
const OUR_COLUMNS: SheetColumn[] = [
  { header: "Resultado del cruce", kind: "text", width: 26 },
  { header: "Aclaración", kind: "text", width: 40 },
  { header: "Su valor", kind: "money", width: 20 },
  { header: "Número de Factura", kind: "text", width: 26 },
  { header: "Valor Factura", kind: "money", width: 20 },
  { header: "Valor Neto", kind: "money", width: 20 },
  { header: "Valor Pagado", kind: "money", width: 20 },
  { header: "Falta", kind: "money", width: 20 },
  { header: "Embargos", kind: "money", width: 20 },
  { header: "Último pago", kind: "date", width: 12 },
  { header: "Comprobantes", kind: "text", width: 40 },
];

const UNLISTED_COLUMNS: SheetColumn[] = [
  { header: "Número de Factura", kind: "text", width: 26 },
  { header: "Fecha de Pago", kind: "date", width: 12 },
  { header: "Comprobante", kind: "text", width: 26 },
  { header: "Valor Pagado", kind: "money", width: 20 },
];

const PAYMENT_KEYS = [
  "invoiceAmount",
  "netAmount",
  "paidAmount",
  ...DEDUCTIONS,
  "garnishments",
  "balance",
] as const;

/** Under the names that they have in the file of a voucher. */
const PAYMENT_COLUMNS: SheetColumn[] = [
  { header: "Su número", kind: "text", width: 26 },
  { header: "Número de Factura", kind: "text", width: 26 },
  { header: "Comprobante", kind: "text", width: 26 },
  { header: "Fecha de Pago", kind: "date", width: 12 },
  ...PAYMENT_KEYS.map((key): SheetColumn => ({
    header: ALL_SETTLEMENT_COLUMNS.find((column) => column.key === key)?.header ?? key,
    kind: "money",
    width: 20,
  })),
];

/**
 * The list in its order with its columns and the portal's, the payments that it lacks, each payment
 * of its invoices with what was withheld of it, and the sums.
 */
export function cruceWorkbook(c: Ctx, list: PastedList, result: Reconciliation): WorkbookPlan {
  const theirs = Array.from({ length: list.width }, (_, index): SheetColumn => ({
    header: columnName(list, index),
    kind: "text",
    width: 20,
  }));
  return {
    tables: [
      {
        name: "Su lista",
        columns: [...theirs, ...OUR_COLUMNS],
        rows: inChunks(
          result.invoices,
          (one) => [...theirCells(one, list.width), ...ourCells(one)],
        ),
      },
      {
        name: "No están en su lista",
        columns: UNLISTED_COLUMNS,
        rows: inChunks(result.unlisted.lines, (line) => [
          line.invoiceNumber,
          line.paidOn,
          line.documentNumber,
          line.paidAmount,
        ]),
      },
      {
        name: "Pagos de su lista",
        columns: PAYMENT_COLUMNS,
        rows: inChunks(result.invoices.flatMap(paymentsOf), paymentCells),
      },
    ],
    summary: { name: "Resumen", rows: () => summaryRows(c, result) },
  };
}

function theirCells({ row }: JudgedInvoice, width: number): SheetCell[] {
  return Array.from({ length: width }, (_, index) => row.cells[index] || null);
}

function ourCells(judged: JudgedInvoice): SheetCell[] {
  const { group, amount, found } = judged;
  return [
    GROUP_WORDS[group].name,
    whyOf(judged),
    amount,
    found?.invoiceNumber ?? null,
    found?.invoiceAmount ?? null,
    found?.netAmount ?? null,
    found?.paidAmount ?? null,
    found ? restOf(found) : null,
    found?.garnishments ?? null,
    found?.paidOn ?? null,
    found?.lines.map(({ documentNumber }) => documentNumber).join(", ") ?? null,
  ];
}

type Payment = { number: string; line: FoundLine };

function paymentsOf({ number, found }: JudgedInvoice): Payment[] {
  return found?.lines.map((line) => ({ number, line })) ?? [];
}

function paymentCells({ number, line }: Payment): SheetCell[] {
  return [
    number,
    line.invoiceNumber,
    line.documentNumber,
    line.paidOn,
    ...PAYMENT_KEYS.map((key) => line[key]),
  ];
}

function summaryRows(c: Ctx, { sums, unlisted, tolerance }: Reconciliation): SummaryRow[] {
  const { days, count, paidAmount, lines } = unlisted;
  const span = days ? `${formatDate(days.from)} a ${formatDate(days.to)}` : "Ningún pago";
  return [
    ...summaryHead(c),
    { name: "Tolerancia", kind: "money", value: tolerance },
    ...sums.flatMap(({ group, count, paid, open }): SummaryRow[] => [
      { name: GROUP_WORDS[group].name, kind: "count", value: count },
      { name: `${GROUP_WORDS[group].name}: Valor Pagado`, kind: "money", value: paid },
      { name: `${GROUP_WORDS[group].name}: Falta`, kind: "money", value: open },
    ]),
    { name: "Pagos encontrados", kind: "text", value: span },
    { name: UNLISTED_WORDS.name, kind: "count", value: count },
    { name: `${UNLISTED_WORDS.name}: Valor Pagado`, kind: "money", value: paidAmount },
    ...(lines.length < count
      ? [{ name: "De ellos, en su hoja", kind: "count" as const, value: lines.length }]
      : []),
  ];
}

function* inChunks<Item>(items: Item[], toRow: (item: Item) => SheetCell[]) {
  for (let first = 0; first < items.length; first += ROWS_A_CHUNK) {
    yield items.slice(first, first + ROWS_A_CHUNK).map(toRow);
  }
}
