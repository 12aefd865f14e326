import { judgeSheet } from "../../domain/loads/load.ts";
import { type JudgedFiles, noFiles, type Sheet } from "../../domain/loads/files.ts";
import { addError, inSheetOrder, reportFindings } from "../../domain/loads/findings.ts";
import type { LoadSubject } from "../../domain/loads/kind.ts";
import { hasChanges, type LoadPlan, planLoad } from "../../domain/loads/plan.ts";
import type { LineKeeping } from "../../domain/loads/lines/book.ts";
import { correctedLines, countCorrections } from "../../domain/loads/lines/corrected.ts";
import { numbersOf } from "../../domain/loads/lines/reading.ts";
import { partsOfLine } from "../../domain/loads/lines/line_text.ts";
import {
  type LoadName,
  type LoadReport,
  type LoadStatus,
  refusedReport,
  wholeFinding,
} from "../../domain/loads/report.ts";
import { judgeVerdict, type LoadVerdict } from "../../domain/loads/verdict.ts";
import type { CivilDate } from "../../domain/dates.ts";
import type { Pause } from "../../domain/pause.ts";
import type { RecordChange } from "../../domain/loaded_record.ts";
import {
  type AffiliatePlan,
  type AffiliateStream,
  openAffiliateStream,
} from "../affiliates/load_stream.ts";
import { chunksBySize } from "../chunks.ts";
import type { Db } from "../client.ts";
import { findKnown, findLinesBefore } from "./known.ts";
import { warnOfUnknown } from "../medicines/unknown.ts";
import { planRecords, type RecordPlan } from "./records.ts";
import { stopIfAsked } from "./progress.ts";

/** Lines of corrected vouchers that are compared in one round trip. */
const LINES_A_TRIP = 4000;

export type Judgement = {
  plan: LoadPlan;
  records: RecordPlan;
  affiliates: AffiliatePlan;
  verdict: LoadVerdict;
  files: string[];
  rowCount: number;
  lineCount: number;
};

export type Judging = {
  onRows: (count: number) => void;
  onRead?: (rowCount: number) => void;
  signal: AbortSignal | undefined;
  /** What whoever loads may bring; undefined for the operator. */
  subject?: LoadSubject | undefined;
  /** Stores changes of affiliates while they are read; absent where nothing is to be written. */
  stage?: (changes: RecordChange[]) => Promise<void>;
  today: CivilDate;
  /** Whether affiliates whom the files leave out are retired. */
  isWholeRegister: boolean;
  /** Where Facturas are kept until they are stored. */
  keeping: LineKeeping;
  /** Lets others run in the middle of long work. */
  pause: Pause;
};

/**
 * Reads the tables of a load and judges them whole against what is stored. Writes nothing but what
 * `stage` does.
 */
export async function judgeFiles(
  db: Db,
  sheets: AsyncIterable<Sheet>,
  {
    onRows,
    onRead = () => {},
    signal,
    subject,
    stage = dropped,
    today,
    isWholeRegister,
    keeping,
    pause,
  }: Judging,
): Promise<Judgement> {
  const files = noFiles({ subject, takeAffiliates: (rows) => people.take(rows), keeping });
  using people = openAffiliateStream(db, { findings: files, stage, today, isWholeRegister });
  const names = new Set<string>();
  for await (const sheet of sheets) {
    names.add(sheet.file);
    await judgeSheet(files, sheet, (count) => {
      onRows(count);
      stopIfAsked(signal);
    }, pause);
    await pause();
    stopIfAsked(signal);
  }
  onRead(files.rowCount);
  const judged = await judgeAgainstStored(db, files, people, pause);
  return { ...judged, files: [...names], rowCount: files.rowCount };
}

function dropped(): Promise<void> {
  return Promise.resolve();
}

export function reportOf(
  judgement: Judgement,
  name: LoadName,
  good: LoadStatus,
): LoadReport {
  const { plan, records, affiliates } = judgement;
  const { providers, vouchers, settlements, paidAmount } = plan;
  const { errors, warnings } = reportFindings(plan);
  const people = affiliates.counts && { affiliates: affiliates.counts };
  const counts = { providers, vouchers, settlements, ...records.counts, ...people };
  const status = statusOf(judgement, good);
  const report: LoadReport = { ...name, status, ...counts, paidAmount, errors, warnings };
  return report.status === "refused" ? refusedReport(report, errors) : report;
}

async function judgeAgainstStored(
  db: Db,
  files: JudgedFiles,
  people: AffiliateStream,
  pause: Pause,
) {
  const affiliates = await people.finish();
  const known = await findKnown(db, files);
  const plan = await planLoad(files, known, pause);
  await countOldLines(db, plan, pause);
  if (files.rowCount === 0 && plan.errors.length === 0) {
    addError(plan, wholeFinding("los archivos no traen ninguna fila"));
  }
  const records = await planRecords(db, files, plan);
  await warnOfUnknown(db, files, plan, people.among);
  plan.errors = inSheetOrder(plan.errors, files.order);
  plan.warnings = inSheetOrder(plan.warnings, files.order);
  const lineCount = plan.revisions.reduce((sum, { lines }) => sum + (lines?.count ?? 0), 0);
  return { plan, records, affiliates, verdict: judgeVerdict(files, known, plan), lineCount };
}

async function countOldLines(db: Db, plan: LoadPlan, pause: Pause): Promise<void> {
  const { book } = plan;
  const corrected = correctedLines(plan.revisions, LINES_A_TRIP);
  for (const some of chunksBySize(corrected, ({ count }) => count, LINES_A_TRIP)) {
    const before = await findLinesBefore(db, some);
    const texts = some.flatMap(({ lines, from, count }) =>
      book.texts.read(numbersOf(book, lines).subarray(from, from + count))
    );
    countCorrections(plan.settlements, texts.map((text) => partsOfLine(text)[1]), before);
    await pause();
  }
}

function statusOf({ plan, records, affiliates }: Judgement, good: LoadStatus): LoadStatus {
  if (plan.errors.length > 0) return "refused";
  const isChanged = hasChanges(plan) || records.changes.length + affiliates.changeCount > 0;
  return isChanged ? good : "unchanged";
}
