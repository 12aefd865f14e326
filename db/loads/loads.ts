import { and, eq, inArray } from "drizzle-orm";
import { INTERRUPTED } from "../../domain/loads/outcome.ts";
import {
  emptyReport,
  type LoadReport,
  type LoadStatus,
  summarize,
  wholeFinding,
} from "../../domain/loads/report.ts";
import type { LoadVerdict } from "../../domain/loads/verdict.ts";
import { chunks } from "../chunks.ts";
import type { Db } from "../client.ts";
import { isDatabaseError } from "../database_error.ts";
import { applyChanges, DROP_UNLISTED } from "./providers.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { loads } from "../schema.ts";

/*
 * A load is staged first: new revisions and their lines are written in batches that no reader sees,
 * because no revision of them is current. Publishing then switches them all in one batch of a few
 * statements, whatever their number. A process that dies before leaves rows that nobody sees; the
 * next load sweeps them. A load that waits for another person stays as it is, through any restart.
 */

const DROPPED_A_BATCH = 500;
export const ABANDONED_AFTER_MS = 10 * 60 * 1000;

/** A load could not be published because another one changed the same vouchers meanwhile. */
export class LoadConflictError extends Error {}

export type Opening = { createdBy?: number; files?: string[]; withoutNotices?: boolean };

/** Opens a load, so that anybody may ask how far it is. `source` is for the history. */
export async function openLoad(
  db: Db,
  id: string,
  source: string,
  nowMs: number,
  { createdBy, files = [], withoutNotices = false }: Opening = {},
): Promise<void> {
  await db.insert(loads).values({
    id,
    source,
    status: "judging",
    startedAt: nowMs,
    heartbeatAt: nowMs,
    report: "{}",
    createdBy: createdBy ?? null,
    files: JSON.stringify(files),
    withoutNotices,
    stage: "reading",
  });
}

export type Judged = {
  report: LoadReport;
  verdict: LoadVerdict;
  files: string[];
  rowCount: number;
  lineCount: number;
};

/** Keeps what was found, before anything is stored. */
export async function keepJudgement(
  db: Db,
  { report, verdict, files, rowCount, lineCount }: Judged,
  nowMs: number,
): Promise<void> {
  await db.update(loads).set({
    summary: JSON.stringify(summarize(report)),
    verdict: JSON.stringify(verdict),
    files: JSON.stringify(files),
    rowsRead: rowCount,
    rowsJudged: rowCount,
    linesTotal: lineCount,
    stage: "storing",
    heartbeatAt: nowMs,
  }).where(eq(loads.id, report.id));
}

/** Ends a load that publishes nothing, or lets it wait. Answers false where it had ended already. */
export async function closeLoad(db: Db, report: LoadReport): Promise<boolean> {
  const closed = await db.update(loads).set({
    status: report.status,
    report: JSON.stringify(report),
    summary: JSON.stringify(summarize(report)),
    stage: "done",
  }).where(and(eq(loads.id, report.id), inArray(loads.status, ["judging", "waiting"])))
    .returning({ id: loads.id });
  return closed.length > 0;
}

/** Ends a load as refused and drops what it had staged. Answers false where it had ended already. */
export async function refuseLoad(db: Db, report: LoadReport): Promise<boolean> {
  const isClosed = await closeLoad(db, report);
  if (isClosed) await dropStaged(db, report.id);
  return isClosed;
}

/**
 * Switches every staged revision to current, and the ones they replace away, in one batch.
 * Throws LoadConflictError where another load was published meanwhile.
 */
export async function publishLoad(
  db: Db,
  report: LoadReport,
  nowMs: number,
  { from = "judging", userId = null, withoutNotices = false, mails = [] }: {
    from?: LoadStatus;
    userId?: number | null;
    withoutNotices?: boolean;
    /** What is told with the publication: the two are one act. */
    mails?: NewMail[];
  } = {},
): Promise<void> {
  const { id } = report;
  const quiet = withoutNotices ? 1 : 0;
  try {
    await db.$client.batch([
      ...applyChanges(id, nowMs),
      { sql: CLAIM, args: { id, from, now: nowMs, userId, quiet, report: JSON.stringify(report) } },
      ...switchTo(id),
      ...enqueueStatements(mails, nowMs),
    ], "write");
  } catch (error) {
    if (!isConflict(error)) throw error;
    throw new LoadConflictError("another load changed the same vouchers, or swept this one");
  }
}

/** The statements that let the revisions of a load stand for the ones that they replace. */
export function switchTo(id: string) {
  return [{ sql: SWITCH_AWAY, args: { id } }, { sql: SWITCH_TO, args: { id } }, newVersion(id)];
}

/** The statement by which whatever was drawn of the payments of a load's providers is old. */
export function newVersion(id: string) {
  return { sql: NEW_VERSION, args: { id } };
}

/** Deletes what a load that will not be published had staged; one that was published keeps all. */
export async function dropStaged(db: Db, id: string): Promise<void> {
  const [, staged] = await db.$client.batch([
    { sql: REFUSE, args: [id] },
    { sql: STAGED, args: [id] },
  ], "write");
  for (const rows of chunks(staged?.rows ?? [], DROPPED_A_BATCH)) {
    const ids = JSON.stringify(rows.map((row) => row.id));
    await db.$client.batch([
      { sql: `DELETE FROM settlements WHERE revision_id IN ${LISTED}`, args: [ids] },
      { sql: `DELETE FROM voucher_revisions WHERE id IN ${LISTED}`, args: [ids] },
    ], "write");
  }
  await db.$client.batch([
    { sql: DROP_CHANGES, args: [id] },
    { sql: DROP_UNLISTED, args: [] },
  ], "write");
}

/**
 * Refuses loads whose process died while it judged or stored, and drops what they had staged; also
 * what a refused one left behind because its process died over that.
 */
export async function sweepAbandonedLoads(db: Db, nowMs: number): Promise<void> {
  const abandoned = await db.$client.execute({
    sql: ABANDONED,
    args: [nowMs - ABANDONED_AFTER_MS],
  });
  for (const row of abandoned.rows) {
    const report = emptyReport(String(row.id), "refused", [wholeFinding(INTERRUPTED)]);
    if (!await refuseLoad(db, report)) await dropStaged(db, report.id);
  }
}

/** Another revision is current already, or the load is no longer the one that was judged. */
export function isConflict(error: unknown): boolean {
  return isDatabaseError(error) &&
    /UNIQUE constraint failed|NOT NULL constraint failed: loads.status/.test(error.message);
}

const LISTED = "(SELECT value FROM json_each(?))";

const REFUSE = `UPDATE loads SET status = 'refused', stage = 'done'
  WHERE id = ? AND status IN ('judging', 'waiting')`;
const STAGED = `SELECT v.id FROM voucher_revisions AS v JOIN loads AS l ON l.id = v.load_id
  WHERE v.load_id = ? AND v.is_current = 0 AND l.status = 'refused'`;
const DROP_CHANGES = `DELETE FROM load_provider_changes WHERE load_id =
  (SELECT id FROM loads WHERE id = ? AND status = 'refused')`;

const ABANDONED = `
  SELECT id FROM loads WHERE status = 'judging' AND heartbeat_at < ?
  UNION ALL SELECT id FROM loads WHERE status = 'refused'
    AND EXISTS (SELECT 1 FROM voucher_revisions WHERE load_id = loads.id)`;

/** Revisions of the load that would replace one that is not current any more. */
const STALE = `SELECT 1 FROM voucher_revisions AS v
  CROSS JOIN voucher_revisions AS old ON old.id = v.replaces_id
  WHERE v.load_id = :id AND old.is_current = 0`;
/** Revisions and changes of providers that an undo took off the list meanwhile. */
const OF_UNLISTED = `SELECT 1 FROM voucher_revisions AS v
  CROSS JOIN providers AS p ON p.id = v.provider_id WHERE v.load_id = :id AND p.is_listed = 0`;
const CHANGES_UNLISTED = `SELECT 1 FROM load_provider_changes AS c WHERE c.load_id = :id
  AND NOT EXISTS (SELECT 1 FROM providers AS p WHERE p.nit = c.nit AND p.is_listed = 1)`;

/** Breaks NOT NULL, and with it the whole batch, where the load may not be published any more. */
const CLAIM = `
  UPDATE loads SET
    status = CASE WHEN status = :from AND NOT EXISTS (${STALE}) AND NOT EXISTS (${OF_UNLISTED})
      AND NOT EXISTS (${CHANGES_UNLISTED}) THEN 'published' END,
    published_at = :now, published_by = :userId, report = :report,
    without_notices = max(without_notices, :quiet), stage = 'done', lines_stored = lines_total
  WHERE id = :id`;

const SWITCH_AWAY = `
  UPDATE voucher_revisions SET is_current = 0
  WHERE id IN (SELECT replaces_id FROM voucher_revisions WHERE load_id = :id)`;
const NEW_VERSION = `UPDATE providers SET data_version = data_version + 1
  WHERE id IN (SELECT provider_id FROM voucher_revisions WHERE load_id = :id)`;
const SWITCH_TO = "UPDATE voucher_revisions SET is_current = 1 WHERE load_id = :id";
