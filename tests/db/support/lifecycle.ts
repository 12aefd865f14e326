import type { Db } from "../../../db/client.ts";
import { loadFiles, type LoadOptions } from "../../../db/loads/files.ts";
import { findLoad } from "../../../db/loads/history.ts";
import { undoLoad } from "../../../db/loads/undo.ts";
import { publishWaitingLoad } from "../../../db/loads/publishing.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import type { LoadOutcome } from "../../../domain/loads/outcome.ts";
import type { LoadReport } from "../../../domain/loads/report.ts";

export const LOADER = 11;
export const PUBLISHER = 12;
export const NOW = Date.parse("2026-04-01T15:00:00Z");

export async function* each(sheets: Sheet[]) {
  yield* sheets;
}

/** Loads files as a person does in the browser: they wait for another one. */
export async function loadToWait(
  db: Db,
  sheets: Sheet[],
  { nowMs = NOW, ...options }: Partial<LoadOptions> & { nowMs?: number } = {},
): Promise<LoadReport> {
  return await loadFiles(db, each(sheets), {
    source: "navegador",
    createdBy: LOADER,
    publish: "later",
    now: () => nowMs,
    ...options,
  });
}

let lastUndoer = 1000;

/** Takes a load back with its control total, as somebody who had no hand in anything before. */
export async function takeBack(
  db: Db,
  id: string,
  nowMs = NOW,
  userId = ++lastUndoer,
): Promise<LoadOutcome> {
  const controlTotal = (await findLoad(db, id))?.report.paidAmount ?? 0;
  return await undoLoad(db, id, { userId, nowMs, controlTotal, reason: REASON });
}

export const REASON = "El banco devolvió estos pagos.";

/** Publishes as the other person does, with the control total of the report. */
export async function publish(
  db: Db,
  { id, paidAmount }: LoadReport,
  nowMs = NOW,
): Promise<LoadOutcome> {
  const publication = { userId: PUBLISHER, controlTotal: paidAmount, nowMs };
  return await publishWaitingLoad(db, id, publication);
}
