import { DatabaseSync } from "node:sqlite";
import journal from "../../../../db/migrations/meta/_journal.json" with { type: "json" };
import { fillTable } from "./rows.ts";
import { schemaOf } from "./comparison.ts";
import { tablesOf } from "./tables.ts";

/** A database that stands at a migration; it goes on to the next one when the next is asked for. */
export type Standing = { tag: string; database: DatabaseSync };

const LIST = `CREATE TABLE IF NOT EXISTS __drizzle_migrations
  (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`;

/**
 * Walks through all migrations with one database. Each table that a migration made or changed gets
 * rows as it then is, beside those that came with it.
 */
export function* walkThroughMigrations(): Generator<Standing> {
  using database = new DatabaseSync(":memory:");
  database.exec(LIST);
  const filled = new Map<string, string>();
  for (const { tag, when } of journal.entries) {
    migrateTo(database, tag, when);
    for (const table of tablesOf(database)) {
      if (filled.get(table.name) !== table.sql) fillTable(database, table);
      filled.set(table.name, table.sql);
    }
    yield { tag, database };
  }
}

/** The schema of a new database. */
export function freshSchema(): string[] {
  using database = makeFresh();
  return schemaOf(database);
}

/** A new database in the newest schema. */
export function makeFresh(): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  database.exec(LIST);
  for (const { tag, when } of journal.entries) migrateTo(database, tag, when);
  return database;
}

/** One migration, as the migrator does it. */
function migrateTo(database: DatabaseSync, tag: string, when: number): void {
  const text = Deno.readTextFileSync(`db/migrations/${tag}.sql`);
  database.exec("PRAGMA foreign_keys = OFF");
  database.exec("BEGIN");
  for (const statement of text.split("--> statement-breakpoint")) database.exec(statement);
  database.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('', ?)").run(when);
  database.exec("COMMIT");
  database.exec("PRAGMA foreign_keys = ON");
}
