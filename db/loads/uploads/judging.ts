import { INTERRUPTED } from "../../../domain/loads/outcome.ts";
import { emptyReport, type LoadReport, wholeFinding } from "../../../domain/loads/report.ts";
import type { Recorder } from "../../audit/entry.ts";
import type { AuditLog } from "../../audit/events.ts";
import type { Db } from "../../client.ts";
import { storedBytes } from "../../files.ts";
import { dropEarlierTry, refuseFailedLoad } from "../dropping.ts";
import { judgeLoad } from "../files.ts";
import { isLost, LoadStoppedError } from "../progress.ts";
import { readUpload } from "../sheets.ts";
import { type ClaimedLoad, claimLoad, hasLeftLoad } from "./claiming.ts";
import { dropEndedUpload } from "./dropping.ts";

type Judge = { auditLog: AuditLog; now: () => number; signal: AbortSignal };

/** A file that ends every process that reads it must not end all of them for ever. */
const MAX_ATTEMPTS = 3;

/**
 * Judges an uploaded load, which then waits for another person. Undefined where another process has
 * it, or this one was asked to stop.
 */
export async function judgeUploaded(
  db: Db,
  id: string,
  judge: Judge,
): Promise<LoadReport | undefined> {
  const claimed = await claimLoad(db, judge.now(), id);
  return claimed && await judgeClaimed(db, claimed, judge);
}

/** Judges, from their beginning, the loads whose process died or never came to begin them. */
export async function takeUpLoads(db: Db, judge: Judge): Promise<void> {
  while (!judge.signal.aborted && await hasLeftLoad(db, judge.now())) {
    const claimed = await claimLoad(db, judge.now());
    if (claimed) await judgeClaimed(db, claimed, judge);
  }
}

async function judgeClaimed(
  db: Db,
  claimed: ClaimedLoad,
  judge: Judge,
): Promise<LoadReport | undefined> {
  try {
    return await judgeAnew(db, claimed, judge);
  } catch (error) {
    if (!(error instanceof LoadStoppedError) && !isLost(error)) throw error;
    return undefined;
  } finally {
    // What a database that is down keeps is removed by the hourly sweep.
    await dropEndedUpload(db, claimed.id, judge.now()).catch(() => {});
  }
}

async function judgeAnew(db: Db, claimed: ClaimedLoad, judge: Judge): Promise<LoadReport> {
  const { id, number, heldBy, attempts, files, subject, isWholeRegister } = claimed;
  const record = recorderOf(claimed, judge);
  if (attempts > 1) await dropEarlierTry(db, id, heldBy, judge.now());
  if (attempts > MAX_ATTEMPTS) {
    const report = emptyReport({ id, number }, "refused", [wholeFinding(INTERRUPTED)]);
    await refuseFailedLoad(db, report, { record, heldBy });
    return report;
  }
  const { now, signal } = judge;
  const sources = files.map((file) => ({ name: file.name, bytes: storedBytes(db, file) }));
  const options = { publish: "later", now, signal, record, subject, isWholeRegister } as const;
  return await judgeLoad(db, { id, number }, readUpload(sources), { ...options, heldBy });
}

/** Records how the load ends as an act of whoever sent it, whichever process ends it. */
function recorderOf(
  { createdBy, clientAddress, requestId }: ClaimedLoad,
  { auditLog, now }: Judge,
): Recorder {
  const who = { userId: createdBy, providerId: null, source: clientAddress, requestId };
  return (end, write) => auditLog.write({ at: now(), name: "load", ...who, ...end }, write);
}
