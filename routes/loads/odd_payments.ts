import { Hono } from "hono";
import { readOddPayments } from "../../db/loads/odd_lists.ts";
import { formatDate } from "../../domain/dates.ts";
import {
  ODD_WORDS,
  type OddKind,
  type OddPayment,
  type OddVoucher,
} from "../../domain/loads/odd_payment.ts";
import { toDecimalComma } from "../../domain/money.ts";
import type { CsvCell } from "../../lib/csv/csv.ts";
import { answerCsv } from "../answer_csv.ts";
import { auditFirst } from "../audit.ts";
import type { Env } from "../context.ts";
import { requireStaff } from "../guards/authorize.ts";
import { whileAllowed } from "../guards/while_allowed.ts";
import { loadOf } from "./loads.tsx";

const OF_VOUCHER = ["NIT", "Comprobante", "Fecha de Pago", "Valor Pago", "Cuenta", "Factura"];
const HEADER = [
  "Qué se vio",
  "Prestador",
  ...OF_VOUCHER,
  "Valor Pagado",
  "Valor Factura",
  "Por revisar",
  ...OF_VOUCHER.map((name) => `${name} (otro)`),
  "Valor Pagado (otro)",
];

/** Every odd payment of a load as a CSV, each with both of its vouchers. */
export function loadOddRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:id/por-revisar.csv", requireStaff("readLoads"), async (c) => {
    const { id, number } = await loadOf(c);
    await auditFirst(c, { name: "download", detail: { what: "oddPayments", load: number } });
    const found = whileAllowed(c, readOddPayments(c.get("services").db, id));
    return answerCsv(c, `Pagos_por_revisar_${number}.csv`, { header: HEADER, rows: rowsOf(found) });
  });
  return routes;
}

async function* rowsOf(found: AsyncIterable<{ kind: OddKind; payments: OddPayment[] }>) {
  for await (const { kind, payments } of found) yield payments.map((one) => rowOf(kind, one));
}

function rowOf(kind: OddKind, { legalName, voucher, other, ...amounts }: OddPayment): CsvCell[] {
  return [
    ODD_WORDS[kind].title,
    legalName,
    ...cellsOf(voucher),
    money(amounts.invoiceAmount),
    money(amounts.amount),
    ...(other ? cellsOf(other) : [...OF_VOUCHER, ""].map(() => null)),
  ];
}

function cellsOf(one: OddVoucher): CsvCell[] {
  const { nit, documentNumber, paidOn, paidAmount, accountNumber, invoiceNumber } = one;
  const first = [nit, documentNumber, formatDate(paidOn), money(paidAmount), accountNumber];
  return [...first, invoiceNumber, money(one.invoicePaid)];
}

function money(cents: number | null): CsvCell {
  return cents === null ? null : { number: toDecimalComma(cents) };
}
