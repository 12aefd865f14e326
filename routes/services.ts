import { closeDatabase, openReplica } from "../db/client.ts";
import { openPrepared } from "../db/commands/command.ts";
import { firstLine } from "../db/commands/failure.ts";
import { isDemoDatabase } from "../db/demo/database.ts";
import { isDiskFull } from "../db/disk_full.ts";
import { deliverOutbox } from "../db/mail/delivery.ts";
import { isOfNewerRelease } from "../db/migrate.ts";
import { createQuestionTimes, type QuestionTimes } from "../db/system/question_times.ts";
import { type Config, ConfigError } from "../lib/config.ts";
import { describeError } from "../lib/error_text.ts";
import type { log as writeLog } from "../lib/log.ts";
import { createMailer, tryMailFolder } from "../lib/mail/mail.ts";
import { oneAtATime } from "../lib/one_at_a_time.ts";
import { createPasswords } from "../lib/password/password.ts";
import { createPdfWriter } from "../lib/pdf/writer.ts";
import { isPublicHttp } from "../lib/public_http.ts";
import { createBackground } from "./after_answer.ts";
import type { FirstServices, Services } from "./context.ts";
import { createTokenLimit } from "./programs/token_limit.ts";
import { createQueues } from "./queues.ts";

// Read when they are needed (entrance/portal.ts says why their names are made).
const SENDING = import.meta.resolve("../db/programs/webhook_sending.ts");
const REPLICA = import.meta.resolve("../db/replica.ts");
const DEMO = import.meta.resolve("../db/demo/demo.ts");

/** What a process opens once, and how it lets go of it. */
export type Opened = { services: Services; close: () => Promise<void> };

type First = FirstServices & { settings: Config; log: typeof writeLog };

/**
 * Opens the database of the settings and puts together what the application is given; background
 * work is asked to stop by `signal`. Throws ConfigError where the database cannot be used, or mails are
 * to be files and none can be written.
 */
export async function openServices(
  first: First,
  { isDemo, signal }: { isDemo: boolean; signal: AbortSignal },
): Promise<Opened> {
  const { settings, log, now } = first;
  const times = createQuestionTimes((question, ms) =>
    log("warning", "slow question", { question, ms: Math.round(ms) })
  );
  await requireMailFolder(settings.mail.url);
  const { db, auditLog } = await openPrepared(settings, { times });
  if (isDemo) await seedDemo(db, settings);
  else await refuseDemo(db);
  const onError = (error: unknown) => log("error", "background", { error: describeError(error) });
  const background = createBackground(onError, signal);
  background.run(() => warn(db, first));
  // Mails of the outbox have a mailer of their own: a link must not wait behind them.
  const outboxMailer = createMailer(settings.mail.url, settings.mail.from);
  const replica = await openNearby(settings, log, times);
  const services: Services = {
    ...first,
    db,
    auditLog,
    background,
    queues: createQueues(),
    tokenLimit: createTokenLimit(),
    passwords: createPasswords(),
    writePdf: createPdfWriter(),
    mailer: createMailer(settings.mail.url, settings.mail.from),
    deliver: oneAtATime(() => deliverOutbox(db, outboxMailer, now, { signal, log })),
    tellPrograms: oneAtATime(async () => {
      const { deliverWebhooks }: typeof import("../db/programs/webhook_sending.ts") = await import(
        SENDING
      );
      await deliverWebhooks(db, { ...settings, now, auditLog, signal, log });
    }),
    ...(replica && { replica }),
  };
  return { services, close: () => closeDatabase(db) };
}

/** A disk that is full today takes mails tomorrow; one that is only read never does. */
async function requireMailFolder(url: string): Promise<void> {
  try {
    await tryMailFolder(url);
  } catch (error) {
    if (isDiskFull(error)) return;
    throw new ConfigError(`MAIL_URL: no file can be written there: ${firstLine(error)}`);
  }
}

/** The data of the demonstration, which no other start needs. */
async function seedDemo(db: Services["db"], { sessionSecrets }: Config): Promise<void> {
  const demo: typeof import("../db/demo/demo.ts") = await import(DEMO);
  await demo.seedDemo(db, Date.now, sessionSecrets);
}

async function refuseDemo(db: Services["db"]): Promise<void> {
  if (!await isDemoDatabase(db)) return;
  throw new ConfigError("DATABASE_URL: this database holds demo data; use deno task demo");
}

/** Tells the operator what is not as it should be, and no reason to stop. */
async function warn(db: Services["db"], { settings: { baseUrl }, log }: First): Promise<void> {
  if (isPublicHttp(baseUrl)) log("warning", "BASE_URL without TLS", { url: baseUrl });
  if (await isOfNewerRelease(db)) log("warning", "schema of a newer release");
}

/** The replica of the settings, where they name one. */
async function openNearby(
  { database: { replicaUrl, authToken } }: Config,
  log: typeof writeLog,
  times: QuestionTimes,
) {
  if (replicaUrl === undefined) return undefined;
  const read = await openReplica({ url: replicaUrl, ...(authToken && { authToken }) }, times);
  const { createReplica }: typeof import("../db/replica.ts") = await import(REPLICA);
  const onFailure = (error: unknown) =>
    log("warning", "replica left alone", { error: describeError(error) });
  return createReplica(read, { now: Date.now, onFailure });
}
