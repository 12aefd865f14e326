import { LibsqlError } from "@libsql/client";
import { eq } from "drizzle-orm";
import type { LoadPlan } from "../domain/load_plan.ts";
import type { LoadReport, LoadStatus } from "../domain/load_report.ts";
import type { ProviderRow } from "../domain/load_rows.ts";
import { chunks } from "./chunks.ts";
import type { Db } from "./client.ts";
import { loads } from "./schema.ts";

/*
 * A load is staged first: new revisions and their lines are written in batches that no reader sees,
 * because no revision of them is current. Publishing then switches them all in one batch of a few
 * statements, whatever their number. A process that dies before leaves rows that nobody sees; the
 * next load sweeps them.
 */

const DROPPED_A_BATCH = 500;
const ABANDONED_AFTER_MS = 10 * 60 * 1000;

/** A load could not be published because another one changed the same vouchers meanwhile. */
export class LoadConflictError extends Error {}

export async function openLoad(db: Db, id: string, source: string, nowMs: number): Promise<void> {
  await db.insert(loads).values({
    id,
    source,
    status: "judging",
    startedAt: nowMs,
    heartbeatAt: nowMs,
    report: "{}",
  });
}

/** Ends a load that publishes nothing: `refused` or `unchanged`. */
export async function closeLoad(db: Db, report: LoadReport): Promise<void> {
  const status = report.status === "unchanged" ? "unchanged" : "refused";
  await db.update(loads).set({ status, report: JSON.stringify(report) })
    .where(eq(loads.id, report.id));
}

/**
 * Switches every staged revision to current, and the ones they replace away, in one batch.
 * Throws LoadConflictError where another load was published meanwhile.
 */
export async function publishLoad(
  db: Db,
  plan: LoadPlan,
  report: LoadReport,
  nowMs: number,
): Promise<void> {
  const people = [...plan.newProviders, ...plan.changedProviders];
  try {
    await db.$client.batch([
      { sql: UPDATE_PROVIDERS, args: [JSON.stringify(people.map(providerTuple))] },
      { sql: SWITCH_AWAY, args: [report.id] },
      { sql: SWITCH_TO, args: [report.id] },
      { sql: CLOSE_PUBLISHED, args: [nowMs, JSON.stringify(report), report.id] },
    ], "write");
  } catch (error) {
    if (!isConflict(error)) throw error;
    throw new LoadConflictError("another load changed the same vouchers, or swept this one");
  }
}

/** Deletes what a load that will not be published had staged. */
export async function dropStaged(db: Db, id: string): Promise<void> {
  const staged = await db.$client.execute({
    sql: "SELECT id FROM voucher_revisions WHERE load_id = ? AND is_current = 0",
    args: [id],
  });
  for (const rows of chunks(staged.rows, DROPPED_A_BATCH)) {
    const ids = JSON.stringify(rows.map((row) => row.id));
    await db.$client.batch([
      { sql: `DELETE FROM settlements WHERE revision_id IN ${LISTED}`, args: [ids] },
      { sql: `DELETE FROM voucher_revisions WHERE id IN ${LISTED}`, args: [ids] },
    ], "write");
  }
  await db.$client.batch([
    { sql: DROP_UNLISTED, args: [] },
    { sql: "UPDATE loads SET status = 'refused' WHERE id = ?", args: [id] },
  ], "write");
}

/** Drops what loads whose process died had staged. */
export async function sweepAbandonedLoads(db: Db, nowMs: number): Promise<void> {
  const abandoned = await db.$client.execute({
    sql: "SELECT id FROM loads WHERE status = 'judging' AND heartbeat_at < ?",
    args: [nowMs - ABANDONED_AFTER_MS],
  });
  for (const row of abandoned.rows) await dropStaged(db, String(row.id));
}

export async function findLoadStatus(db: Db, id: string): Promise<LoadStatus | undefined> {
  const [load] = await db.select({ status: loads.status }).from(loads).where(eq(loads.id, id));
  return isLoadStatus(load?.status) ? load.status : undefined;
}

/** Providers that a load staged and did not publish. */
const DROP_UNLISTED = `
  DELETE FROM providers WHERE is_listed = 0
    AND NOT EXISTS (SELECT 1 FROM voucher_revisions WHERE provider_id = providers.id)`;

const LISTED = "(SELECT value FROM json_each(?))";

const UPDATE_PROVIDERS = `
  UPDATE providers SET
    legal_name = wanted.value ->> 1, representative_id = wanted.value ->> 2,
    representative_name = wanted.value ->> 3, email = wanted.value ->> 4,
    phone = wanted.value ->> 5, dane_code = wanted.value ->> 6,
    municipality = wanted.value ->> 7, department = wanted.value ->> 8, is_listed = 1
  FROM json_each(?) AS wanted WHERE providers.nit = wanted.value ->> 0`;

const SWITCH_AWAY = `
  UPDATE voucher_revisions SET is_current = 0
  WHERE id IN (SELECT replaces_id FROM voucher_revisions WHERE load_id = ?)`;
const SWITCH_TO = "UPDATE voucher_revisions SET is_current = 1 WHERE load_id = ?";
const CLOSE_PUBLISHED = `UPDATE loads SET status = CASE status WHEN 'judging' THEN 'published' END,
     published_at = ?, report = ? WHERE id = ?`;

function providerTuple(row: ProviderRow) {
  return [
    row.nit,
    row.legalName,
    row.representativeId,
    row.representativeName,
    row.email,
    row.phone,
    row.daneCode,
    row.municipality,
    row.department,
  ];
}

/** Another revision is current already, or the load is no longer the one that was judged. */
function isConflict(error: unknown): boolean {
  return error instanceof LibsqlError &&
    /UNIQUE constraint failed|NOT NULL constraint failed: loads.status/.test(error.message);
}

function isLoadStatus(text: string | undefined): text is LoadStatus {
  return ["judging", "waiting", "published", "unchanged", "refused", "undone"].includes(text ?? "");
}
