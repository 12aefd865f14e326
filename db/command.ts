import { ConfigError, readConfig, readEnvironment } from "../lib/config.ts";
import { type Db, isEmbedded, openDatabase } from "./client.ts";
import { isMigrated, migrateDatabase } from "./migrate.ts";

/** The command line asks for something that cannot be; the message is for the operator. */
export class UsageError extends Error {}

export type CommandContext = { openDb: () => Promise<Db>; signal: AbortSignal };

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
  try {
    Deno.exit(await command({ openDb: openConfiguredDatabase, signal: stop.signal }));
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error;
    console.error(error.message);
    Deno.exit(2);
  }
}

/** The database of the settings: an embedded one is migrated by itself, a remote one must be. */
async function openConfiguredDatabase(): Promise<Db> {
  const { database } = await readConfig(readEnvironment());
  const db = await openDatabase(database, { besideServer: true });
  await prepareDatabase(db, database.url);
  return db;
}

/** Migrates an embedded database; throws ConfigError where a remote one is not migrated. */
export async function prepareDatabase(db: Db, url: string): Promise<void> {
  if (isEmbedded(url)) await migrateDatabase(db);
  else if (!await isMigrated(db)) {
    throw new ConfigError("DATABASE_URL: the database is not migrated; run: deno task db:migrate");
  }
}
