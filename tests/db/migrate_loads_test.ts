import { assertEquals } from "@std/assert";
import { migrate } from "drizzle-orm/libsql/migrator";
import { openDatabase } from "../../db/client.ts";
import { findLoads } from "../../db/loads/history.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { migrationsBefore } from "./support/earlier_migrations.ts";
import { temporaryFolder } from "./support/process.ts";

const REPORT = {
  id: "old",
  status: "published",
  providers: { new: 3, changed: 0, unchanged: 0 },
  vouchers: { new: 2, changed: 1, unchanged: 0 },
  settlements: { new: 9, changed: 0, unchanged: 0 },
  paidAmount: 123_456,
  errors: [],
  warnings: [{ file: "x" }],
};

/** The first instant of 2026 in Bogotá. */
const NEW_YEAR = Date.parse("2026-01-01T05:00:00Z");

Deno.test("loads that were there before keep their counts and are numbered in the order in which they came, and one that was being judged has none", async () => {
  await using folder = await temporaryFolder();
  const db = await openDatabase({ url: `file:${folder.path}/old.db` });
  await migrate(db, { migrationsFolder: await migrationsBefore("loads_lifecycle", folder.path) });
  const insert = "INSERT INTO loads VALUES (?, ?, 'línea de comandos', ?, 0, 0, ?)";
  await db.$client.batch([
    { sql: insert, args: ["old", "published", 1, JSON.stringify(REPORT)] },
    { sql: insert, args: ["dead", "judging", 2, "{}"] },
    { sql: insert, args: ["second", "refused", NEW_YEAR + 1, "{}"] },
    { sql: insert, args: ["first", "refused", NEW_YEAR, "{}"] },
    { sql: insert, args: ["last", "refused", NEW_YEAR - 1, "{}"] },
  ], "write");
  await migrateDatabase(db);
  const { loads } = await findLoads(db, { page: 1 });
  db.$client.close();
  const { providers, vouchers, settlements, paidAmount } = REPORT;
  assertEquals(loads.slice(3).map(({ id, summary }) => [id, summary]), [
    ["dead", undefined],
    ["old", { providers, vouchers, settlements, paidAmount, errorCount: 0, warningCount: 1 }],
  ]);
  assertEquals(loads.map(({ id, number }) => [id, number]), [
    ["second", "2026-0002"],
    ["first", "2026-0001"],
    ["last", "2025-0001"],
    ["dead", "1969-0002"],
    ["old", "1969-0001"],
  ]);
});
