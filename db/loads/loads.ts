import type { InStatement } from "@libsql/client";
import { and, inArray } from "drizzle-orm";
import { type ListedLoad, loadNumber, loadYear } from "../../domain/loads/record.ts";
import { type LoadReport, type LoadStatus, summarize } from "../../domain/loads/report.ts";
import { isOfRegisters, type LoadVerdict } from "../../domain/loads/verdict.ts";
import type { Db } from "../client.ts";
import { isDatabaseError } from "../database_error.ts";
import { type LoadNotices, NO_MAILS, noticeStatements } from "./notices.ts";
import { applyRecordChanges } from "./records.ts";
import { applyChanges } from "./providers.ts";
import { type Entry, NO_ENTRY, type RecordedEnd } from "../audit/entry.ts";
import { noteSwitch } from "./note_switch.ts";
import { loads } from "../schema.ts";
import { PUBLICATIONS } from "./odd_questions.ts";
import { type HeldBy, isHeld } from "./progress.ts";
import { withLongAnswers } from "../../lib/patience.ts";

/*
 * A load is staged first: new revisions and their lines are written in batches that no reader sees,
 * because no revision of them is current. Publishing then switches them all in one batch of a few
 * statements, whatever their number. A process that dies before that leaves rows that nobody sees;
 * the next load, or the hourly sweep, removes them. One that waits for a person survives restarts.
 */

/** A load could not be published because another one changed the same vouchers meanwhile. */
export class LoadConflictError extends Error {}

export type Opening =
  & { createdBy?: number }
  & Partial<Pick<ListedLoad, "files" | "withoutNotices" | "subject">>
  /** What else is written with an uploaded load. */
  & { upload?: InStatement[] };

export type OpenedLoad = { id: string; number: string };

/** Opens a load, so that anybody may ask how far it is, and numbers it. `source` is for the history. */
export async function openLoad(
  db: Db,
  id: string,
  source: string,
  nowMs: number,
  { createdBy, files = [], withoutNotices = false, subject = "payments", upload = [] }: Opening =
    {},
): Promise<OpenedLoad> {
  const year = loadYear(nowMs);
  const args = {
    id,
    year,
    source,
    now: Math.trunc(nowMs),
    createdBy: createdBy ?? null,
    files: JSON.stringify(files),
    quiet: withoutNotices ? 1 : 0,
    subject,
  };
  const [opened] = await db.$client.batch([{ sql: OPEN, args }, ...upload], "write");
  return { id, number: loadNumber(year, Number(opened?.rows[0]?.number)) };
}

const OPEN = `
  INSERT INTO loads (id, year, number, source, status, subject, started_at, heartbeat_at, report,
    created_by, without_notices, files, stage)
  SELECT :id, :year, coalesce(max(number), 0) + 1, :source, 'judging', :subject, :now, :now, '{}',
    :createdBy, :quiet, :files, 'reading'
  FROM loads WHERE year = :year
  RETURNING number`;

export type Judged = {
  report: LoadReport;
  verdict: LoadVerdict;
  files: string[];
  rowCount: number;
  lineCount: number;
};

/** Stores what was found in the files, before any voucher is stored. */
export async function keepJudgement(
  db: Db,
  { report, verdict, files, rowCount, lineCount }: Judged,
  nowMs: number,
  heldBy: HeldBy = null,
): Promise<void> {
  await db.update(loads).set({
    summary: JSON.stringify(summarize(report)),
    verdict: JSON.stringify(verdict),
    files: JSON.stringify(files),
    rowsRead: rowCount,
    rowsJudged: rowCount,
    linesTotal: lineCount,
    ...(isOfRegisters(verdict) && { subject: "registers" }),
    stage: "storing",
    heartbeatAt: nowMs,
  }).where(isHeld(report.id, heldBy));
}

/** Ends a load that publishes nothing, or lets it wait. Answers false where it had ended already. */
export async function closeLoad(
  db: Db,
  report: LoadReport,
  entry: Entry = NO_ENTRY,
  heldBy: HeldBy = null,
): Promise<boolean> {
  const [closed] = await db.batch([
    db.update(loads).set({
      status: report.status,
      report: JSON.stringify(report),
      summary: JSON.stringify(summarize(report)),
      stage: "done",
      heldBy: null,
    }).where(and(isHeld(report.id, heldBy), inArray(loads.status, ["judging", "waiting"]))),
    ...entry.queries,
  ]);
  return closed.rowsAffected > 0;
}

/** The event of a load's end. */
export function endOf({ id, number, status }: LoadReport): RecordedEnd {
  const result = status === "refused" ? "refused" : "ok";
  return { result, detail: { load: number ?? id, status } };
}

/**
 * Switches every staged revision to current, and the ones they replace away, in one batch.
 * Throws LoadConflictError where another load was published meanwhile.
 */
export async function publishLoad(
  db: Db,
  report: LoadReport,
  nowMs: number,
  { from = "judging", userId = null, withoutNotices = false, mails = NO_MAILS, entry = NO_ENTRY }: {
    from?: LoadStatus;
    userId?: number | null;
    withoutNotices?: boolean;
    /** The mails about the publication, which are written in the same batch. */
    mails?: LoadNotices;
    entry?: Entry;
  } = {},
): Promise<void> {
  const { id } = report;
  const quiet = withoutNotices ? 1 : 0;
  try {
    const switching = [
      ...applyChanges(id, nowMs),
      { sql: CLAIM, args: { id, from, now: nowMs, userId, quiet, report: JSON.stringify(report) } },
      ...entry.statements,
      ...applyRecordChanges(id, nowMs),
      ...switchTo(id, nowMs),
      ...noticeStatements(id, mails, nowMs),
    ];
    await withLongAnswers(() => db.$client.batch(switching, "write"));
  } catch (error) {
    if (!isConflict(error)) throw error;
    throw new LoadConflictError("another load changed the same vouchers, or swept this one");
  }
}

/** The statements that make the revisions of a load current instead of those that they replace. */
export function switchTo(id: string, nowMs: number) {
  return [
    { sql: SWITCH_AWAY, args: { id } },
    { sql: SWITCH_TO, args: { id } },
    ...noteSwitch({ base: id, isReversal: false, nowMs }),
  ];
}

/** Another revision is current already, or the load is no longer the one that was judged. */
export function isConflict(error: unknown): boolean {
  return isDatabaseError(error) &&
    /UNIQUE constraint failed|NOT NULL constraint failed: loads.status/.test(error.message);
}

/** Finds revisions of the load that would replace one that is no longer current. */
const STALE = `SELECT 1 FROM voucher_revisions AS v
  CROSS JOIN voucher_revisions AS old ON old.id = v.replaces_id
  WHERE v.load_id = :id AND old.is_current = 0`;
/** Finds revisions and changes of providers that an undo took off the list meanwhile. */
const OF_UNLISTED = `SELECT 1 FROM voucher_revisions AS v
  CROSS JOIN providers AS p ON p.id = v.provider_id WHERE v.load_id = :id AND p.is_listed = 0`;
const CHANGES_UNLISTED = `SELECT 1 FROM load_provider_changes AS c WHERE c.load_id = :id
  AND NOT EXISTS (SELECT 1 FROM providers AS p WHERE p.nit = c.nit AND p.is_listed = 1)`;

/**
 * Violates NOT NULL, so that the whole batch fails, where the load may no longer be published:
 * also where something was published since a waiting load was last searched for odd payments.
 */
const CLAIM = `
  UPDATE loads SET
    status = CASE WHEN status = :from AND NOT EXISTS (${STALE}) AND NOT EXISTS (${OF_UNLISTED})
      AND NOT EXISTS (${CHANGES_UNLISTED})
      AND (:from <> 'waiting' OR odd_as_of = (${PUBLICATIONS})) THEN 'published' END,
    published_at = :now, published_by = :userId, report = :report,
    without_notices = max(without_notices, :quiet), stage = 'done', lines_stored = lines_total
  WHERE id = :id`;

const SWITCH_AWAY = `
  UPDATE voucher_revisions SET is_current = 0
  WHERE id IN (SELECT replaces_id FROM voucher_revisions WHERE load_id = :id)`;
const SWITCH_TO = "UPDATE voucher_revisions SET is_current = 1 WHERE load_id = :id";
