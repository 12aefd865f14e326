import { type Db, openDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";

export type TestDatabase = AsyncDisposable & { db: Db; path: string; folder: string };

/** A real migrated database in a file of its own, gone with the test. */
export async function testDatabase(): Promise<TestDatabase> {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-" });
  const path = `${folder}/test.db`;
  const db = await openDatabase({ url: `file:${path}` });
  await migrateDatabase(db);
  return {
    db,
    path,
    folder,
    async [Symbol.asyncDispose]() {
      db.$client.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** The query plan of a statement, one step a line. */
export async function planOf(db: Db, query: { sql: string; params: unknown[] }): Promise<string> {
  const args = query.params.map((value) => typeof value === "boolean" ? Number(value) : value);
  const result = await db.$client.execute({
    sql: `EXPLAIN QUERY PLAN ${query.sql}`,
    args: args.map((value) => typeof value === "number" ? value : String(value)),
  });
  return result.rows.map((row) => String(row.detail)).join("\n");
}
