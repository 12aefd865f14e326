import { judgeSheet } from "../../domain/loads/load.ts";
import { type JudgedFiles, noFiles, type Sheet } from "../../domain/loads/files.ts";
import { addError, inSheetOrder, reportFindings } from "../../domain/loads/findings.ts";
import type { LoadSubject } from "../../domain/loads/kind.ts";
import { countCorrections, hasChanges, type LoadPlan, planLoad } from "../../domain/loads/plan.ts";
import {
  type LoadName,
  type LoadReport,
  type LoadStatus,
  refusedReport,
  wholeFinding,
} from "../../domain/loads/report.ts";
import { judgeVerdict, type LoadVerdict } from "../../domain/loads/verdict.ts";
import { letOthersRun } from "../../lib/turn.ts";
import type { Db } from "../client.ts";
import { findKnown, findLines } from "./known.ts";
import { warnOfUnknown } from "../medicines/unknown.ts";
import { planRecords, type RecordPlan } from "./records.ts";
import { stopIfAsked } from "./staging.ts";
import { digestLines } from "./digest.ts";

export type Judgement = {
  plan: LoadPlan;
  records: RecordPlan;
  verdict: LoadVerdict;
  files: string[];
  rowCount: number;
  lineCount: number;
};

export type Listeners = {
  onRows: (count: number) => void;
  onRead?: (rowCount: number) => void;
  signal: AbortSignal | undefined;
  /** What whoever loads may bring; undefined for the operator. */
  subject?: LoadSubject | undefined;
};

/** Reads the tables of a load and judges them whole against what is stored; writes nothing. */
export async function judgeFiles(
  db: Db,
  sheets: AsyncIterable<Sheet>,
  { onRows, onRead = () => {}, signal, subject }: Listeners,
): Promise<Judgement> {
  const files = noFiles(subject);
  const names = new Set<string>();
  for await (const sheet of sheets) {
    names.add(sheet.file);
    await judgeSheet(files, sheet, (count) => {
      onRows(count);
      stopIfAsked(signal);
    }, letOthersRun);
    await letOthersRun();
    stopIfAsked(signal);
  }
  onRead(files.rowCount);
  return { ...await judgeAgainstStored(db, files), files: [...names], rowCount: files.rowCount };
}

export function reportOf(
  { plan, records }: Judgement,
  name: LoadName,
  good: LoadStatus,
): LoadReport {
  const { providers, vouchers, settlements, paidAmount } = plan;
  const { errors, warnings } = reportFindings(plan);
  const counts = { providers, vouchers, settlements, ...records.counts };
  const status = statusOf(plan, records, good);
  const report: LoadReport = { ...name, status, ...counts, paidAmount, errors, warnings };
  return report.status === "refused" ? refusedReport(report, errors) : report;
}

async function judgeAgainstStored(db: Db, files: JudgedFiles) {
  const known = await findKnown(db, files);
  const plan = planLoad(files, known, digestLines);
  await countOldLines(db, plan);
  if (files.rowCount === 0 && plan.errors.length === 0) {
    addError(plan, wholeFinding("los archivos no traen ninguna fila"));
  }
  const records = await planRecords(db, files, plan);
  await warnOfUnknown(db, files, plan);
  plan.errors = inSheetOrder(plan.errors, files.order);
  plan.warnings = inSheetOrder(plan.warnings, files.order);
  const lineCount = plan.revisions.reduce((sum, { lines }) => sum + (lines?.length ?? 0), 0);
  return { plan, records, verdict: judgeVerdict(files, known, plan), lineCount };
}

async function countOldLines(db: Db, plan: LoadPlan): Promise<void> {
  const corrected = plan.revisions.flatMap(({ replaces, lines }) =>
    replaces && lines && replaces.settlementCount > 0 ? [replaces.revisionId] : []
  );
  countCorrections(plan, await findLines(db, corrected));
}

function statusOf(plan: LoadPlan, records: RecordPlan, good: LoadStatus): LoadStatus {
  if (plan.errors.length > 0) return "refused";
  return hasChanges(plan) || records.changes.length > 0 ? good : "unchanged";
}
