import { and, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import { invoiceKeyCandidates, isSameInvoice } from "../../domain/payments/invoice_number.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { StoredSettlement } from "../../domain/payments/settlement.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { Db } from "../client.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { toSettlement } from "./settlement_row.ts";
import { toStoredVoucher } from "./voucher_row.ts";

export type InvoiceSettlement = StoredSettlement & { paidOn: CivilDate; isAnnulled: boolean };
export type SearchAnswer = { vouchers: StoredVoucher[]; settlements: InvoiceSettlement[] };

/**
 * Whatever a provider may mean by a number: the voucher so called, and every settlement of the
 * invoice in any spelling, exact spelling first, then newest. One round trip.
 */
export async function search(db: Db, provider: Provider, typed: string): Promise<SearchAnswer> {
  const [voucherRows, lines] = await db.batch([
    db.select().from(vouchers).where(and(
      eq(vouchers.providerId, provider.id),
      eq(vouchers.documentNumber, typed.trim()),
      sql`is_current = 1`,
    )),
    linesQuery(db, provider, typed),
  ]);
  return { vouchers: voucherRows.map(toStoredVoucher), settlements: readLines(lines, typed) };
}

/** Every settlement of an invoice, in any spelling. */
export async function findInvoice(
  db: Db,
  provider: Provider,
  invoiceNumber: string,
): Promise<InvoiceSettlement[]> {
  return readLines(await linesQuery(db, provider, invoiceNumber), invoiceNumber);
}

function linesQuery(db: Db, provider: Provider, typed: string) {
  return db.select({
    line: getTableColumns(settlements),
    documentNumber: vouchers.documentNumber,
    paidOn: vouchers.paidOn,
    isAnnulled: vouchers.isAnnulled,
  }).from(settlements).innerJoin(
    vouchers,
    and(eq(vouchers.id, settlements.revisionId), sql`is_current = 1`),
  ).where(and(
    eq(settlements.providerId, provider.id),
    inArray(settlements.invoiceKey, invoiceKeyCandidates(typed)),
  ));
}

type LineRow = Awaited<ReturnType<typeof linesQuery>>[number];

function readLines(rows: LineRow[], typed: string): InvoiceSettlement[] {
  const found = rows.map(({ line, documentNumber, paidOn, isAnnulled }) => ({
    ...toSettlement(line, documentNumber),
    paidOn,
    isAnnulled,
  })).filter((line) => isSameInvoice(typed, line.invoiceNumber));
  const isExact = (line: InvoiceSettlement) => line.invoiceNumber === typed.trim();
  return found.sort((one, other) =>
    Number(isExact(other)) - Number(isExact(one)) || newestFirst(one, other)
  );
}

function newestFirst(one: InvoiceSettlement, other: InvoiceSettlement): number {
  return compare(other.paidOn, one.paidOn) || compare(other.voucherNumber, one.voucherNumber) ||
    one.lineNumber - other.lineNumber;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
