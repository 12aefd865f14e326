import {
  CONFLICT,
  judgePublication,
  type LoadOutcome,
  type Publication,
  refusal,
  WITHDRAWN,
} from "../../domain/loads/outcome.ts";
import { type LoadReport, refusedReport, wholeFinding } from "../../domain/loads/report.ts";
import { type RecordedEnd, type Recorder, WITHOUT_EVENTS } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { isDiskFull } from "../disk_full.ts";
import { findLoad } from "./history.ts";
import { noticesOfLoad } from "./notices.ts";
import { LoadConflictError, publishLoad } from "./loads.ts";
import { refuseLoad } from "./dropping.ts";
import type { NoticeSettings } from "../notices/notices.ts";

/**
 * Publishes a waiting load in the name of a second person. A published load answers its report
 * again, whoever asks: the first answer may have been lost. Where another load touched the same
 * vouchers meanwhile this one is refused for good.
 */
export async function publishWaitingLoad(
  db: Db,
  id: string,
  { nowMs, withoutNotices = false, notices, record = WITHOUT_EVENTS, ...publication }:
    & Publication
    & {
      nowMs: number;
      /** Adds to what was said when the load was opened; notices are never turned on here. */
      withoutNotices?: boolean;
      notices?: NoticeSettings;
      record?: Recorder;
    },
): Promise<LoadOutcome> {
  const load = await findLoad(db, id);
  if (!load) return refusal("notFound");
  if (load.status === "published") return { isDone: true, report: load.report };
  const { status, createdBy, report } = load;
  const refused = judgePublication(
    { status, createdBy, paidAmount: report.paidAmount },
    publication,
  );
  if (refused) return refused;
  const published: LoadReport = { ...report, status: "published" };
  try {
    const { userId } = publication;
    const told = { nowMs, isSilent: withoutNotices || load.withoutNotices };
    const mails = notices ? await noticesOfLoad(db, id, { settings: notices, ...told }) : [];
    const how = { from: "waiting", userId, withoutNotices, mails } as const;
    await record(
      { result: "ok", detail: { load: load.number } },
      (entry) => publishLoad(db, published, nowMs, { ...how, entry }),
    );
    return { isDone: true, report: published };
  } catch (error) {
    if (isDiskFull(error)) return refusal("diskFull");
    if (!(error instanceof LoadConflictError)) throw error;
    return await explainConflict(db, report);
  }
}

/** Withdraws a waiting load: nothing of it was seen, and nothing of it stays but its record. */
export async function discardLoad(
  db: Db,
  id: string,
  record: Recorder = WITHOUT_EVENTS,
): Promise<LoadOutcome> {
  const load = await findLoad(db, id);
  if (!load) return refusal("notFound");
  if (load.status !== "waiting") return refusal("notWaiting");
  const report = refusedReport(load.report, [wholeFinding(WITHDRAWN)]);
  const end: RecordedEnd = { result: "ok", detail: { load: load.number } };
  return await refuseLoad(db, report, record, end)
    ? { isDone: true, report }
    : refusal("notWaiting");
}

/** Somebody else published or withdrew this very load a moment ago, or other loads its vouchers. */
async function explainConflict(db: Db, report: LoadReport): Promise<LoadOutcome> {
  if (await refuseLoad(db, refusedReport(report, [wholeFinding(CONFLICT)]))) {
    return refusal("conflict");
  }
  const load = await findLoad(db, report.id);
  if (load?.status === "published") return { isDone: true, report: load.report };
  return refusal("notWaiting");
}
