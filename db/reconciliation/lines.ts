import { and, between, count, desc, eq, sql, sum } from "drizzle-orm";
import { invoiceKeyCandidates } from "../../domain/payments/invoice_number.ts";
import type { CivilDate } from "../../domain/dates.ts";
import { eachWithPauses } from "../../domain/pause.ts";
import type { FoundLine } from "../../domain/reconciliation/found_line.ts";
import type { UnlistedPayments } from "../../domain/reconciliation/unlisted.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { letOthersRun } from "../../lib/turn.ts";
import { chunks } from "../chunks.ts";
import type { Db } from "../client.ts";
import { ask, askTogether, question, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";

/**
 * Keys in one round trip: those of 20,000 numbers take ten, none of which blocks others for long.
 */
const KEYS_A_TRIP = 2000;
/** Numbers whose prefix ends in a digit have many keys: then more go into one round trip. */
const MAX_TRIPS = 20;

/** The lines of vouchers that count and are stored under a key of these numbers, by their key. */
export async function findLinesByKey(
  db: Db,
  { id: provider }: Provider,
  numbers: string[],
): Promise<Map<string, FoundLine[]>> {
  const found = new Map<string, FoundLine[]>();
  const keys = new Set<string>();
  await eachWithPauses(numbers, letOthersRun, (number) => {
    for (const key of invoiceKeyCandidates(number)) keys.add(key);
  });
  const size = Math.max(KEYS_A_TRIP, Math.ceil(keys.size / MAX_TRIPS));
  for (const some of chunks(keys, size)) {
    const lines = await ask(db, LINES({ provider, keys: JSON.stringify(some) }));
    for (const line of lines) {
      const same = found.get(line.invoiceKey);
      if (same) same.push(line);
      else found.set(line.invoiceKey, [line]);
    }
    await letOthersRun();
  }
  return found;
}

/**
 * What the vouchers of some days that count paid of invoices without any of these keys: how many
 * lines, their sum in centavos, and the newest of them, `limit` at most. One round trip.
 */
export async function findUnlisted(
  db: Db,
  { id: provider }: Provider,
  { from, to, keys, limit }: { from: CivilDate; to: CivilDate; keys: string[]; limit: number },
): Promise<UnlistedPayments> {
  const asked = { provider, from, to, keys: JSON.stringify(keys) };
  const [[sums], lines] = await askTogether(
    db,
    UNLISTED_SUMS(asked),
    UNLISTED({ ...asked, limit }),
  );
  return { count: sums?.count ?? 0, paidAmount: sums?.paidAmount ?? 0, lines };
}

/** The lines of a voucher that is current and not annulled. */
const STANDS = and(
  eq(vouchers.id, settlements.revisionId),
  sql`is_current = 1`,
  sql`state = 'standing'`,
);

const LINES = question(
  {
    invoiceKey: settlements.invoiceKey,
    invoiceNumber: settlements.invoiceNumber,
    documentNumber: vouchers.documentNumber,
    lineNumber: settlements.lineNumber,
    paidOn: vouchers.paidOn,
    invoiceAmount: settlements.invoiceAmount,
    netAmount: settlements.netAmount,
    paidAmount: settlements.paidAmount,
    balance: settlements.balance,
    garnishments: settlements.garnishments,
    financialDiscount: settlements.financialDiscount,
    vat: settlements.vat,
    retefuente: settlements.retefuente,
    reteIca: settlements.reteIca,
    reteIva: settlements.reteIva,
    stampTax: settlements.stampTax,
    copayment: settlements.copayment,
    moderatingFee: settlements.moderatingFee,
  },
  (select, { provider, keys }: Values<{ provider: number; keys: string }>) =>
    select.from(settlements).innerJoin(vouchers, STANDS).where(and(
      eq(settlements.providerId, provider),
      sql`${settlements.invoiceKey} IN (SELECT value FROM json_each(${keys}))`,
    )),
);

type UnlistedValues = { provider: number; from: string; to: string; keys: string };

/**
 * From the vouchers of the days to their lines; the plus keeps the planner from using the invoices'
 * index.
 */
function isUnlisted({ provider, from, to, keys }: Values<UnlistedValues>) {
  return and(
    eq(vouchers.providerId, provider),
    between(vouchers.paidOn, from, to),
    sql`+${settlements.invoiceKey} NOT IN (SELECT value FROM json_each(${keys}))`,
  );
}

const UNLISTED_SUMS = question(
  { count: count(), paidAmount: sum(settlements.paidAmount).mapWith(Number) },
  (select, values: Values<UnlistedValues>) =>
    select.from(vouchers).innerJoin(settlements, STANDS).where(isUnlisted(values)),
);

const UNLISTED = question(
  {
    invoiceNumber: settlements.invoiceNumber,
    documentNumber: vouchers.documentNumber,
    lineNumber: settlements.lineNumber,
    paidOn: vouchers.paidOn,
    paidAmount: settlements.paidAmount,
  },
  (select, values: Values<UnlistedValues & { limit: number }>) =>
    select.from(vouchers).innerJoin(settlements, STANDS).where(isUnlisted(values))
      .orderBy(desc(vouchers.paidOn), desc(vouchers.documentNumber), settlements.lineNumber)
      .limit(values.limit),
);
