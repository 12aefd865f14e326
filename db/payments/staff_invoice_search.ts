import type { Value } from "@libsql/client";
import type { Nit } from "../../domain/nit.ts";
import {
  type FoundInvoices,
  type FoundSettlement,
  MAX_FOUND,
} from "../../domain/payments/found_payments.ts";
import { invoiceKeyCandidates, isSameInvoice } from "../../domain/payments/invoice_number.ts";
import type { Db } from "../client.ts";
import { FOUND_VOUCHER, IS_SEEN, newestFirst, toVoucher } from "./found_voucher.ts";

/** Each is an invoice's key sought among one provider's; several keys may be one invoice's. */
const MAX_LOOKUPS = 50_000;
/** So many that an embedded database answers others in between. */
const LOOKUPS_A_TRIP = 2000;

/**
 * What pays an invoice, in any spelling, among all providers, published or waiting. The index of
 * invoices begins with the provider, of whom there are thousands, so they are looked up one after
 * another by NIT, those after `startedAfter`, until all were, or too many, or enough was found. (An index
 * that begins with the invoice would be a seventh more of all payments, for a search that is rare.)
 */
export async function searchAllInvoices(
  db: Db,
  typed: string,
  startedAfter: Nit | undefined,
  maxLookups = MAX_LOOKUPS,
): Promise<FoundInvoices> {
  const keys = invoiceKeyCandidates(typed);
  const maxProviders = Math.ceil(maxLookups / keys.length);
  const aTrip = Math.min(maxProviders, Math.ceil(LOOKUPS_A_TRIP / keys.length));
  const found: FoundSettlement[] = [];
  let [looked, stoppedAt]: [number, Nit | undefined] = [0, startedAfter ?? ""];
  while (stoppedAt !== undefined && looked < maxProviders && found.length < MAX_FOUND) {
    const next: Next = { after: stoppedAt, providers: Math.min(aTrip, maxProviders - looked) };
    const { lines, seen } = await askSome(db, { ...next, keys: JSON.stringify(keys) });
    found.push(...lines.filter(({ invoiceNumber }) => isSameInvoice(typed, invoiceNumber)));
    looked += Number(seen?.looked);
    stoppedAt = Number(seen?.looked) < next.providers ? undefined : String(seen?.last);
  }
  const settlements = found.slice(0, MAX_FOUND)
    .toSorted((one, other) => newestFirst(one.voucher, other.voucher));
  return {
    settlements,
    looked,
    startedAfter,
    stoppedAt: isAll(settlements) ? stoppedAt : undefined,
  };
}

/** Of more than can be shown, the first stand for all. */
function isAll(settlements: FoundSettlement[]): boolean {
  return settlements.length < MAX_FOUND;
}

type Next = { after: Nit; providers: number };

/** The lines of the next providers, and how many these are and which is the last. */
async function askSome(db: Db, { keys, ...next }: Next & { keys: string }) {
  const [lines, seen] = await db.$client.batch([
    { sql: LINES, args: { ...next, keys, limit: MAX_LINES_A_TRIP } },
    { sql: SEEN, args: next },
  ], "read");
  return { lines: (lines?.rows ?? []).map(toSettlement), seen: seen?.rows[0] };
}

/** A key has more lines than one where corrections replaced some, or several invoices share it. */
const MAX_LINES_A_TRIP = 1000;

const SOME = "(SELECT id, nit FROM providers WHERE nit > :after ORDER BY nit LIMIT :providers)";

const LINES = `SELECT ${FOUND_VOUCHER}, s.line_number, s.invoice_number, s.invoice_amount,
    s.paid_amount AS line_amount
  FROM ${SOME} AS some
  CROSS JOIN settlements AS s INDEXED BY settlements_by_invoice
    ON s.provider_id = some.id AND s.invoice_key IN (SELECT value FROM json_each(:keys))
  CROSS JOIN voucher_revisions AS v ON v.id = s.revision_id
  CROSS JOIN providers AS p ON p.id = v.provider_id
  WHERE ${IS_SEEN} LIMIT :limit`;

const SEEN = `SELECT count(*) AS looked, max(nit) AS last FROM ${SOME} AS some`;

function toSettlement(row: Record<string, Value>): FoundSettlement {
  return {
    voucher: toVoucher(row),
    lineNumber: Number(row.line_number),
    invoiceNumber: String(row.invoice_number),
    invoiceAmount: Number(row.invoice_amount),
    paidAmount: Number(row.line_amount),
  };
}
