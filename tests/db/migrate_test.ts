import { assert, assertEquals } from "@std/assert";
import { openDatabase } from "../../db/client.ts";
import { isMigrated, isOfNewerRelease, migrateDatabase } from "../../db/migrate.ts";
import { testDatabase } from "../support/database.ts";
import { load, PROVIDERS } from "../support/files.ts";
import { rowsOf } from "./support/contents.ts";
import { command, temporaryFolder } from "./support/process.ts";

const LATER = `INSERT INTO __drizzle_migrations (hash, created_at)
  SELECT 'later', max(created_at) + 1 FROM __drizzle_migrations`;
const SCHEMA = "SELECT name, sql FROM sqlite_schema ORDER BY name";

Deno.test("migrating twice changes neither the schema nor what is stored", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const before = [
    await rowsOf(db, SCHEMA),
    await rowsOf(db, "SELECT * FROM providers"),
    await rowsOf(db, "SELECT * FROM __drizzle_migrations"),
  ];
  await migrateDatabase(db);
  const after = [
    await rowsOf(db, SCHEMA),
    await rowsOf(db, "SELECT * FROM providers"),
    await rowsOf(db, "SELECT * FROM __drizzle_migrations"),
  ];
  assertEquals(after, before);
});

Deno.test("an empty database is not migrated, a migrated one is", async () => {
  await using folder = await temporaryFolder();
  const db = await openDatabase({ url: `file:${folder.path}/new/one.db` });
  try {
    assert(!await isMigrated(db));
    await migrateDatabase(db);
    assert(await isMigrated(db));
  } finally {
    db.$client.close();
  }
});

Deno.test("a database that misses the newest migration is not migrated", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await db.$client.execute("UPDATE __drizzle_migrations SET created_at = created_at - 1");
  assert(!await isMigrated(db));
  assert(!await isOfNewerRelease(db));
});

Deno.test("a database that has a migration of a later release is migrated, and known as such", async () => {
  await using database = await testDatabase();
  const { db } = database;
  assert(!await isOfNewerRelease(db));
  await db.$client.execute(LATER);
  assert(await isMigrated(db) && await isOfNewerRelease(db));
  await migrateDatabase(db);
  assert(await isOfNewerRelease(db));
});

Deno.test("processes that migrate a new database at once all find it migrated", async () => {
  await using folder = await temporaryFolder();
  const url = `file:${folder.path}/one.db`;
  const ends = await Promise.all(Array.from({ length: 4 }, async () => {
    const { code, stderr } = await command("db/commands/migrate.ts", [], { DATABASE_URL: url })
      .output();
    return `${code} ${new TextDecoder().decode(stderr)}`;
  }));
  assertEquals(ends, Array.from({ length: 4 }, () => "0 "));
});
