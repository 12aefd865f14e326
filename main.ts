import { describeFailure } from "./db/commands/failure.ts";
import { epsIdentity } from "./domain/eps.ts";
import { parseNit } from "./domain/nit.ts";
import {
  ConfigError,
  mistypedVariables,
  platform,
  readConfig,
  readEnvironment,
} from "./lib/config.ts";
import { createLog, surviveStrayErrors } from "./lib/log.ts";
import { openTelemetry } from "./lib/telemetry.ts";
import type { Services } from "./routes/context.ts";
import { createEntrance } from "./routes/entrance/entrance.ts";
import { createFrame } from "./routes/entrance/frame.ts";
import { openPortal } from "./routes/entrance/portal.ts";
import type { Opened } from "./routes/services.ts";

/** Of the 4 s that the contract gives; the rest is for a machine at work with something else. */
const GRACE_MS = 3000;
/** What came in before the signal may still wait to be read; a server that shuts down drops it. */
const LAST_CALL_MS = 300;
/** The first visitor has her answer before the database is opened and the rest is read. */
const OPEN_AFTER_MS = 100;
const DEMO_DATABASE_URL = "file:data/demo.db";
/** Where affiliates of the demo write to, unless the settings name an address. */
const DEMO_EMAIL = "atencion@eps.example";

// Read when they are needed (routes/entrance/portal.ts says why their names are made).
const SERVICES = import.meta.resolve("./routes/services.ts");
const HOUSEWORK = import.meta.resolve("./db/housework.ts");
const DEMO = import.meta.resolve("./db/demo/demo.ts");

const stopping = new AbortController();
const { log, flush: flushLog } = createLog();
const isDemo = Deno.args.includes("--demo");
const isListening = isDemo || Deno.args.includes("--listen");

const { first, frame } = await start().catch(giveUp);
let opening: Promise<Opened> | undefined;
const entrance = createEntrance(frame, open);

/** `deno serve` and Deno Deploy listen themselves; the tasks ask for it with `--listen`. */
export default isListening ? {} : { fetch: entrance.fetch };

surviveStrayErrors(log);
if (isListening) listen();
const whole = Promise.withResolvers<Services>();
wakeUp();
const opensSoon = setTimeout(() => openAll().then(whole.resolve, giveUp), OPEN_AFTER_MS);

/** Reads the settings, and what the first visitors are answered with. */
async function start() {
  for (const { name, meant } of mistypedVariables()) {
    log("warning", "not a setting", { name, meant });
  }
  const environment = await readEnvironment();
  if (isDemo) {
    environment.DATABASE_URL = DEMO_DATABASE_URL;
    environment.EPS_EMAIL ||= DEMO_EMAIL;
  }
  const read = await readConfig(environment);
  const settings = { ...read, eps: epsIdentity(read.eps) };
  if (!parseNit(settings.eps.nit)) throw new ConfigError("EPS_NIT: the check digit is wrong");
  const nameSpan = await openTelemetry();
  const first = {
    now: Date.now,
    settings,
    log: isDemo ? logTrouble : log,
    ...(nameSpan && { nameSpan }),
  };
  return { first, frame: await createFrame(first) };
}

/** Opens the database, once, and reads the portal. A process that cannot do it ends. */
async function open() {
  try {
    const { services } = await openedOnce();
    return await openPortal(services, frame);
  } catch (error) {
    return giveUp(error);
  }
}

function openedOnce(): Promise<Opened> {
  return opening ??= openDatabase();
}

async function openDatabase(): Promise<Opened> {
  const { openServices }: typeof import("./routes/services.ts") = await import(SERVICES);
  return await openServices(first, { isDemo, signal: stopping.signal });
}

/** Where a platform stops idle processes, one is started to do what is due (Deno Deploy). */
function wakeUp(): void {
  const cron: unknown = Reflect.get(Deno, "cron");
  if (!platform().isDeploy || typeof cron !== "function") return;
  cron("housework", "*/5 * * * *", async () => {
    const { background, deliver, tellPrograms } = await whole.promise;
    await background.settled();
    await Promise.all([deliver(), tellPrograms()]);
  });
}

/** What the first answer does not need: the rest of the portal, and the work of every hour. */
async function openAll(): Promise<Services> {
  await entrance.open();
  const { services } = await openedOnce();
  if (isListening) await announce();
  const { keepHouse }: typeof import("./db/housework.ts") = await import(HOUSEWORK);
  keepHouse({ ...services, settings: first.settings });
  return services;
}

/**
 * Deno remembers a module that could not be read, so there is nothing to try again. Whoever told the
 * process to stop meanwhile gets what she asked for.
 */
function giveUp(error: unknown): never {
  console.error(describeFailure(error).sentence);
  Deno.exit(stopping.signal.aborted ? 0 : 1);
}

/** In the demo the terminal shows how to sign in and what goes wrong, not every request. */
function logTrouble(...line: Parameters<typeof log>): void {
  if (line[0] !== "info") log(...line);
}

function listen(): void {
  const { port, hostname } = first.settings;
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
  const { baseUrl, mail } = first.settings;
  console.log(`Zona Ser: ${baseUrl}`);
  if (!isDemo) return;
  const { describeDemo }: typeof import("./db/demo/demo.ts") = await import(DEMO);
  console.log(describeDemo(mail.url));
}

/** Lets running requests end, but not for ever: a stuck client must not keep the process alive. */
async function stop(server: Deno.HttpServer): Promise<void> {
  setTimeout(() => Deno.exit(0), GRACE_MS);
  clearTimeout(opensSoon);
  stopping.abort();
  await new Promise((resolve) => setTimeout(resolve, LAST_CALL_MS));
  await server.shutdown();
  const opened = await opening;
  await opened?.services.background.settled();
  await opened?.close();
  flushLog();
  Deno.exit(0);
}
