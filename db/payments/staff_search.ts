import {
  type FoundPayments,
  type FoundSettlement,
  type FoundVoucher,
  MAX_FOUND,
} from "../../domain/payments/found_payments.ts";
import type { Cents } from "../../domain/money.ts";
import { invoiceKeyCandidates, isSameInvoice } from "../../domain/payments/invoice_number.ts";
import { VOUCHER_STATES } from "../../domain/payments/voucher_state.ts";
import { searchWords } from "../../domain/search_words.ts";
import type { Value } from "@libsql/client";
import type { Db } from "../client.ts";
import { HAS_WORDS } from "../providers/directory.ts";
import { textOrNull } from "../row_values.ts";

/**
 * What the staff may mean by a text, among the payments of all providers, published or waiting: a
 * provider, the number of a voucher, an invoice in any spelling, a Valor Pago. Each index begins
 * with the provider, of which there are thousands, so the providers are looked up one after
 * another. One round trip.
 */
export async function searchAllPayments(
  db: Db,
  typed: string,
  amount: Cents | undefined,
): Promise<FoundPayments> {
  const limit = MAX_FOUND;
  const [providers, numbered, paying, lines] = await db.$client.batch([
    { sql: PROVIDERS, args: { words: JSON.stringify(searchWords(typed)), limit } },
    { sql: BY_NUMBER, args: { number: typed.trim(), upper: typed.trim().toUpperCase(), limit } },
    { sql: BY_AMOUNT, args: { amount: amount ?? null, limit } },
    { sql: BY_INVOICE, args: { keys: JSON.stringify(invoiceKeyCandidates(typed)), limit } },
  ], "read");
  const vouchers = [...numbered?.rows ?? [], ...paying?.rows ?? []].map(toVoucher);
  return {
    providers: (providers?.rows ?? []).map(({ nit, legal_name: name }) => ({
      nit: String(nit),
      legalName: String(name),
    })),
    vouchers: vouchers.toSorted(newestFirst),
    settlements: (lines?.rows ?? []).map(toSettlement)
      .filter(({ invoiceNumber }) => isSameInvoice(typed, invoiceNumber))
      .toSorted((one, other) => newestFirst(one.voucher, other.voucher)),
  };
}

const PROVIDERS = `SELECT p.nit, p.legal_name FROM providers AS p INDEXED BY providers_by_search
  WHERE p.is_listed = 1 AND ${HAS_WORDS} ORDER BY p.search_text, p.id LIMIT :limit`;

const VOUCHER =
  `p.id AS provider_id, p.nit, p.legal_name, v.document_number, v.paid_on, v.payment_method, v.paid_amount,
  v.state, iif(v.is_current = 1, NULL, v.load_id) AS waits_in`;
/** What providers see, and what they will see once somebody publishes it. */
const IS_SEEN = `(v.is_current = 1 OR EXISTS (
  SELECT 1 FROM loads AS l WHERE l.id = v.load_id AND l.status = 'waiting'))`;
const EACH_PROVIDER = "FROM providers AS p INDEXED BY providers_by_search CROSS JOIN";

const BY_NUMBER = `SELECT ${VOUCHER}
  ${EACH_PROVIDER} voucher_revisions AS v INDEXED BY voucher_revisions_by_voucher
    ON v.provider_id = p.id AND v.document_number IN (:number, :upper)
  WHERE ${IS_SEEN} LIMIT :limit`;

const BY_AMOUNT = `SELECT ${VOUCHER}
  FROM voucher_revisions AS v INDEXED BY voucher_revisions_by_amount
  CROSS JOIN providers AS p ON p.id = v.provider_id
  WHERE v.paid_amount = :amount AND ${IS_SEEN} ORDER BY v.paid_on DESC LIMIT :limit`;

const BY_INVOICE = `SELECT ${VOUCHER}, s.line_number, s.invoice_number, s.invoice_amount,
    s.paid_amount AS line_amount
  ${EACH_PROVIDER} settlements AS s INDEXED BY settlements_by_invoice
    ON s.provider_id = p.id AND s.invoice_key IN (SELECT value FROM json_each(:keys))
  CROSS JOIN voucher_revisions AS v ON v.id = s.revision_id
  WHERE ${IS_SEEN} LIMIT :limit`;

type Row = Record<string, Value>;

function toVoucher(row: Row): FoundVoucher {
  return {
    providerId: Number(row.provider_id),
    nit: String(row.nit),
    legalName: String(row.legal_name),
    documentNumber: String(row.document_number),
    paidOn: String(row.paid_on),
    paymentMethod: String(row.payment_method),
    paidAmount: Number(row.paid_amount),
    state: VOUCHER_STATES.find((state) => state === row.state) ?? "standing",
    waitsIn: textOrNull(row.waits_in),
  };
}

function toSettlement(row: Row): FoundSettlement {
  return {
    voucher: toVoucher(row),
    lineNumber: Number(row.line_number),
    invoiceNumber: String(row.invoice_number),
    invoiceAmount: Number(row.invoice_amount),
    paidAmount: Number(row.line_amount),
  };
}

function newestFirst(one: FoundVoucher, other: FoundVoucher): number {
  return one.paidOn === other.paidOn ? 0 : one.paidOn < other.paidOn ? 1 : -1;
}
