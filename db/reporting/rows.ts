import type { Row } from "@libsql/client";
import { type CivilDate, dateInBogota } from "../../domain/dates.ts";
import type { ReportRow } from "../../domain/reporting/fields.ts";
import type { ReportBatch, ReportKind } from "../../domain/reporting/queue.ts";
import type { Db } from "../client.ts";

type OfBatch = Pick<ReportBatch, "number" | "madeAt" | "epsName" | "epsNit">;

const ROWS_A_QUERY = 1000;

/** The payments of a batch as they were reported, a thousand at a time, in the order of its key. */
export async function* readReportRows(db: Db, batch: OfBatch): AsyncGenerator<ReportRow[]> {
  let place = { provider: 0, document: "" };
  for (;;) {
    const args = { batch: batch.number, ...place, count: ROWS_A_QUERY };
    const { rows } = await db.$client.execute({ sql: ITEMS, args });
    if (rows.length > 0) yield rows.map((row) => toReportRow(row, batch));
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_A_QUERY) return;
    place = { provider: Number(last.provider_id), document: String(last.document_number) };
  }
}

/** Some payments that wait, as a batch would tell them: what a preview of the columns shows. */
export async function findSampleRows(
  db: Db,
  { count, reportsFrom, ...batch }: OfBatch & { count: number; reportsFrom: CivilDate },
): Promise<ReportRow[]> {
  const { rows } = await db.$client.execute({ sql: SAMPLE, args: { count, reportsFrom } });
  return rows.map((row) => toReportRow(row, batch));
}

const VOUCHER = `v.paid_on, v.bank_name, v.account_type, v.account_number, v.payment_method,
  v.paid_amount, v.settlement_count, v.sum_invoice_amount, v.sum_paid_amount,
  v.sum_financial_discount, v.sum_retefuente, v.sum_rete_ica, v.sum_rete_iva, v.sum_stamp_tax,
  v.sum_garnishments`;

const ITEMS = `
  SELECT i.provider_id, i.document_number, i.kind, i.happened_on, i.legal_name, p.nit, ${VOUCHER}
  FROM report_items AS i
  CROSS JOIN voucher_revisions AS v ON v.id = i.revision_id
  CROSS JOIN providers AS p ON p.id = i.provider_id
  WHERE i.batch = :batch AND (i.provider_id, i.document_number) > (:provider, :document)
  ORDER BY i.provider_id, i.document_number LIMIT :count`;

const SAMPLE = `
  SELECT q.provider_id, q.document_number, q.kind, q.happened_on, p.legal_name, p.nit, ${VOUCHER}
  FROM report_queue AS q
  CROSS JOIN voucher_revisions AS v ON v.id = q.revision_id
  CROSS JOIN providers AS p ON p.id = q.provider_id
  WHERE q.happened_on >= :reportsFrom ORDER BY q.happened_on, q.provider_id, q.document_number LIMIT :count`;

function toReportRow(
  row: Row,
  { number, madeAt, epsName, epsNit }: OfBatch,
): ReportRow {
  return {
    batch: number,
    epsName,
    epsNit,
    reportedOn: dateInBogota(madeAt),
    nit: String(row.nit),
    legalName: String(row.legal_name),
    documentNumber: String(row.document_number),
    kind: toKind(row.kind),
    happenedOn: String(row.happened_on),
    paidOn: String(row.paid_on),
    bankName: toText(row.bank_name),
    accountType: toText(row.account_type),
    accountNumber: toText(row.account_number),
    paymentMethod: String(row.payment_method),
    paidAmount: Number(row.paid_amount),
    invoices: Number(row.settlement_count),
    invoiceAmount: Number(row.sum_invoice_amount),
    settledAmount: Number(row.sum_paid_amount),
    discount: Number(row.sum_financial_discount),
    retefuente: Number(row.sum_retefuente),
    reteIca: Number(row.sum_rete_ica),
    reteIva: Number(row.sum_rete_iva),
    stampTax: Number(row.sum_stamp_tax),
    garnishments: Number(row.sum_garnishments),
  };
}

function toText(cell: Row[string] | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}

function toKind(cell: Row[string] | undefined): ReportKind {
  return cell === "correction" || cell === "annulment" ? cell : "payment";
}
