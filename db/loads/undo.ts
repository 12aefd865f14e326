import {
  judgeControlTotal,
  type LoadOutcome,
  type LoadRefusal,
  refusal,
} from "../../domain/loads/outcome.ts";
import { loadNumber, loadYear } from "../../domain/loads/record.ts";
import { summarize } from "../../domain/loads/report.ts";
import type { UndoPreview, UndoRecord } from "../../domain/loads/undo.ts";
import type { Cents } from "../../domain/money.ts";
import { type Entry, type Recorder, WITHOUT_EVENTS } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { isDiskFull } from "../disk_full.ts";
import type { NoticeSettings } from "../notices/notices.ts";
import { findLoad, type StoredLoad } from "./history.ts";
import { applyChanges, IS_USED, keepChanges, LISTED_DETAILS } from "./providers.ts";
import { type LoadNotices, noticesOfUndo, noticeStatements } from "./notices.ts";
import { undoRecordChanges } from "./records.ts";
import { noteSwitch } from "./note_switch.ts";
import { isConflict, switchTo } from "./loads.ts";
import { MOVED, OF_LOAD, planUndo, type Undo } from "./undo_plan.ts";
import { withLongAnswers } from "../../lib/patience.ts";

/*
 * An undo is a load without revisions of its own. It switches those of the load whose vouchers they
 * are (`:base`): away where it undoes that load (`:isReversal`), to current again where it undoes
 * such an undo. Everything is one batch, which fails where something changed since it was planned.
 */

const TRIES = 3;

export type UndoAct = {
  userId: number;
  /** The sum of Valor Pago of the undone load, as the person knows it from elsewhere. */
  controlTotal: Cents;
  reason: string;
  nowMs: number;
  /** The settings of the mails about changed hands; absent where none are sent. */
  notices?: NoticeSettings;
  record?: Recorder;
};

/**
 * Undoes a published load: its vouchers are as they were before it, and what it wrote of providers
 * goes back where it is still stored. Refused, with the vouchers, where another load touched them
 * later, where the total is another one, and for who loaded the payments or made the undo that is
 * undone. The undo is a published load itself, which can be undone.
 */
export async function undoLoad(db: Db, id: string, act: UndoAct): Promise<LoadOutcome> {
  for (let tries = 1;; tries++) {
    const load = await findLoad(db, id);
    if (!load) return refusal("notFound");
    if (load.status !== "published") return refusal("notPublished");
    const undo = await planUndo(db, load, act.userId);
    if (!("report" in undo)) return undo;
    const refused = judgeControlTotal(load.report, act.controlTotal);
    if (refused) return refused;
    const mails = await noticesOfUndo(db, undo, act.notices);
    try {
      const { record = WITHOUT_EVENTS } = act;
      const end = { result: "ok", detail: { load: load.number } } as const;
      const number = await record(
        end,
        (entry) => writeUndo(db, load, { ...undo, mails }, { ...act, entry }),
      );
      return { isDone: true, report: { ...undo.report, number } };
    } catch (error) {
      if (isDiskFull(error)) return refusal("diskFull");
      if (!isConflict(error) || tries === TRIES) throw error;
    }
  }
}

/** What undoing a load would do, or why this person cannot do it; writes nothing. */
export async function previewUndo(
  db: Db,
  load: StoredLoad,
  { userId, notices }: Pick<UndoAct, "userId" | "notices">,
): Promise<UndoPreview | LoadRefusal> {
  if (load.status !== "published") return refusal("notPublished");
  const undo = await planUndo(db, load, userId);
  if (!("report" in undo)) return undo;
  const { mails: { length: told } } = await noticesOfUndo(db, undo, notices);
  return { isDone: true, report: undo.report, effect: undo.effect, told };
}

/** Answers the number that the undo got. */
async function writeUndo(
  db: Db,
  load: StoredLoad,
  { base, report, effect, changes, mails }: Undo & { mails: LoadNotices },
  { userId, nowMs, reason, entry }: UndoAct & { entry: Entry },
): Promise<string> {
  const { id } = report;
  const { isReversal } = effect;
  const kept: UndoRecord = { ...effect, reason };
  const undone = load.id;
  const statements = [
    {
      sql: OPEN_UNDO,
      args: {
        id,
        undone,
        base,
        isReversal: isReversal ? 1 : 0,
        userId,
        now: nowMs,
        year: loadYear(nowMs),
        undo: JSON.stringify(kept),
        report: JSON.stringify(report),
        summary: JSON.stringify(summarize(report)),
      },
    },
    ...entry.statements,
    keepChanges(id, changes),
    { sql: GUARD, args: { id, undone, base } },
    { sql: MARK_CHAIN, args: { undone, userId, now: nowMs } },
    ...applyChanges(id, nowMs),
    ...undoRecordChanges(id, undone, nowMs),
    ...(isReversal ? switchBack(base, nowMs) : switchTo(base, nowMs)),
    { sql: GUARD_LISTED, args: { id, base } },
    ...noticeStatements(id, mails, nowMs),
  ];
  const [opened] = await withLongAnswers(() => db.$client.batch(statements, "write"));
  const [row] = opened?.rows ?? [];
  return loadNumber(Number(row?.year), Number(row?.number));
}

function switchBack(base: string, nowMs: number) {
  return [
    { sql: LEAVE, args: { base } },
    { sql: RETURN, args: { base } },
    ...noteSwitch({ base, isReversal: true, nowMs }),
  ];
}

/**
 * Violates NOT NULL, so that the whole batch fails, where the undone load is no longer published.
 */
const OPEN_UNDO = `
  INSERT INTO loads (id, year, number, status, source, subject, started_at, heartbeat_at, published_at, report,
    summary, files, created_by, published_by, without_notices, undo, undoes_load_id, switches_load_id, is_reversal)
  SELECT :id, :year, (SELECT coalesce(max(number), 0) + 1 FROM loads WHERE year = :year),
    CASE status WHEN 'published' THEN 'published' END, 'deshacer', subject, :now, :now, :now,
    :report, :summary, files, :userId, :userId, 1, :undo, :undone, :base, :isReversal
  FROM loads WHERE id = :undone RETURNING year, number`;

/** Makes the batch fail where a voucher or a provider changed since the undo was planned. */
const GUARD = `
  UPDATE loads SET status = CASE
    WHEN NOT EXISTS (SELECT 1 ${OF_LOAD} WHERE l.id = :undone AND ${MOVED})
      AND NOT EXISTS (SELECT 1 FROM load_provider_changes AS c
        WHERE c.load_id = :id AND c.previous IS NOT ${LISTED_DETAILS})
      AND NOT EXISTS (SELECT 1 FROM load_provider_changes AS c
        JOIN providers AS p ON p.nit = c.nit
        WHERE c.load_id = :id AND c.wanted IS NULL AND ${IS_USED})
    THEN status END
  WHERE id = :id`;

/** Vouchers that come back must be those of listed providers. */
const GUARD_LISTED = `
  UPDATE loads SET status = CASE WHEN NOT EXISTS (
    SELECT 1 FROM voucher_revisions AS v CROSS JOIN providers AS p ON p.id = v.provider_id
    WHERE v.load_id = :base AND v.is_current = 1 AND p.is_listed = 0) THEN status END
  WHERE id = :id`;

/** Marks the undone load, and where it was an undo itself the one that it undid, and so on. */
const MARK_CHAIN = `
  WITH RECURSIVE chain (id, step) AS (
    SELECT :undone, 0 UNION ALL
    SELECT l.undoes_load_id, step + 1 FROM chain JOIN loads AS l ON l.id = chain.id
    WHERE l.undoes_load_id IS NOT NULL)
  UPDATE loads SET
    status = iif(step % 2 = 0, 'undone', 'published'),
    undone_by = iif(step % 2 = 0, :userId, NULL),
    undone_at = iif(step % 2 = 0, :now, NULL)
  FROM chain WHERE loads.id = chain.id`;

const LEAVE = "UPDATE voucher_revisions SET is_current = 0 WHERE load_id = :base";
const RETURN = `UPDATE voucher_revisions SET is_current = 1
  WHERE id IN (SELECT replaces_id FROM voucher_revisions WHERE load_id = :base)`;
