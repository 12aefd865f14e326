import type { InStatement } from "@libsql/client";
import { MAX_CLOCK_AHEAD_MS } from "../../domain/accounts/clock.ts";
import { loadNumber } from "../../domain/loads/record.ts";
import { CONFLICT, DISK_FULL, INTERRUPTED } from "../../domain/loads/outcome.ts";
import {
  emptyReport,
  type Finding,
  type LoadReport,
  refusedReport,
  wholeFinding,
} from "../../domain/loads/report.ts";
import { unreadableSentence } from "../../domain/loads/unreadable.ts";
import { UnreadableFileError } from "../../lib/unreadable_file.ts";
import { type RecordedEnd, type Recorder, WITHOUT_EVENTS } from "../audit/entry.ts";
import { chunks } from "../chunks.ts";
import type { Db } from "../client.ts";
import { isDatabaseDown } from "../database_down.ts";
import { isDiskFull } from "../disk_full.ts";
import { closeLoad, endOf, LoadConflictError } from "./loads.ts";
import { type HeldBy, stillHeld } from "./progress.ts";
import { DROP_UNLISTED } from "./providers.ts";

const DROPPED_A_BATCH = 500;
export const ABANDONED_AFTER_MS = 10 * 60 * 1000;

/** Ends a load as refused and drops what it had staged. Answers false where it had ended already. */
export async function refuseLoad(
  db: Db,
  report: LoadReport,
  record: Recorder = WITHOUT_EVENTS,
  { end = endOf(report), heldBy = null }: { end?: RecordedEnd; heldBy?: HeldBy } = {},
): Promise<boolean> {
  const isClosed = await record(end, (entry) => closeLoad(db, report, entry, heldBy));
  if (isClosed) await dropStaged(db, report.id);
  return isClosed;
}

/** Stores why a load failed; errors of the program are thrown on. */
export async function refuse(
  db: Db,
  report: LoadReport,
  error: unknown,
  how: Refusing,
): Promise<LoadReport> {
  const finding = findingOf(error);
  const refused = refusedReport(report, [finding ?? wholeFinding(INTERRUPTED)]);
  await refuseFailedLoad(db, refused, how);
  if (finding === undefined) throw error;
  return refused;
}

/** What went wrong, where the person who loads can do something about it. */
export function findingOf(error: unknown): Finding | undefined {
  if (error instanceof UnreadableFileError) {
    return wholeFinding(unreadableSentence(error.fault), error.file);
  }
  if (error instanceof LoadConflictError) return wholeFinding(CONFLICT);
  return isDiskFull(error) ? wholeFinding(DISK_FULL) : undefined;
}

/** How a refusal is recorded, and which try to judge the load refuses it. */
type Refusing = { record?: Recorder; heldBy?: string };

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
  { record, ...held }: Refusing,
): Promise<void> {
  const beganMs = performance.now();
  for (;;) {
    try {
      await refuseLoad(db, report, record, held);
      return;
    } catch (error) {
      if (!isDatabaseDown(error) || performance.now() - beganMs >= TRIED_FOR_MS) return;
      await new Promise((resolve) => setTimeout(resolve, TRIED_EVERY_MS));
    }
  }
}

/** Deletes what a load that will not be published had staged; a published load keeps everything. */
export async function dropStaged(db: Db, id: string): Promise<void> {
  await dropRows(db, id, { sql: REFUSE, args: { id } });
}

/** Deletes what earlier tries to judge a load had staged, for the try that holds it now. */
export async function dropEarlierTry(
  db: Db,
  id: string,
  heldBy: string,
  nowMs: number,
): Promise<void> {
  await dropRows(db, id, stillHeld(id, heldBy, nowMs));
}

/** `first` comes first in each batch, and leaves the load refused or held. */
async function dropRows(db: Db, id: string, first: InStatement): Promise<void> {
  const [, , staged] = await db.$client.batch([
    first,
    { sql: DROP_ODD, args: { id } },
    { sql: STAGED, args: { id } },
  ], "write");
  for (const rows of chunks(staged?.rows ?? [], DROPPED_A_BATCH)) {
    const ids = JSON.stringify(rows.map((row) => row.id));
    await db.$client.batch([
      first,
      { sql: `DELETE FROM settlements WHERE revision_id IN ${LISTED}`, args: [ids] },
      { sql: `DELETE FROM voucher_revisions WHERE id IN ${LISTED}`, args: [ids] },
    ], "write");
  }
  await db.$client.batch([
    first,
    { sql: DROP_CHANGES, args: { id } },
    { sql: DROP_RECORD_CHANGES, args: { id } },
    { sql: DROP_UNLISTED, args: [] },
  ], "write");
}

/**
 * Refuses loads whose process died while it judged or stored, and drops what they had staged; also
 * what a refused one left behind because its process died over that. Uploaded loads are taken up
 * instead (`uploads/judging.ts`).
 */
export async function sweepAbandonedLoads(db: Db, nowMs: number): Promise<void> {
  const [, abandoned] = await db.$client.batch([
    { sql: PULL_BACK, args: { now: Math.trunc(nowMs), latest: nowMs + MAX_CLOCK_AHEAD_MS } },
    { sql: ABANDONED, args: [nowMs - ABANDONED_AFTER_MS] },
  ], "write");
  for (const row of abandoned?.rows ?? []) {
    const number = loadNumber(Number(row.year), Number(row.number));
    const report = emptyReport({ id: String(row.id), number }, "refused", [
      wholeFinding(INTERRUPTED),
    ]);
    if (row.status === "refused") await dropStaged(db, report.id);
    else await refuseLoad(db, report);
  }
}

const LISTED = "(SELECT value FROM json_each(?))";

const REFUSE = `UPDATE loads SET status = 'refused', stage = 'done'
  WHERE id = :id AND status IN ('judging', 'waiting')`;
/** A load that keeps nothing of what is staged: not one that was published meanwhile. */
const EMPTIED = "(SELECT id FROM loads WHERE id = :id AND status IN ('refused', 'judging'))";
const STAGED = `SELECT id FROM voucher_revisions WHERE load_id = ${EMPTIED} AND is_current = 0`;
const DROP_ODD = `DELETE FROM load_odd_payments WHERE load_id = ${EMPTIED}`;
const DROP_CHANGES = `DELETE FROM load_provider_changes WHERE load_id = ${EMPTIED}`;
const DROP_RECORD_CHANGES = `DELETE FROM load_record_changes WHERE load_id = ${EMPTIED}`;

/** A sign of life in the future was noted by a clock that was put back since: its age counts from now. */
const PULL_BACK = `UPDATE loads SET heartbeat_at = :now
  WHERE status = 'judging' AND heartbeat_at > :latest`;

const ABANDONED = `
  SELECT id, year, number, status FROM loads WHERE status = 'judging' AND heartbeat_at < ?
    AND NOT EXISTS (SELECT 1 FROM load_uploads WHERE load_id = loads.id)
  UNION ALL SELECT id, year, number, status FROM loads WHERE status = 'refused'
    AND (EXISTS (SELECT 1 FROM voucher_revisions WHERE load_id = loads.id)
      OR EXISTS (SELECT 1 FROM load_record_changes WHERE load_id = loads.id))`;
