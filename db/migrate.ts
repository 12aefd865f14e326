import { withLongAnswers } from "../lib/patience.ts";
import type { Db } from "./client.ts";
import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** When the newest migration of this release was written (ms since 1970). */
export const NEWEST_MIGRATION: number = Math.max(...journal.entries.map(({ when }) => when));
/**
 * All migrations that are missing are one request to a server, and some write a row for each payment:
 * twelve seconds for 400,000 vouchers. This leaves room for tens of millions.
 */
const MIGRATION_ANSWER_MS = 30 * 60 * 1000;
const FOLDER = `${import.meta.dirname}/migrations`;

/**
 * Brings the database to the newest schema; does nothing where it is up to date. Of two processes
 * that start at once on a new database the second finds the tables of the first.
 */
export async function migrateDatabase(db: Db): Promise<void> {
  // Most starts have nothing to migrate: then neither the migrator nor the texts are read.
  if (await isMigrated(db)) return;
  const { migrate } = await import("drizzle-orm/libsql/migrator");
  try {
    await withLongAnswers(() => migrate(db, { migrationsFolder: FOLDER }), MIGRATION_ANSWER_MS);
  } catch (error) {
    if (!await isMigrated(db)) throw error;
  }
}

/** Whether every migration of this release has been applied. */
export async function isMigrated(db: Db): Promise<boolean> {
  return await findNewest(db) >= NEWEST_MIGRATION;
}

/** Whether a release after this one has migrated the database. */
export async function isOfNewerRelease(db: Db): Promise<boolean> {
  return await findNewest(db) > NEWEST_MIGRATION;
}

/** When the newest migration that was applied was written; 0 where none was. */
async function findNewest(db: Db): Promise<number> {
  try {
    const result = await db.$client.execute(
      "SELECT max(created_at) AS newest FROM __drizzle_migrations",
    );
    return Number(result.rows[0]?.newest ?? 0);
  } catch (error) {
    if (error instanceof Error && error.message.includes("no such table")) return 0;
    throw error;
  }
}
