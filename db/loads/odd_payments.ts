import type { Client, InStatement } from "@libsql/client";
import { dateInBogota } from "../../domain/dates.ts";
import { usualDays } from "../../domain/loads/odd_payment.ts";
import { letOthersRun } from "../../lib/turn.ts";
import { chunks, chunksBySize } from "../chunks.ts";
import type { Db } from "../client.ts";
import { addCandidates, type FoundInvoices } from "./odd_spellings.ts";
import {
  candidatesAmong,
  ODD_INVOICES,
  PUBLICATIONS,
  REPEATED,
  UNKNOWN_ACCOUNTS,
  UNUSUAL_DAYS,
} from "./odd_questions.ts";

const LINES_A_QUESTION = 4000;
const INVOICES_A_BATCH = 1000;

/**
 * Looks for what is odd in the staged payments of a load, among themselves and against what is
 * published, and stores it with the load instead of what was found before. Lines are read some
 * thousand at a time, so that others may run; a small load takes two round trips. `held` comes first
 * in each batch of a load that is being judged.
 */
export async function findOddPayments(
  db: Db,
  id: string,
  nowMs: number,
  held: InStatement[] = [],
): Promise<void> {
  const client = db.$client;
  const days = usualDays(dateInBogota(nowMs));
  const { asOf, invoices } = await findCandidates(client, id);
  const [first, ...more] = [...chunks(invoices, INVOICES_A_BATCH)].map((some) => ({
    sql: ODD_INVOICES,
    args: { id, invoices: JSON.stringify(some.flat()) },
  }));
  const keepAsOf = { sql: KEEP_AS_OF, args: { id, asOf } };
  await client.batch([
    ...held,
    { sql: KEEP_AS_OF, args: { id, asOf: null } },
    { sql: "DELETE FROM load_odd_payments WHERE load_id = :id", args: { id } },
    { sql: REPEATED, args: { id } },
    { sql: UNUSUAL_DAYS, args: { id, ...days } },
    { sql: UNKNOWN_ACCOUNTS, args: { id } },
    ...(first ? [first] : []),
    ...(more.length === 0 ? [keepAsOf] : []),
  ], "write");
  for (const [index, statement] of more.entries()) {
    await letOthersRun();
    const isLast = index === more.length - 1;
    await client.batch([...held, statement, ...(isLast ? [keepAsOf] : [])], "write");
  }
}

/** Searches waiting loads again, where something was published since their last search. */
export async function refreshOddPayments(db: Db, nowMs: number): Promise<void> {
  const { rows } = await db.$client.execute(WAITING_STALE);
  for (const { id } of rows) await findOddPayments(db, String(id), nowMs);
}

/**
 * The invoices, each with its keys, that are paid elsewhere too, or by one line beyond their value, and
 * how many publications there were at the time of the search.
 */
async function findCandidates(client: Client, id: string) {
  const [seen, later, first] = await client.batch([
    { sql: PUBLICATIONS, args: {} },
    { sql: LATER, args: { id, lines: LINES_A_QUESTION } },
    { sql: candidatesAmong(FIRST), args: { id, lines: LINES_A_QUESTION } },
  ], "read");
  const found: FoundInvoices = new Map();
  await addCandidates(client, found, first?.rows);
  const groups = chunksBySize(later?.rows ?? [], ({ lines }) => Number(lines), LINES_A_QUESTION);
  for (const group of groups) {
    await letOthersRun();
    const args = { id, ids: JSON.stringify(group.map(({ id }) => Number(id))) };
    const { rows } = await client.execute({ sql: candidatesAmong(NAMED), args });
    await addCandidates(client, found, rows);
  }
  const invoices = Map.groupBy(found.values(), ([provider, , shared]) => `${provider}\n${shared}`);
  return { asOf: Number(seen?.rows[0]?.publications), invoices: [...invoices.values()] };
}

/** The vouchers of a load with lines, and how many lines those before them have. */
const STAGED = `(SELECT id, settlement_count AS lines,
    sum(settlement_count) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) - settlement_count AS before
  FROM voucher_revisions WHERE load_id = :id AND state = 'standing' AND settlement_count > 0)`;
const FIRST = `(SELECT id AS value FROM ${STAGED} WHERE before < :lines)`;
const LATER = `SELECT id, lines FROM ${STAGED} WHERE before >= :lines`;
const NAMED = "json_each(:ids)";
const KEEP_AS_OF = "UPDATE loads SET odd_as_of = :asOf WHERE id = :id";
const WAITING_STALE = `SELECT id FROM loads
  WHERE status = 'waiting' AND odd_as_of IS NOT (${PUBLICATIONS})`;
