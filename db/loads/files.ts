import { dateInBogota } from "../../domain/dates.ts";
import type { RecordChange } from "../../domain/loaded_record.ts";
import type { Pause } from "../../domain/pause.ts";
import type { LoadSubject } from "../../domain/loads/kind.ts";
import type { Sheet } from "../../domain/loads/files.ts";
import { emptyReport, type LoadName, type LoadReport } from "../../domain/loads/report.ts";
import { letOthersRun } from "../../lib/turn.ts";
import { type Recorder, WITHOUT_EVENTS } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { judgeFiles, type Judgement, reportOf } from "./judging.ts";
import { openLineKeeping } from "./lines/keeping.ts";
import { noticesOfLoad } from "./notices.ts";
import { findOddPayments } from "./odd_payments.ts";
import {
  isLost,
  keepAlive,
  type LoadProgress,
  LoadStoppedError,
  progressWriter,
  stillHeld,
  stopIfAsked,
} from "./progress.ts";
import {
  closeLoad,
  endOf,
  keepJudgement,
  LoadConflictError,
  openLoad,
  publishLoad,
} from "./loads.ts";
import { findingOf, refuse, refuseLoad, sweepAbandonedLoads } from "./dropping.ts";
import type { NoticeSettings } from "../notices/notices.ts";
import { stageRecordChanges } from "./records.ts";
import { stageLoad } from "./staging.ts";

export type JudgeOptions = {
  /** `atOnce` is the operator's own act; `later` lets the load wait for another person. */
  publish?: "atOnce" | "later";
  /** What whoever loads may bring; absent for the operator, who may bring anything. */
  subject?: LoadSubject;
  /** The settings of notices; absent where no notices are sent. */
  notices?: NoticeSettings;
  withoutNotices?: boolean;
  /** Whether the files bring all affiliates: whoever is absent is retired. */
  isWholeRegister?: boolean;
  now: () => number;
  onProgress?: (progress: LoadProgress) => void;
  signal?: AbortSignal;
  /** Records in the log how the load ended. */
  record?: Recorder;
  /**
   * Lets others run while files are judged; absent where people wait in the same process. What is
   * stored is always stored with pauses, in which a load can still be stopped.
   */
  pause?: Pause;
  /** Which try to judge an uploaded load this is: another process may have begun another one. */
  heldBy?: string;
};

export type LoadOptions = JudgeOptions & {
  /** Where the load came in, for the history: `línea de comandos`. */
  source: string;
  /** The user who loads; a load that waits for another person needs one. */
  createdBy?: number;
  dryRun?: boolean;
};

/**
 * Judges the tables of one load whole and publishes them, lets them wait, or does nothing. With
 * `dryRun` nothing at all is written. Throws LoadStoppedError where `signal` stopped it; then what
 * was staged is gone. What is wrong with the files, or with the disk, is in the report.
 */
export async function loadFiles(
  db: Db,
  sheets: AsyncIterable<Sheet>,
  { source, createdBy, dryRun = false, ...options }: LoadOptions,
): Promise<LoadReport> {
  const id = crypto.randomUUID();
  if (dryRun) return await dryRunLoad(db, id, sheets, options);
  let opened: LoadName = { id, number: null };
  try {
    await sweepAbandonedLoads(db, options.now());
    const opening = { ...options, ...(createdBy !== undefined && { createdBy }) };
    opened = await openLoad(db, id, source, options.now(), opening);
  } catch (error) {
    return await refuse(db, emptyReport(opened, "refused"), error, options);
  }
  return await judgeLoad(db, opened, sheets, options);
}

/**
 * Judges a load that was opened (`openLoad`) and ends it in any case: published or waiting,
 * unchanged, or refused with the reason. Throws as `loadFiles` does, and also where another process
 * has taken the load up: then it is that one's to end.
 */
export async function judgeLoad(
  db: Db,
  opened: LoadName,
  sheets: AsyncIterable<Sheet>,
  options: JudgeOptions,
): Promise<LoadReport> {
  const { now, onProgress = () => {}, publish = "atOnce", heldBy = null } = options;
  const progress = progressWriter(db, opened.id, now, heldBy);
  using _alive = keepAlive(db, opened.id, now, heldBy);
  const note = (far: LoadProgress) => {
    onProgress(far);
    progress.note(far);
  };
  using keeping = openLineKeeping();
  let report = emptyReport(opened, "refused");
  try {
    const onRows = (count: number) => note({ stage: "read", count, total: null });
    const stage = (changes: RecordChange[]) =>
      stageRecordChanges(db, opened.id, changes, { now, heldBy });
    const judging = { ...judgingOf(options), onRows, onRead: progress.noteJudging, stage, keeping };
    const judgement = await judgeFiles(db, sheets, judging);
    report = reportOf(judgement, opened, publish === "atOnce" ? "published" : "waiting");
    await progress.settled();
    await keepJudgement(db, { ...judgement, report }, now(), heldBy);
    await store(db, judgement, report, { ...options, note, settled: progress.settled });
    return report;
  } catch (error) {
    await progress.settled();
    if (isLost(error)) throw new LoadStoppedError("taken up by another process");
    return await refuse(db, report, error, options);
  }
}

/** What of the options is for judging. */
function judgingOf({ signal, subject, isWholeRegister, now, pause = letOthersRun }: JudgeOptions) {
  const today = dateInBogota(now());
  return { signal, subject, today, isWholeRegister: isWholeRegister === true, pause };
}

async function store(
  db: Db,
  { plan, records, lineCount: total }: Judgement,
  report: LoadReport,
  { note, settled, notices, withoutNotices = false, ...options }: JudgeOptions & {
    note: (progress: LoadProgress) => void;
    settled: () => Promise<unknown>;
  },
): Promise<void> {
  const { now, signal, record = WITHOUT_EVENTS, heldBy = null } = options;
  if (report.status === "refused") {
    await refuseLoad(db, report, record, { heldBy });
    return;
  }
  const close = () => record(endOf(report), (entry) => closeLoad(db, report, entry, heldBy));
  if (report.status === "unchanged") {
    await close();
    return;
  }
  const onStored = (count: number) => note({ stage: "stored", count, total });
  await stageRecordChanges(db, report.id, records.changes, { now, heldBy });
  await stageLoad(db, report.id, plan, { now, heldBy, onStored, ...(signal && { signal }) });
  await findOddPayments(db, report.id, now(), [stillHeld(report.id, heldBy, now())]);
  await settled();
  stopIfAsked(signal);
  if (report.status === "published") {
    const told = { nowMs: now(), isSilent: withoutNotices };
    const mails = notices && await noticesOfLoad(db, report.id, { settings: notices, ...told });
    const how = { withoutNotices, ...(mails && { mails }) };
    await record(endOf(report), (entry) => publishLoad(db, report, now(), { ...how, entry }));
  } else if (!await close()) {
    throw new LoadConflictError("swept while it was stored");
  }
}

async function dryRunLoad(
  db: Db,
  id: string,
  sheets: AsyncIterable<Sheet>,
  { onProgress = () => {}, ...options }: JudgeOptions,
): Promise<LoadReport> {
  const onRows = (count: number) => onProgress({ stage: "read", count, total: null });
  const name = { id, number: null };
  using keeping = openLineKeeping();
  try {
    const judgement = await judgeFiles(db, sheets, { ...judgingOf(options), onRows, keeping });
    return reportOf(judgement, name, "valid");
  } catch (error) {
    const finding = findingOf(error);
    if (finding === undefined) throw error;
    return emptyReport(name, "refused", [finding]);
  }
}
