import type { Client, InStatement } from "@libsql/client";
import { dateInBogota } from "../../domain/dates.ts";
import { usualDays } from "../../domain/loads/odd_payment.ts";
import { letOthersRun } from "../../lib/turn.ts";
import { chunks } from "../chunks.ts";
import type { Db } from "../client.ts";
import {
  CANDIDATES,
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
 * published, and keeps it with the load in place of what was found before. Lines are looked at some
 * thousand at a time, so that others may run.
 */
export async function findOddPayments(db: Db, id: string, nowMs: number): Promise<void> {
  const client = db.$client;
  const days = usualDays(dateInBogota(nowMs));
  const [seen, staged] = await client.batch([
    { sql: PUBLICATIONS, args: {} },
    { sql: STAGED, args: { id } },
  ], "read");
  const invoices = await findCandidates(client, id, (staged?.rows ?? []).map(toStaged));
  await client.batch([
    { sql: "UPDATE loads SET odd_as_of = NULL WHERE id = :id", args: { id } },
    { sql: "DELETE FROM load_odd_payments WHERE load_id = :id", args: { id } },
    { sql: REPEATED, args: { id } },
    { sql: UNUSUAL_DAYS, args: { id, ...days } },
    { sql: UNKNOWN_ACCOUNTS, args: { id } },
  ], "write");
  for (const some of chunks(invoices, INVOICES_A_BATCH)) {
    await client.execute({ sql: ODD_INVOICES, args: { id, invoices: JSON.stringify(some) } });
    await letOthersRun();
  }
  const asOf = Number(seen?.rows[0]?.publications);
  await client.execute({ sql: KEEP_AS_OF, args: { id, asOf } });
}

/** Looks again in the loads that wait, where something was published since it was looked for. */
export async function refreshOddPayments(db: Db, nowMs: number): Promise<void> {
  const { rows } = await db.$client.execute(WAITING_STALE);
  for (const { id } of rows) await findOddPayments(db, String(id), nowMs);
}

type Staged = { id: number; lines: number };

function toStaged(row: Record<string, unknown>): Staged {
  return { id: Number(row.id), lines: Number(row.lines) };
}

/** The invoices (provider, key) that are paid elsewhere too, or by one line beyond their value. */
async function findCandidates(client: Client, id: string, staged: Staged[]) {
  const found = new Map<string, [provider: number, key: string]>();
  for (const ids of groupsOf(staged)) {
    const { rows } = await client.execute(candidatesOf(id, ids));
    for (const row of rows) {
      const invoice: [number, string] = [Number(row.provider_id), String(row.invoice_key)];
      found.set(invoice.join("\n"), invoice);
    }
    await letOthersRun();
  }
  return found.values();
}

function candidatesOf(id: string, ids: number[]): InStatement {
  return { sql: CANDIDATES, args: { id, ids: JSON.stringify(ids) } };
}

function* groupsOf(staged: Staged[]): Generator<number[]> {
  let [group, count] = [new Array<number>(), 0];
  for (const { id, lines } of staged) {
    group.push(id);
    count += lines;
    if (count < LINES_A_QUESTION) continue;
    yield group;
    [group, count] = [[], 0];
  }
  if (group.length > 0) yield group;
}

const STAGED = `SELECT id, settlement_count AS lines FROM voucher_revisions
  WHERE load_id = :id AND is_annulled = 0 AND settlement_count > 0`;
const KEEP_AS_OF = "UPDATE loads SET odd_as_of = :asOf WHERE id = :id";
const WAITING_STALE = `SELECT id FROM loads
  WHERE status = 'waiting' AND odd_as_of IS NOT (${PUBLICATIONS})`;
