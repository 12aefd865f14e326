import { type Config, ConfigError, readConfig, readEnvironment } from "../../lib/config.ts";
import { type AuditLog, createAuditLog } from "../audit/events.ts";
import { sealChain } from "../audit/seal.ts";
import {
  type DatabaseAddress,
  type Db,
  isEmbedded,
  openDatabase,
  type Opening,
} from "../client.ts";
import { isMigrated, migrateDatabase } from "../migrate.ts";
import { describeFailure, firstLine } from "./failure.ts";

export type CommandContext = {
  openPortal: () => Promise<Portal>;
  readSettings: () => Promise<Config>;
  signal: AbortSignal;
};

/** Of the 4 s that the contract gives; the rest is for a machine at work with something else. */
const GRACE_MS = 3000;

/**
 * Runs a command beside the server and ends the process with the exit code that it answers, or as
 * `describeFailure` says. SIGTERM and SIGINT abort `signal` and end it with 0 within 4 s.
 */
export async function runCommand(
  command: (context: CommandContext) => Promise<number>,
): Promise<never> {
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => {
      stop.abort();
      setTimeout(() => Deno.exit(0), GRACE_MS);
    });
  }
  const opened: Db[] = [];
  const openPortal = async () => {
    const portal = await openConfigured();
    opened.push(portal.db);
    return portal;
  };
  try {
    const readSettings = async () => await readConfig(await readEnvironment());
    const code = await command({ openPortal, readSettings, signal: stop.signal });
    for (const db of opened) db.$client.close();
    Deno.exit(code);
  } catch (error) {
    const { code, sentence } = describeFailure(error);
    console.error(sentence);
    Deno.exit(code);
  }
}

/** The database of the settings: an embedded one is migrated here, a remote one must be already. */
async function openConfigured(): Promise<Portal> {
  return await openPrepared(await readConfig(await readEnvironment()), { besideServer: true });
}

/** A database that is ready for use, with its log of events, whose chain is sealed. */
export type Portal = { db: Db; auditLog: AuditLog };

type Place = Pick<Config, "database" | "sessionSecrets">;

/** Opens the database of the settings and makes it ready for use; throws as `openMigrated` does. */
export async function openPrepared(
  { database, sessionSecrets }: Place,
  options: Opening = {},
): Promise<Portal> {
  const db = await openMigrated(database, { ...options, prepare: prepareDatabase });
  await sealChain(db, sessionSecrets, Date.now());
  return { db, auditLog: createAuditLog(db, sessionSecrets) };
}

/** Opens a database; throws ConfigError where that cannot be, whose cause says whether it does not answer. */
export async function openMigrated(
  database: DatabaseAddress,
  { prepare, ...options }: Opening & { prepare: (db: Db, url: string) => Promise<void> },
): Promise<Db> {
  try {
    const db = await openDatabase(database, options);
    await prepare(db, database.url);
    return db;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const problem = `DATABASE_URL: cannot be opened: ${firstLine(error)}`;
    throw new ConfigError(problem, { cause: error });
  }
}

/** Migrates an embedded database; throws ConfigError where a remote one is not migrated. */
async function prepareDatabase(db: Db, url: string): Promise<void> {
  if (isEmbedded(url)) await migrateDatabase(db);
  else if (!await isMigrated(db)) {
    throw new ConfigError("DATABASE_URL: the database is not migrated; run: deno task db:migrate");
  }
}
