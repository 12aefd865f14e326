import { type Db, openDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { databasesOf } from "./sqld/databases.ts";

/** `path` is the address of a database that is no file. */
export type TestDatabase = AsyncDisposable & { db: Db; path: string; folder: string };

/** Where these are, databases of tests are made at a server instead of in files. */
const DATABASES = databasesOf(Deno.env);

/** A real migrated database in a file of its own, gone with the test. */
export async function testDatabase(): Promise<TestDatabase> {
  return await copyOf(await migrated());
}

/** A database of its own that holds what a template holds, gone with the test. */
export async function copyOf(template: string): Promise<TestDatabase> {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-" });
  const { db, path } = await copyInto(folder, template);
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

async function copyInto(folder: string, template: string): Promise<{ db: Db; path: string }> {
  if (DATABASES !== undefined) {
    const { db, url } = await DATABASES.copy(template);
    return { db, path: url };
  }
  const path = `${folder}/test.db`;
  await Deno.copyFile(template, path);
  return { db: await openDatabase({ url: `file:${path}` }), path };
}

/**
 * A template that a file of tests makes once, for its tests to copy: `fill` gets a migrated database.
 * Its file lies in a folder that goes with those tests.
 */
export function templateOf(fill: (db: Db) => Promise<unknown>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => made ??= DATABASES?.make(fill) ?? makeTemplate(fill);
}

/** A template that a whole run makes once (`tests/run.ts` gives it the folder), under its name. */
export function sharedTemplateOf(
  name: string,
  fill: (db: Db) => Promise<unknown>,
): () => Promise<string> {
  const folder = Deno.env.get("TEST_TEMPLATES");
  const make = templateOf(fill);
  const isAlone = folder === undefined || DATABASES !== undefined;
  return isAlone ? make : () => share(`${folder}/${name}.db`, make);
}

/** Files of tests run at once: where two make a template, the second puts its own in its place. */
async function share(path: string, make: () => Promise<string>): Promise<string> {
  if (await Deno.stat(path).then(() => true, () => false)) return path;
  const own = `${path}.${crypto.randomUUID()}`;
  await Deno.copyFile(await make(), own);
  await Deno.rename(own, path);
  return path;
}

const migrated = sharedTemplateOf("migrated", () => Promise.resolve());

async function makeTemplate(fill: (db: Db) => Promise<unknown>): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-template-" });
  addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
  const path = `${folder}/template.db`;
  const db = await openDatabase({ url: `file:${path}` });
  await migrateDatabase(db);
  await fill(db);
  await db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  db.$client.close();
  return path;
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
