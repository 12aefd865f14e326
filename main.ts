import { closeDatabase, openReplica } from "./db/client.ts";
import { openPrepared } from "./db/commands/command.ts";
import { describeFailure } from "./db/commands/failure.ts";
import { deliverOutbox } from "./db/mail/delivery.ts";
import { createQuestionTimes, type QuestionTimes } from "./db/system/question_times.ts";
import { DEMO_DATABASE_URL, DEMO_EMAIL, isDemoDatabase } from "./db/demo/database.ts";
import { isOfNewerRelease } from "./db/migrate.ts";
import { epsIdentity } from "./domain/eps.ts";
import { parseNit } from "./domain/nit.ts";
import { type Config, ConfigError, platform, readConfig, readEnvironment } from "./lib/config.ts";
import { describeError } from "./lib/error_text.ts";
import { createLog, surviveStrayErrors } from "./lib/log.ts";
import { createMailer } from "./lib/mail/mail.ts";
import { isPublicHttp } from "./lib/public_http.ts";
import { oneAtATime } from "./lib/one_at_a_time.ts";
import { createPdfWriter } from "./lib/pdf/writer.ts";
import { openTelemetry } from "./lib/telemetry.ts";
import { createPasswords } from "./lib/password/password.ts";
import { createBackground, type Log, type Services } from "./routes/context.ts";
import { createEntrance } from "./routes/entrance/entrance.ts";
import { createFrame } from "./routes/entrance/frame.ts";
import { openPortal } from "./routes/entrance/portal.ts";
import { createTokenLimit } from "./routes/programs/token_limit.ts";
import { createQueues } from "./routes/queues.ts";

/** Of the 4 s that the contract gives; the rest is for a machine at work with something else. */
const GRACE_MS = 3000;
/** What came in before the signal may still wait to be read; a server that shuts down drops it. */
const LAST_CALL_MS = 300;
/** The first visitor has her answer before the rest is read. */
const OPEN_AFTER_MS = 100;

// Read when they are needed (routes/entrance/portal.ts says why their names are made).
const HOUSEWORK = import.meta.resolve("./db/housework.ts");
const SENDING = import.meta.resolve("./db/programs/webhook_sending.ts");
const DEMO = import.meta.resolve("./db/demo/demo.ts");
const REPLICA = import.meta.resolve("./db/replica.ts");

const stopping = new AbortController();
const { log, flush: flushLog } = createLog();
const isDemo = Deno.args.includes("--demo");
const isListening = isDemo || Deno.args.includes("--listen");

const { config, services, entrance } = await start().catch(giveUp);
const { background, db } = services;

/** `deno serve` and Deno Deploy listen themselves; the tasks ask for it with `--listen`. */
export default isListening ? {} : { fetch: entrance.fetch };

surviveStrayErrors(log);
if (isListening) listen();
wakeUp();
const whole = Promise.withResolvers<void>();
setTimeout(() => openAll().then(whole.resolve, giveUp), OPEN_AFTER_MS);

/** Reads the settings, opens the database and puts the application together. */
async function start() {
  const environment = await readEnvironment();
  if (isDemo) {
    environment.DATABASE_URL = DEMO_DATABASE_URL;
    environment.EPS_EMAIL ||= DEMO_EMAIL;
  }
  const read = await readConfig(environment);
  const config = { ...read, eps: epsIdentity(read.eps) };
  if (platform().tracesAddresses) {
    log("warning", "traces carry addresses", { set: "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT=1" });
  }
  if (isPublicHttp(config.baseUrl)) log("warning", "BASE_URL without TLS", { url: config.baseUrl });
  if (!parseNit(config.eps.nit)) throw new ConfigError("EPS_NIT: the check digit is wrong");
  const times = createQuestionTimes((question, ms) =>
    log("warning", "slow question", { question, ms: Math.round(ms) })
  );
  const { db, auditLog } = await openPrepared(config, { times });
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
  const nameSpan = await openTelemetry();
  const replica = await openNearby(config, times);
  const services: Services = {
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
    tellPrograms: oneAtATime(async () => {
      const sending: typeof import("./db/programs/webhook_sending.ts") = await import(SENDING);
      await sending.deliverWebhooks(db, { ...config, now: Date.now, auditLog, signal, log });
    }),
    settings: config,
    ...(nameSpan && { nameSpan }),
    ...(replica && { replica }),
  };
  const frame = await createFrame(services);
  const entrance = createEntrance(frame, () => openPortal(services, frame));
  return { config, services, entrance };
}

/** Where a platform stops idle processes, one is started to do what is due (Deno Deploy). */
function wakeUp(): void {
  const cron: unknown = Reflect.get(Deno, "cron");
  if (!platform().isDeploy || typeof cron !== "function") return;
  cron("housework", "*/5 * * * *", async () => {
    await whole.promise;
    await background.settled();
    await Promise.all([services.deliver(), services.tellPrograms()]);
  });
}

/** The replica of the settings, where they name one. */
async function openNearby(
  { database: { replicaUrl, authToken } }: Config,
  times: QuestionTimes,
) {
  if (replicaUrl === undefined) return undefined;
  const read = await openReplica({ url: replicaUrl, ...(authToken && { authToken }) }, times);
  const { createReplica }: typeof import("./db/replica.ts") = await import(REPLICA);
  const onFailure = (error: unknown) =>
    log("warning", "replica left alone", { error: describeError(error) });
  return createReplica(read, { now: Date.now, onFailure });
}

/** What the first answer does not need: the rest of the portal, and the work of every hour. */
async function openAll(): Promise<void> {
  await entrance.open();
  background.run(async () => {
    if (await isOfNewerRelease(db)) log("warning", "schema of a newer release");
  });
  if (isListening) await announce();
  const { keepHouse }: typeof import("./db/housework.ts") = await import(HOUSEWORK);
  keepHouse({ ...services, settings: config });
}

/** Deno remembers a module that could not be read, so there is nothing to try again. */
function giveUp(error: unknown): never {
  console.error(describeFailure(error).sentence);
  Deno.exit(1);
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
    const options = { port, hostname, onListen: () => {}, automaticCompression: true };
    serving.resolve(Deno.serve(options, entrance.fetch));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`PORT: cannot listen on ${hostname}:${port}: ${reason}`);
    Deno.exit(1);
  }
}

/** Tells the operator once every page answers; who only asks whether it lives is answered before. */
async function announce(): Promise<void> {
  console.log(`Zona Ser: ${config.baseUrl}`);
  if (isDemo) console.log((await loadDemo()).describeDemo(config.mail.url));
}

/** The data of the demonstration, which no other start needs. */
async function loadDemo() {
  const demo: typeof import("./db/demo/demo.ts") = await import(DEMO);
  return demo;
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
