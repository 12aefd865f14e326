import type { LoadSubject } from "../../domain/loads/kind.ts";
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
import { type Confirmed, judgeConfirmed } from "../../domain/loads/odd_payment.ts";
import { findLoad, type StoredLoad } from "./history.ts";
import { NO_MAILS, noticesOfLoad } from "./notices.ts";
import { findOddPayments } from "./odd_payments.ts";
import { LoadConflictError, publishLoad } from "./loads.ts";
import { refuseLoad } from "./dropping.ts";
import type { NoticeSettings } from "../notices/notices.ts";

export type PublishWish = Publication & {
  /** What whoever publishes may load: a load of the other subject is not there for her. */
  subject?: LoadSubject;
  nowMs: number;
  /** Can turn notices off, in addition to what was chosen when the load was opened; never on. */
  withoutNotices?: boolean;
  notices?: NoticeSettings;
  /** What the person confirmed of odd payments; undefined where a program publishes. */
  confirmed?: Confirmed;
  record?: Recorder;
};

/** How often a load is searched again because others were published meanwhile. */
const MAX_TRIES = 3;

/**
 * Publishes a waiting load in the name of a second person. A published load answers its report
 * again, whoever asks: the first answer may have been lost. Where another load touched the same
 * vouchers meanwhile this one is refused for good; where it only made payments odd that nobody
 * confirmed, the load goes on waiting.
 */
export async function publishWaitingLoad(
  db: Db,
  id: string,
  wish: PublishWish,
): Promise<LoadOutcome> {
  for (let tries = 1;; tries++) {
    const load = await findFreshLoad(db, id, wish.nowMs);
    if (!load || (wish.subject && load.subject !== wish.subject)) return refusal("notFound");
    if (load.status === "published") return { isDone: true, report: load.report };
    const { status, createdBy, report: { paidAmount } } = load;
    const refused = judgePublication({ status, createdBy, paidAmount }, wish) ??
      judgeOdd(load, wish.confirmed);
    if (refused) return refused;
    try {
      return { isDone: true, report: await publishAs(db, load, wish) };
    } catch (error) {
      if (isDiskFull(error)) return refusal("diskFull");
      if (!(error instanceof LoadConflictError)) throw error;
      const isOvertaken = (await findLoad(db, id))?.isOddStale === true;
      if (!isOvertaken || tries === MAX_TRIES) return await explainConflict(db, load.report);
    }
  }
}

/** A load; where it waits, its odd payments are up to date. */
async function findFreshLoad(db: Db, id: string, nowMs: number): Promise<StoredLoad | undefined> {
  const load = await findLoad(db, id);
  if (load?.status !== "waiting" || !load.isOddStale) return load;
  await findOddPayments(db, id, nowMs);
  return await findLoad(db, id);
}

function judgeOdd({ odd }: StoredLoad, confirmed: Confirmed | undefined) {
  if (!confirmed || judgeConfirmed(odd, confirmed).length === 0) return undefined;
  return refusal("unconfirmed");
}

async function publishAs(
  db: Db,
  load: StoredLoad,
  { userId, nowMs, withoutNotices = false, notices, record = WITHOUT_EVENTS }: PublishWish,
): Promise<LoadReport> {
  const published: LoadReport = { ...load.report, status: "published" };
  const told = { nowMs, isSilent: withoutNotices || load.withoutNotices };
  const mails = notices
    ? await noticesOfLoad(db, load.id, { settings: notices, ...told })
    : NO_MAILS;
  const how = { from: "waiting", userId, withoutNotices, mails } as const;
  await record(
    { result: "ok", detail: { load: load.number } },
    (entry) => publishLoad(db, published, nowMs, { ...how, entry }),
  );
  return published;
}

/** Withdraws a waiting load: nobody saw anything of it, and only its record stays. */
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
  return await refuseLoad(db, report, record, { end })
    ? { isDone: true, report }
    : refusal("notWaiting");
}

/**
 * Somebody else has just published or withdrawn this load, or another load has changed its
 * vouchers.
 */
async function explainConflict(db: Db, report: LoadReport): Promise<LoadOutcome> {
  if (await refuseLoad(db, refusedReport(report, [wholeFinding(CONFLICT)]))) {
    return refusal("conflict");
  }
  const load = await findLoad(db, report.id);
  if (load?.status === "published") return { isDone: true, report: load.report };
  return refusal("notWaiting");
}
