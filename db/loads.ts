import { LibsqlError } from "@libsql/client";
import { eq } from "drizzle-orm";
import type { LoadPlan } from "../domain/load_plan.ts";
import type { LoadReport } from "../domain/load_report.ts";
import { PROVIDER_KEYS } from "../domain/load_provider.ts";
import type { ProviderDetails } from "../domain/provider.ts";
import { chunks } from "./chunks.ts";
import type { Db } from "./client.ts";
import { endAccess } from "./new_hands.ts";
import { loads } from "./schema.ts";
import { snakeCase } from "./staging.ts";

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
  const changed = JSON.stringify(plan.changedProviders.map(toRow));
  try {
    await db.$client.batch([
      { sql: PUBLISH_PROVIDERS, args: [JSON.stringify(plan.newProviders.map(toRow))] },
      { sql: CHANGE_PROVIDERS, args: [changed] },
      ...endAccess(changed, nowMs),
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

const PROVIDER_COLUMNS = PROVIDER_KEYS.map(snakeCase);

/** Providers that a load staged and did not publish. */
const DROP_UNLISTED = `
  DELETE FROM providers WHERE is_listed = 0
    AND NOT EXISTS (SELECT 1 FROM voucher_revisions WHERE provider_id = providers.id)`;

const LISTED = "(SELECT value FROM json_each(?))";

/** What is named is written, what is not stays: two loads of one provider lose nothing. */
const PUBLISH_PROVIDERS = `
  INSERT INTO providers (nit, is_listed, ${PROVIDER_COLUMNS.join(", ")})
  SELECT value ->> 'nit', 1, ${PROVIDER_COLUMNS.map(newValue).join(", ")}
  FROM json_each(?) WHERE true
  ON CONFLICT (nit) DO UPDATE SET is_listed = 1, ${PROVIDER_COLUMNS.map(keptValue).join(", ")}`;

const CHANGE_PROVIDERS = `
  UPDATE providers SET ${PROVIDER_COLUMNS.map(changedValue).join(", ")}
  FROM json_each(?) AS wanted WHERE providers.nit = wanted.value ->> 'nit'`;

const SWITCH_AWAY = `
  UPDATE voucher_revisions SET is_current = 0
  WHERE id IN (SELECT replaces_id FROM voucher_revisions WHERE load_id = ?)`;
const SWITCH_TO = "UPDATE voucher_revisions SET is_current = 1 WHERE load_id = ?";
const CLOSE_PUBLISHED = `UPDATE loads SET status = CASE status WHEN 'judging' THEN 'published' END,
     published_at = ?, report = ? WHERE id = ?`;

/** The properties of a provider that a load writes, by the names of their columns. */
function toRow({ nit, ...details }: { nit: string } & Partial<ProviderDetails>) {
  const columns = Object.entries(details).map(([key, value]) => [snakeCase(key), value]);
  return { nit, ...Object.fromEntries(columns) };
}

function newValue(column: string): string {
  return `value ->> '${column}'`;
}

function keptValue(column: string): string {
  return `${column} = excluded.${column}`;
}

function changedValue(column: string): string {
  return `${column} = CASE WHEN wanted.value -> '${column}' IS NULL
    THEN providers.${column} ELSE wanted.value ->> '${column}' END`;
}

/** Another revision is current already, or the load is no longer the one that was judged. */
function isConflict(error: unknown): boolean {
  return error instanceof LibsqlError &&
    /UNIQUE constraint failed|NOT NULL constraint failed: loads.status/.test(error.message);
}
