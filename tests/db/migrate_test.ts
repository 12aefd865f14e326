import { assert, assertEquals } from "@std/assert";
import { migrate } from "drizzle-orm/libsql/migrator";
import { openDatabase } from "../../db/client.ts";
import { isMigrated, isOfNewerRelease, migrateDatabase } from "../../db/migrate.ts";
import { invoiceKey } from "../../domain/payments/invoice_number.ts";
import { testDatabase } from "../support/database.ts";
import { load, PROVIDERS } from "../support/files.ts";
import { rowsOf } from "./support/contents.ts";
import { migrationsBefore } from "./support/earlier_migrations.ts";
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

/** Spellings, each with the key under which it was stored. */
const LONG_HYPHENS = [
  ["FEV-001234", "FEV1234"],
  ["FEV\u2013001235", "FEV\u20131235"],
  ["FE\u2212A\u20140007", "FE\u2212A\u20147"],
  ["FE01\u2013123", "FE01\u2013123"],
  ["001\u20135", "001\u20135"],
  ["0\u20130", "0\u20130"],
];

Deno.test("an invoice that was stored with a long hyphen is found under the key of every spelling", async () => {
  await using folder = await temporaryFolder();
  const db = await openDatabase({ url: `file:${folder.path}/old.db` });
  await migrate(db, { migrationsFolder: await migrationsBefore("long_hyphens", folder.path) });
  const lines = LONG_HYPHENS.map(([number, key], index) =>
    `(1, ${index + 1}, 1, '${key}', 'Factura', '${number}', 100, 100)`
  );
  await db.$client.executeMultiple(`
    PRAGMA foreign_keys = OFF;
    INSERT INTO settlements (revision_id, line_number, provider_id, invoice_key, document_type,
      invoice_number, invoice_amount, paid_amount) VALUES ${lines.join()};`);
  await migrateDatabase(db);
  const { rows } = await db.$client.execute("SELECT * FROM settlements ORDER BY line_number");
  db.$client.close();
  assertEquals(
    rows.map(({ invoice_number, invoice_key }) => [invoice_number, invoice_key]),
    LONG_HYPHENS.map(([number = ""]) => [number, invoiceKey(number)]),
  );
});
