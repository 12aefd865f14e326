import {
  type FoundInvoices,
  type FoundPayments,
  MAX_FOUND,
} from "../../domain/payments/found_payments.ts";
import type { Cents } from "../../domain/money.ts";
import type { Nit } from "../../domain/nit.ts";
import { searchWords } from "../../domain/search_words.ts";
import type { Db } from "../client.ts";
import { HAS_WORDS } from "../providers/directory.ts";
import { FOUND_VOUCHER, IS_SEEN, newestFirst, toVoucher } from "./found_voucher.ts";
import { searchAllInvoices } from "./staff_invoice_search.ts";

export type Wish = {
  typed: string;
  amount: Cents | undefined;
  wantsInvoices: boolean;
  /** The provider after which the search for an invoice goes on. */
  after: Nit | undefined;
};

/**
 * What the staff may mean by a text, among the payments of all providers, published or waiting: first
 * what is found at once; invoices where they are wanted, or where nothing else was found.
 */
export async function searchAllPayments(
  db: Db,
  { typed, amount, wantsInvoices, after }: Wish,
): Promise<FoundPayments & { invoices?: FoundInvoices }> {
  const found = await searchAtOnce(db, typed, amount);
  const isNothing = found.providers.length + found.vouchers.length === 0;
  if (!wantsInvoices && !isNothing) return found;
  return { ...found, invoices: await searchAllInvoices(db, typed, after) };
}

/**
 * What an index of all providers' payments answers: a provider, the number of a voucher, a Valor
 * Pago. One round trip.
 */
export async function searchAtOnce(
  db: Db,
  typed: string,
  amount: Cents | undefined,
): Promise<FoundPayments> {
  const bounds = { looked: MAX_LOOKED, limit: MAX_FOUND };
  const number = { number: typed.trim(), upper: typed.trim().toUpperCase() };
  const [providers, numbered, paying] = await db.$client.batch([
    { sql: PROVIDERS, args: { words: JSON.stringify(searchWords(typed)), limit: MAX_FOUND } },
    { sql: BY_NUMBER, args: { ...number, ...bounds } },
    { sql: BY_AMOUNT, args: { amount: amount ?? null, ...bounds } },
  ], "read");
  return {
    providers: (providers?.rows ?? []).map(({ nit, legal_name: name }) => ({
      nit: String(nit),
      legalName: String(name),
    })),
    vouchers: [...numbered?.rows ?? [], ...paying?.rows ?? []].map(toVoucher).toSorted(newestFirst),
  };
}

/** How many revisions are looked at, seen or replaced: a thousand corrections may share a number. */
const MAX_LOOKED = 1000;

/** The index is read whole, because a word may stand anywhere: there are thousands of providers. */
const PROVIDERS = `SELECT p.nit, p.legal_name FROM providers AS p INDEXED BY providers_by_search
  WHERE p.is_listed = 1 AND ${HAS_WORDS} ORDER BY p.search_text, p.id LIMIT :limit`;

const BY_NUMBER = amongLooked(`INDEXED BY voucher_revisions_by_number
  WHERE document_number IN (:number, :upper)`);

const BY_AMOUNT = amongLooked(`INDEXED BY voucher_revisions_by_amount
  WHERE paid_amount = :amount ORDER BY paid_on DESC`);

function amongLooked(where: string): string {
  return `SELECT ${FOUND_VOUCHER}
    FROM (SELECT id FROM voucher_revisions ${where} LIMIT :looked) AS some
    CROSS JOIN voucher_revisions AS v ON v.id = some.id
    CROSS JOIN providers AS p ON p.id = v.provider_id
    WHERE ${IS_SEEN} LIMIT :limit`;
}
