import { judgeSheet, noFiles, type Sheet } from "../domain/load.ts";
import { addError, reportFindings } from "../domain/load_findings.ts";
import { countCorrections, hasChanges, type LoadPlan, planLoad } from "../domain/load_plan.ts";
import type { LoadReport, LoadStatus } from "../domain/load_report.ts";
import type { Db } from "./client.ts";
import { findKnown, findLines } from "./known.ts";
import {
  closeLoad,
  dropStaged,
  LoadConflictError,
  openLoad,
  publishLoad,
  sweepAbandonedLoads,
} from "./loads.ts";
import { letOthersRun } from "../lib/turn.ts";
import { digestLines, stageLoad, stopIfAsked } from "./staging.ts";

export type LoadProgress = { stage: "read" | "stored"; count: number; total: number | null };

export type LoadOptions = {
  /** Who loads, for the history: `línea de comandos`. */
  source: string;
  dryRun?: boolean;
  now: () => number;
  onProgress?: (progress: LoadProgress) => void;
  signal?: AbortSignal;
};

/**
 * Judges the tables of one load whole and publishes them, or nothing. With `dryRun` nothing at all
 * is written. Throws UnreadableFileError where a file cannot be opened and LoadStoppedError where
 * `signal` stopped it; then what was staged is gone.
 */
export async function loadFiles(
  db: Db,
  sheets: AsyncIterable<Sheet>,
  { source, dryRun = false, now, onProgress = () => {}, signal }: LoadOptions,
): Promise<LoadReport> {
  const files = noFiles();
  for await (const sheet of sheets) {
    await judgeSheet(files, sheet, (count) => {
      onProgress({ stage: "read", count, total: null });
      stopIfAsked(signal);
    }, letOthersRun);
    await letOthersRun();
    stopIfAsked(signal);
  }
  const plan = planLoad(files, await findKnown(db, files), digestLines);
  await countOldLines(db, plan);
  if (files.rowCount === 0) addError(plan, emptyLoad());
  const id = crypto.randomUUID();
  if (dryRun) return reportOf(plan, id, verdict(plan, "valid"));
  await sweepAbandonedLoads(db, now());
  await openLoad(db, id, source, now());
  const report = reportOf(plan, id, verdict(plan, "published"));
  if (report.status !== "published") {
    await closeLoad(db, report);
    return report;
  }
  return await publish(db, plan, report, { now, onProgress, ...(signal && { signal }) });
}

async function publish(
  db: Db,
  plan: LoadPlan,
  report: LoadReport,
  { now, onProgress, signal }: Required<Pick<LoadOptions, "now" | "onProgress">> & {
    signal?: AbortSignal;
  },
): Promise<LoadReport> {
  const total = plan.revisions.reduce((sum, { lines }) => sum + (lines?.length ?? 0), 0);
  const onStored = (count: number) => onProgress({ stage: "stored", count, total });
  try {
    await stageLoad(db, report.id, plan, { now, onStored, ...(signal && { signal }) });
    await letOthersRun();
    stopIfAsked(signal);
    await publishLoad(db, plan, report, now());
    return report;
  } catch (error) {
    await dropStaged(db, report.id);
    if (!(error instanceof LoadConflictError)) throw error;
    const refused: LoadReport = { ...report, status: "refused", errors: [conflict()] };
    await closeLoad(db, refused);
    return refused;
  }
}

async function countOldLines(db: Db, plan: LoadPlan): Promise<void> {
  const corrected = plan.revisions.flatMap(({ replaces, lines }) =>
    replaces && lines && replaces.settlementCount > 0 ? [replaces.revisionId] : []
  );
  countCorrections(plan, await findLines(db, corrected));
}

function verdict(plan: LoadPlan, good: LoadStatus): LoadStatus {
  if (plan.errors.length > 0) return "refused";
  return hasChanges(plan) ? good : "unchanged";
}

function reportOf(plan: LoadPlan, id: string, status: LoadStatus): LoadReport {
  const { providers, vouchers, settlements, paidAmount } = plan;
  return { id, status, providers, vouchers, settlements, paidAmount, ...reportFindings(plan) };
}

function emptyLoad() {
  return {
    file: "",
    sheet: null,
    cell: null,
    column: null,
    value: null,
    message: "los archivos no traen ninguna fila",
  };
}

function conflict() {
  const message = "otra carga publicó los mismos comprobantes mientras tanto: cargue de nuevo";
  return { file: "", sheet: null, cell: null, column: null, value: null, message };
}
