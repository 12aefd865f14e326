import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { invoiceKeyCandidates, isSameInvoice } from "../../domain/payments/invoice_number.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import {
  type InvoiceSettlement,
  newestFirst,
  type SearchAnswer,
  typedAmount,
  typedBareNumber,
} from "../../domain/payments/search_answer.ts";
import type { Db } from "../client.ts";
import { ask, askTogether, question, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { FOUND_LINE } from "./settlement_row.ts";
import { CURRENT_VOUCHER } from "./current_voucher.ts";
import { STORED_VOUCHER } from "./voucher_row.ts";
import { IS_STANDING } from "./voucher_subsets.ts";

const MAX_BY_AMOUNT = 50;
const MAX_PREFIXES = 100;
const MAX_SUGGESTED = 50;

/**
 * Whatever a provider may mean by what it typed: the voucher of that number, every settlement of the
 * invoice in any spelling, exact spelling first, then newest; the vouchers of that amount; and
 * invoices of that number under another prefix. One round trip.
 */
export async function search(db: Db, provider: Provider, typed: string): Promise<SearchAnswer> {
  const [vouchers, lines, byAmount, guesses] = await askTogether(
    db,
    CURRENT_VOUCHER({ provider: provider.id, documentNumber: typed.trim() }),
    askLines(provider, typed),
    BY_AMOUNT({ provider: provider.id, cents: typedAmount(typed) ?? null }),
    SUGGESTED({ provider: provider.id, number: typedBareNumber(typed) ?? null }),
  );
  const settlements = readLines(lines, typed);
  const found = new Set(settlements.map(({ invoiceNumber }) => invoiceNumber));
  const suggestions = guesses.filter(({ invoiceNumber }) => !found.has(invoiceNumber));
  return { vouchers, settlements, byAmount, suggestions: suggestions.sort(newestFirst) };
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

const IS_LINE_OF_CURRENT = and(eq(vouchers.id, settlements.revisionId), sql`is_current = 1`);

const LINES = question(
  FOUND_LINE,
  (select, { provider, keys }: Values<{ provider: number; keys: string }>) =>
    select.from(settlements)
      .innerJoin(vouchers, IS_LINE_OF_CURRENT)
      .where(and(
        eq(settlements.providerId, provider),
        sql`${settlements.invoiceKey} IN (SELECT value FROM json_each(${keys}))`,
      )),
);

/** Standing vouchers of an amount; none where there is no amount. */
const BY_AMOUNT = question(
  STORED_VOUCHER,
  (select, { provider, cents }: Values<{ provider: number; cents: number | null }>) =>
    select.from(vouchers).where(and(
      eq(vouchers.providerId, provider),
      sql`is_current = 1`,
      IS_STANDING,
      sql`${vouchers.paidAmount} = ${cents}`,
    )).orderBy(desc(vouchers.paidOn), desc(vouchers.documentNumber)).limit(MAX_BY_AMOUNT),
);

/**
 * The keys of a number under every prefix that the provider has, found by stepping over the index
 * from prefix to prefix (`:` follows the digits): a search costs a seek for each of them.
 */
function suggestedKeys({ provider, number }: Values<{ provider: number; number: string | null }>) {
  const nextPrefix = (after: SQL) =>
    sql`rtrim((SELECT min(invoice_key) FROM settlements
      WHERE provider_id = ${provider} AND invoice_key > ${after}), '0123456789')`;
  return sql`WITH RECURSIVE prefixes (prefix, step) AS (
      SELECT ${nextPrefix(sql`':'`)}, 1 WHERE ${number} IS NOT NULL
      UNION ALL SELECT ${nextPrefix(sql`prefix || ':'`)}, step + 1 FROM prefixes
      WHERE prefix IS NOT NULL AND step < ${sql.raw(String(MAX_PREFIXES))})
    SELECT prefix || ${number} FROM prefixes WHERE prefix IS NOT NULL`;
}

const SUGGESTED = question(
  FOUND_LINE,
  (select, values: Values<{ provider: number; number: string | null }>) =>
    select.from(settlements).innerJoin(vouchers, IS_LINE_OF_CURRENT).where(and(
      eq(settlements.providerId, values.provider),
      sql`${settlements.invoiceKey} IN (${suggestedKeys(values)})`,
    )).limit(MAX_SUGGESTED),
);

function readLines(lines: InvoiceSettlement[], typed: string): InvoiceSettlement[] {
  const found = lines.filter((line) => isSameInvoice(typed, line.invoiceNumber));
  const isExact = (line: InvoiceSettlement) => line.invoiceNumber === typed.trim();
  return found.sort((one, other) =>
    Number(isExact(other)) - Number(isExact(one)) || newestFirst(one, other)
  );
}
