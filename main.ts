import { sweepCases } from "./db/attention/retention.ts";
import { findChainHead } from "./db/audit/events.ts";
import { closeDatabase } from "./db/client.ts";
import { openPrepared } from "./db/commands/command.ts";
import { describeFailure } from "./db/commands/failure.ts";
import { sweepFormulas } from "./db/medicines/retention.ts";
import { enqueueReminders } from "./db/appointments/reminders.ts";
import { deliverOutbox } from "./db/mail/delivery.ts";
import { DEMO_DATABASE_URL, DEMO_EMAIL, isDemoDatabase } from "./db/demo/database.ts";
import { epsIdentity } from "./domain/eps.ts";
import { parseNit } from "./domain/nit.ts";
import { enqueueTokenWarnings } from "./db/programs/warnings.ts";
import { sweepSpent } from "./db/sweep.ts";
import { enqueueWeeklySummaries } from "./db/notices/weekly_summary.ts";
import { weekToSummarise } from "./domain/notices/summary_week.ts";
import { ConfigError, readConfig, readEnvironment } from "./lib/config.ts";
import { describeError } from "./lib/error_text.ts";
import { createLog } from "./lib/log.ts";
import { createMailer } from "./lib/mail/mail.ts";
import { loadPasskeys } from "./lib/passkey.ts";
import { isPublicHttp } from "./lib/public_http.ts";
import { letOthersRun } from "./lib/turn.ts";
import { oneAtATime } from "./lib/one_at_a_time.ts";
import { createPdfWriter } from "./lib/pdf/writer.ts";
import { createPasswords } from "./lib/password/password.ts";
import { sweepUploadFolders } from "./lib/upload/folder.ts";
import { loadWorkbookWriter } from "./lib/xlsx/exceljs_workbook.ts";
import { createApp } from "./routes/app.tsx";
import { createBackground, type Log } from "./routes/context.ts";
import { createTokenLimit } from "./routes/programs/request_limit.ts";
import { createQueues } from "./routes/queues.ts";

const GRACE_MS = 3500;
/** What came in before the signal may still wait to be read; a server that shuts down drops it. */
const LAST_CALL_MS = 300;
const DAY_MS = 24 * 60 * 60 * 1000;
const SWEEP_EVERY_MS = 60 * 60 * 1000;
const UPLOADS_KEPT_MS = DAY_MS;
/** The first requests are answered before the process does work of its own. */
const HOUSEWORK_AFTER_MS = 1000;
const DELIVER_EVERY_MS = 10 * 1000;
const SUMMARISE_EVERY_MS = 60 * 1000;
const stopping = new AbortController();
const { log, flush: flushLog } = createLog();
const isDemo = Deno.args.includes("--demo");
const isListening = isDemo || Deno.args.includes("--listen");

const { config, app, auditLog, background, db, deliver } = await start().catch((error) => {
  console.error(describeFailure(error).sentence);
  Deno.exit(1);
});

/** `deno serve` and Deno Deploy listen themselves; the tasks ask for it with `--listen`. */
export default isListening ? {} : { fetch: app.fetch };

if (isListening) listen();
keepHouse();

/** Reads the settings, opens the database and puts the application together. */
async function start() {
  const environment = readEnvironment();
  if (isDemo) {
    environment.DATABASE_URL = DEMO_DATABASE_URL;
    environment.EPS_EMAIL ||= DEMO_EMAIL;
  }
  const read = await readConfig(environment);
  const config = { ...read, eps: epsIdentity(read.eps) };
  if (isPublicHttp(config.baseUrl)) log("warning", "BASE_URL without TLS", { url: config.baseUrl });
  if (!parseNit(config.eps.nit)) throw new ConfigError("EPS_NIT: the check digit is wrong");
  const { db, auditLog } = await openPrepared(config);
  if (isDemo) await (await loadDemo()).seedDemo(db, Date.now, config.sessionSecrets);
  else if (await isDemoDatabase(db)) {
    throw new ConfigError("DATABASE_URL: this database holds demo data; use deno task demo");
  }
  const { signal } = stopping;
  const onError = (error: unknown) => log("error", "background", { error: describeError(error) });
  const background = createBackground(onError, signal);
  // Mails of the outbox have a mailer of their own: a link must not wait behind them.
  const outboxMailer = createMailer(config.mail.url, config.mail.from);
  const deliver = oneAtATime(() => deliverOutbox(db, outboxMailer, Date.now, { signal, log }));
  const app = await createApp({
    db,
    auditLog,
    background,
    queues: createQueues(),
    tokenLimit: createTokenLimit(),
    passwords: createPasswords(),
    writePdf: createPdfWriter(),
    log: isDemo ? logTrouble : log,
    now: Date.now,
    mailer: createMailer(config.mail.url, config.mail.from),
    deliver,
    settings: config,
  });
  return { config, app, auditLog, background, db, deliver };
}

/** In the demo the terminal shows how to sign in and what goes wrong, not every request. */
function logTrouble(...line: Parameters<Log>): void {
  if (line[0] !== "info") log(...line);
}

function listen(): void {
  const { port, hostname } = config;
  // Whoever reads that the server listens may stop it at once.
  const serving = Promise.withResolvers<Deno.HttpServer>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, async () => await stop(await serving.promise));
  }
  try {
    // The runtime compresses answers at a tenth of what it costs in here.
    const options = { port, hostname, onListen, automaticCompression: true };
    serving.resolve(Deno.serve(options, app.fetch));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`PORT: cannot listen on ${hostname}:${port}: ${reason}`);
    Deno.exit(1);
  }
}

/** Regular work that no request asks for; every process may do it, also under `deno serve`. */
function keepHouse(): void {
  Deno.unrefTimer(setTimeout(() => background.run(warmUp), HOUSEWORK_AFTER_MS));
  const { sessionSecrets: secrets, baseUrl, eps, keepPqrsDays, keepFormulasDays } = config;
  every(SWEEP_EVERY_MS, () => sweepSpent(db, Date.now()));
  every(SWEEP_EVERY_MS, async () => {
    const nowMs = Date.now();
    await sweepCases(db, nowMs - keepPqrsDays * DAY_MS, nowMs);
    await sweepFormulas(db, nowMs - keepFormulasDays * DAY_MS, nowMs);
  });
  every(SWEEP_EVERY_MS, () => sweepUploadFolders(Date.now() - UPLOADS_KEPT_MS));
  every(SWEEP_EVERY_MS, logChainHead);
  every(SWEEP_EVERY_MS, () => enqueueReminders(db, { baseUrl, eps, nowMs: Date.now() }));
  every(
    SWEEP_EVERY_MS,
    () => enqueueTokenWarnings(db, auditLog, { baseUrl, eps, nowMs: Date.now() }),
  );
  every(DELIVER_EVERY_MS, deliver);
  every(SUMMARISE_EVERY_MS, async () => {
    const nowMs = Date.now();
    const weekStart = weekToSummarise(nowMs);
    await enqueueWeeklySummaries(db, { baseUrl, secrets, eps, weekStart, nowMs });
  });
}

/**
 * Writes the end of the chain of events into the log every hour, out of reach of whoever rewrites
 * the database.
 */
async function logChainHead(): Promise<void> {
  if (!isDemo) log("info", "audit head", { ...await findChainHead(db) });
}

/**
 * Does work soon after the start and then again and again, never twice at once. Work that fails
 * stops no other; the timer does not keep the process alive.
 */
function every(pauseMs: number, work: () => Promise<void>): void {
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

async function onListen(): Promise<void> {
  console.log(`Zona Ser: ${config.baseUrl}`);
  if (isDemo) console.log((await loadDemo()).describeDemo(config.mail.url));
}

/** The data of the demonstration, which no other start needs. */
async function loadDemo() {
  return await import("./db/demo/demo.ts");
}

/** Lets running requests end, but not for ever: a stuck client must not keep the process alive. */
async function stop(server: Deno.HttpServer): Promise<void> {
  setTimeout(() => Deno.exit(0), GRACE_MS);
  stopping.abort();
  await new Promise((resolve) => setTimeout(resolve, LAST_CALL_MS));
  await server.shutdown();
  await background.settled();
  await closeDatabase(db);
  flushLog();
  Deno.exit(0);
}
