import { type Config, ConfigError, readConfig, readEnvironment } from "../../lib/config.ts";
import { type DatabaseAddress, type Db, isEmbedded, openDatabase } from "../client.ts";
import { isMigrated, migrateDatabase } from "../migrate.ts";

/** The command line asks for something that cannot be; the message is for the operator. */
export class UsageError extends Error {}

export type CommandContext = {
  openDb: () => Promise<Db>;
  readSettings: () => Promise<Config>;
  signal: AbortSignal;
};

const GRACE_MS = 3500;

/**
 * Runs a command beside the server and ends the process with the exit code that it answers; 2 for
 * usage and settings. SIGTERM and SIGINT abort `signal` and end it with 0 within 4 s.
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
  const openDb = async () => {
    const db = await openConfiguredDatabase();
    opened.push(db);
    return db;
  };
  try {
    const readSettings = () => readConfig(readEnvironment());
    const code = await command({ openDb, readSettings, signal: stop.signal });
    for (const db of opened) db.$client.close();
    Deno.exit(code);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error;
    console.error(error.message);
    Deno.exit(2);
  }
}

/** The database of the settings: an embedded one is migrated by itself, a remote one must be. */
async function openConfiguredDatabase(): Promise<Db> {
  const { database } = await readConfig(readEnvironment());
  return await openPrepared(database, { besideServer: true });
}

/** Opens a database that is fit for use; throws ConfigError where that cannot be. */
export async function openPrepared(
  database: DatabaseAddress,
  options: { besideServer?: boolean } = {},
): Promise<Db> {
  try {
    const db = await openDatabase(database, options);
    await prepareDatabase(db, database.url);
    return db;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new ConfigError(`DATABASE_URL: cannot be opened: ${reason}`);
  }
}

/** Migrates an embedded database; throws ConfigError where a remote one is not migrated. */
async function prepareDatabase(db: Db, url: string): Promise<void> {
  if (isEmbedded(url)) await migrateDatabase(db);
  else if (!await isMigrated(db)) {
    throw new ConfigError("DATABASE_URL: the database is not migrated; run: deno task db:migrate");
  }
}
