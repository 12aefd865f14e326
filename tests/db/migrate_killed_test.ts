import { assertEquals } from "@std/assert";
import { migrate } from "drizzle-orm/libsql/migrator";
import { openDatabase } from "../../db/client.ts";
import { isMigrated, migrateDatabase } from "../../db/migrate.ts";
import { rowsOf } from "./support/contents.ts";
import { migrationsBefore } from "./support/earlier_migrations.ts";
import { command, run, temporaryFolder } from "./support/process.ts";

const PARTS = [0, 0.5, 1];
const SCHEMA = "SELECT name, sql FROM sqlite_schema ORDER BY name";
const LOADS = "SELECT id, status, source FROM loads";

Deno.test("D13: a process that is killed in the middle of a migration leaves the database as it was, and the next one completes it", async () => {
  await using folder = await temporaryFolder();
  const url = `file:${folder.path}/old.db`;
  const look = async () => {
    const db = await openDatabase({ url });
    const seen = { schema: await rowsOf(db, SCHEMA), loads: await rowsOf(db, LOADS) };
    const isWhole = await isMigrated(db);
    db.$client.close();
    return { ...seen, isWhole };
  };
  await makeOld(url, folder.path);
  const before = await look();
  for (const part of PARTS) {
    const worker = command("tests/support/faults/migration_killed.ts", [url, String(part)], {}, [
      "-A",
    ]);
    assertEquals((await worker.output()).signal, "SIGKILL");
    assertEquals(await look(), before);
  }
  const { code, stderr } = await run("db/commands/migrate.ts", [], { DATABASE_URL: url });
  assertEquals([code, stderr], [0, ""]);
  const after = await look();
  assertEquals(after.isWhole, true);
  assertEquals(after.schema, await newSchema(`file:${folder.path}/new.db`));
  assertEquals(after.loads, before.loads);
});

/** A database of an earlier release, with data. */
async function makeOld(url: string, folder: string): Promise<void> {
  const db = await openDatabase({ url });
  await migrate(db, { migrationsFolder: await migrationsBefore("loads_lifecycle", folder) });
  await db.$client.execute(
    "INSERT INTO loads VALUES ('old', 'refused', 'línea de comandos', 1, 0, 0, '{}')",
  );
  db.$client.close();
}

async function newSchema(url: string) {
  const db = await openDatabase({ url });
  await migrateDatabase(db);
  const schema = await rowsOf(db, SCHEMA);
  db.$client.close();
  return schema;
}
