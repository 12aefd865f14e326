import { type DatabaseAddress, type Db, openDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { databasesOf } from "./sqld/databases.ts";
import { waitLong } from "./sqld/patient.ts";

export type TestDatabase = AsyncDisposable & {
  db: Db;
  /** How another connection to it, or another process, opens it. */
  address: DatabaseAddress;
  /** Its file; where it has none, no such path. */
  path: string;
  folder: string;
};

/** Where these are, databases of tests are made at a server instead of in files. */
const DATABASES = databasesOf(Deno.env);
if (DATABASES !== undefined) waitLong();

/** A real migrated database in a file of its own, gone with the test. */
export async function testDatabase(): Promise<TestDatabase> {
  return await copyOf(await migrated());
}

/** A database of its own that holds what a template holds, gone with the test. */
export async function copyOf(template: string): Promise<TestDatabase> {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-" });
  const path = `${folder}/test.db`;
  const { db, address, remove } = await copyInto(path, template);
  return {
    db,
    address,
    path,
    folder,
    async [Symbol.asyncDispose]() {
      db.$client.close();
      await remove?.();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

type Copy = Pick<TestDatabase, "db" | "address"> & { remove?: () => Promise<void> };

async function copyInto(path: string, template: string): Promise<Copy> {
  if (DATABASES !== undefined) return await DATABASES.copy(template);
  await Deno.copyFile(template, path);
  const address = { url: `file:${path}` };
  return { db: await openDatabase(address), address };
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
  if (folder === undefined) return make;
  const path = `${folder}/${name}`;
  return async () => {
    if (DATABASES === undefined) {
      return await share(path, async (own) => await Deno.copyFile(await make(), own));
    }
    await share(path, async (own) => await Deno.writeTextFile(own, await make()));
    return await Deno.readTextFile(path);
  };
}

/** Files of tests run at once: where two make a template, the second puts its own in its place. */
async function share(path: string, write: (own: string) => Promise<void>): Promise<string> {
  if (await Deno.stat(path).then(() => true, () => false)) return path;
  const own = `${path}.${crypto.randomUUID()}`;
  await write(own);
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
