import { loadNumber } from "../../domain/loads/record.ts";
import { INTERRUPTED } from "../../domain/loads/outcome.ts";
import { emptyReport, type LoadReport, wholeFinding } from "../../domain/loads/report.ts";
import { type Recorder, WITHOUT_EVENTS } from "../audit/entry.ts";
import { chunks } from "../chunks.ts";
import type { Db } from "../client.ts";
import { isDatabaseDown } from "../database_down.ts";
import { closeLoad, endOf } from "./loads.ts";
import { DROP_UNLISTED } from "./providers.ts";

const DROPPED_A_BATCH = 500;
export const ABANDONED_AFTER_MS = 10 * 60 * 1000;

/** Ends a load as refused and drops what it had staged. Answers false where it had ended already. */
export async function refuseLoad(
  db: Db,
  report: LoadReport,
  record: Recorder = WITHOUT_EVENTS,
  end = endOf(report),
): Promise<boolean> {
  const isClosed = await record(end, (entry) => closeLoad(db, report, entry));
  if (isClosed) await dropStaged(db, report.id);
  return isClosed;
}

const TRIED_FOR_MS = 10_000;
const TRIED_EVERY_MS = 500;

/**
 * Refuses a load that failed, so that it is not shown as being judged for ever. What stopped it, a
 * lock or a restart of the database, may be over in a moment; where it is not, the load is swept
 * like one whose process died.
 */
export async function refuseFailedLoad(
  db: Db,
  report: LoadReport,
  record?: Recorder,
): Promise<void> {
  const beganMs = performance.now();
  for (;;) {
    try {
      await refuseLoad(db, report, record);
      return;
    } catch (error) {
      if (!isDatabaseDown(error) || performance.now() - beganMs >= TRIED_FOR_MS) return;
      await new Promise((resolve) => setTimeout(resolve, TRIED_EVERY_MS));
    }
  }
}

/** Deletes what a load that will not be published had staged; a published load keeps everything. */
export async function dropStaged(db: Db, id: string): Promise<void> {
  const [, , staged] = await db.$client.batch([
    { sql: REFUSE, args: [id] },
    { sql: DROP_ODD, args: [id] },
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
    { sql: DROP_RECORD_CHANGES, args: [id] },
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
    const number = loadNumber(Number(row.year), Number(row.number));
    const report = emptyReport({ id: String(row.id), number }, "refused", [
      wholeFinding(INTERRUPTED),
    ]);
    if (!await refuseLoad(db, report)) await dropStaged(db, report.id);
  }
}

const LISTED = "(SELECT value FROM json_each(?))";

const REFUSE = `UPDATE loads SET status = 'refused', stage = 'done'
  WHERE id = ? AND status IN ('judging', 'waiting')`;
const STAGED = `SELECT v.id FROM voucher_revisions AS v JOIN loads AS l ON l.id = v.load_id
  WHERE v.load_id = ? AND v.is_current = 0 AND l.status = 'refused'`;
const DROP_ODD = `DELETE FROM load_odd_payments WHERE load_id =
  (SELECT id FROM loads WHERE id = ? AND status = 'refused')`;
const DROP_CHANGES = `DELETE FROM load_provider_changes WHERE load_id =
  (SELECT id FROM loads WHERE id = ? AND status = 'refused')`;

const DROP_RECORD_CHANGES = `DELETE FROM load_record_changes WHERE load_id =
  (SELECT id FROM loads WHERE id = ? AND status = 'refused')`;

const ABANDONED = `
  SELECT id, year, number FROM loads WHERE status = 'judging' AND heartbeat_at < ?
  UNION ALL SELECT id, year, number FROM loads WHERE status = 'refused'
    AND (EXISTS (SELECT 1 FROM voucher_revisions WHERE load_id = loads.id)
      OR EXISTS (SELECT 1 FROM load_record_changes WHERE load_id = loads.id))`;
