import { and, eq, sql } from "drizzle-orm";
import { invoiceKeyCandidates, isSameInvoice } from "../../domain/payments/invoice_number.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { InvoiceSettlement, SearchAnswer } from "../../domain/payments/search_answer.ts";
import type { Db } from "../client.ts";
import { ask, askTogether, question, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { STORED_SETTLEMENT } from "./settlement_row.ts";
import { CURRENT_VOUCHER } from "./current_voucher.ts";

/**
 * Whatever a provider may mean by a number: the voucher of that number, and every settlement of the
 * invoice in any spelling, exact spelling first, then newest. One round trip.
 */
export async function search(db: Db, provider: Provider, typed: string): Promise<SearchAnswer> {
  const [vouchers, lines] = await askTogether(
    db,
    CURRENT_VOUCHER({ provider: provider.id, documentNumber: typed.trim() }),
    askLines(provider, typed),
  );
  return { vouchers, settlements: readLines(lines, typed) };
}

/** The settlements of some invoices, by their numbers as they were typed; one round trip. */
export async function findInvoices(
  db: Db,
  { id: provider }: Provider,
  numbers: string[],
): Promise<Map<string, InvoiceSettlement[]>> {
  const keys = JSON.stringify(numbers.flatMap(invoiceKeyCandidates));
  const lines = await ask(db, LINES({ provider, keys }));
  return new Map(numbers.map((number) => [number, readLines(lines, number)]));
}

function askLines({ id: provider }: Provider, typed: string) {
  return LINES({ provider, keys: JSON.stringify(invoiceKeyCandidates(typed)) });
}

const LINES = question(
  { ...STORED_SETTLEMENT, paidOn: vouchers.paidOn, isAnnulled: vouchers.isAnnulled },
  (select, { provider, keys }: Values<{ provider: number; keys: string }>) =>
    select.from(settlements)
      .innerJoin(vouchers, and(eq(vouchers.id, settlements.revisionId), sql`is_current = 1`))
      .where(and(
        eq(settlements.providerId, provider),
        sql`${settlements.invoiceKey} IN (SELECT value FROM json_each(${keys}))`,
      )),
);

function readLines(lines: InvoiceSettlement[], typed: string): InvoiceSettlement[] {
  const found = lines.filter((line) => isSameInvoice(typed, line.invoiceNumber));
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
