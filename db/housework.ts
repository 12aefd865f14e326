import type { EpsIdentity } from "../domain/eps.ts";
import { weekToSummarise } from "../domain/notices/summary_week.ts";
import type { Config } from "../lib/config.ts";
import { oneAtATime } from "../lib/one_at_a_time.ts";
import type { Queue } from "../lib/queue.ts";
import { loadPasskeys } from "../lib/passkey.ts";
import { letOthersRun } from "../lib/turn.ts";
import { loadWorkbookWriter } from "../lib/xlsx/exceljs_workbook.ts";
import { enqueueReminders } from "./appointments/reminders.ts";
import { sweepCases } from "./attention/retention.ts";
import { type AuditLog, findChainHead } from "./audit/events.ts";
import { copyLog, type Db } from "./client.ts";
import { takeUpLoads } from "./loads/uploads/judging.ts";
import { sweepFormulas } from "./medicines/retention.ts";
import { enqueueWeeklySummaries } from "./notices/weekly_summary.ts";
import { enqueueTokenWarnings } from "./programs/warnings.ts";
import { sweepSpent } from "./sweep.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const SWEEP_EVERY_MS = 60 * 60 * 1000;
/** The first requests are answered before the process does work of its own. */
const HOUSEWORK_AFTER_MS = 1000;
const DELIVER_EVERY_MS = 10 * 1000;
const TAKE_UP_EVERY_MS = 10 * 1000;
const COPY_LOG_EVERY_MS = 1000;
const SUMMARISE_EVERY_MS = 60 * 1000;

type House = {
  db: Db;
  auditLog: AuditLog;
  background: Background;
  /** Loads are judged one at a time, whoever began them. */
  queues: { loads: Queue };
  log: (level: "info", event: string, details: Record<string, unknown>) => void;
  /** Sends what waits in the outbox. */
  deliver: () => Promise<void>;
  /** Sends what waits for programs. */
  tellPrograms: () => Promise<void>;
  settings: Pick<Config, "baseUrl" | "sessionSecrets" | "keepPqrsDays" | "keepFormulasDays"> & {
    eps: EpsIdentity;
  };
};

type Background = { run(work: () => Promise<void>): void; signal: AbortSignal };

/** Regular work that no request asks for; every process may do it, also under `deno serve`. */
export function keepHouse(house: House): void {
  const { db, auditLog, background, queues, log, settings } = house;
  const { sessionSecrets: secrets, baseUrl, eps, keepPqrsDays, keepFormulasDays } = settings;
  const every = (pauseMs: number, work: () => Promise<void>) => repeat(background, pauseMs, work);
  Deno.unrefTimer(setTimeout(() => background.run(warmUp), HOUSEWORK_AFTER_MS));
  every(SWEEP_EVERY_MS, () => sweepSpent(db, Date.now()));
  every(SWEEP_EVERY_MS, async () => {
    await sweepCases(db, Date.now() - keepPqrsDays * DAY_MS, Date.now());
  });
  every(SWEEP_EVERY_MS, async () => {
    await sweepFormulas(db, Date.now() - keepFormulasDays * DAY_MS, Date.now());
  });
  every(SWEEP_EVERY_MS, async () => {
    // The end of the chain in the log is out of reach of whoever rewrites the database.
    log("info", "audit head", { ...await findChainHead(db) });
  });
  every(SWEEP_EVERY_MS, () => enqueueReminders(db, { baseUrl, eps, nowMs: Date.now() }));
  every(
    SWEEP_EVERY_MS,
    () => enqueueTokenWarnings(db, auditLog, { baseUrl, eps, nowMs: Date.now() }),
  );
  const judge = { auditLog, now: Date.now, signal: background.signal };
  every(TAKE_UP_EVERY_MS, () => queues.loads.run(() => takeUpLoads(db, judge)));
  every(DELIVER_EVERY_MS, house.deliver);
  every(DELIVER_EVERY_MS, house.tellPrograms);
  if (db.$client.protocol === "file") every(COPY_LOG_EVERY_MS, () => copyLog(db));
  every(SUMMARISE_EVERY_MS, async () => {
    const nowMs = Date.now();
    const weekStart = weekToSummarise(nowMs);
    await enqueueWeeklySummaries(db, { baseUrl, secrets, eps, weekStart, nowMs });
  });
}

/**
 * Does work soon after the start and then again and again, never twice at once. Work that fails
 * stops no other; the timer does not keep the process alive.
 */
function repeat(background: Background, pauseMs: number, work: () => Promise<void>): void {
  const once = oneAtATime(work);
  const run = () => background.run(once);
  Deno.unrefTimer(setInterval(run, pauseMs));
  Deno.unrefTimer(setTimeout(run, HOUSEWORK_AFTER_MS));
}

/**
 * Loads modules that the first user of them would wait for, and everybody else, because loading
 * blocks the process.
 */
async function warmUp(): Promise<void> {
  await loadWorkbookWriter();
  await letOthersRun();
  await loadPasskeys();
}
