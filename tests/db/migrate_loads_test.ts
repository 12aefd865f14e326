import { assertEquals } from "@std/assert";
import { migrate } from "drizzle-orm/libsql/migrator";
import journal from "../../db/migrations/meta/_journal.json" with { type: "json" };
import { openDatabase } from "../../db/client.ts";
import { findLoads } from "../../db/loads/history.ts";
import { migrateDatabase } from "../../db/migrate.ts";
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

/** The migrations before loads had a life of their own. */
async function earlierMigrations(folder: string): Promise<string> {
  const at = journal.entries.findIndex(({ tag }) => tag.endsWith("_loads_lifecycle"));
  const entries = journal.entries.slice(0, at);
  await Deno.mkdir(`${folder}/migrations/meta`, { recursive: true });
  for (const { tag } of entries) {
    await Deno.copyFile(`db/migrations/${tag}.sql`, `${folder}/migrations/${tag}.sql`);
  }
  const text = JSON.stringify({ ...journal, entries });
  await Deno.writeTextFile(`${folder}/migrations/meta/_journal.json`, text);
  return `${folder}/migrations`;
}

Deno.test("loads that were there before keep their counts, and one that was being judged has none", async () => {
  await using folder = await temporaryFolder();
  const db = await openDatabase({ url: `file:${folder.path}/old.db` });
  await migrate(db, { migrationsFolder: await earlierMigrations(folder.path) });
  const insert = "INSERT INTO loads VALUES (?, ?, 'línea de comandos', ?, 0, 0, ?)";
  await db.$client.batch([
    { sql: insert, args: ["old", "published", 1, JSON.stringify(REPORT)] },
    { sql: insert, args: ["dead", "judging", 2, "{}"] },
  ], "write");
  await migrateDatabase(db);
  const { loads } = await findLoads(db, { page: 1 });
  db.$client.close();
  const { providers, vouchers, settlements, paidAmount } = REPORT;
  assertEquals(loads.map(({ id, summary }) => [id, summary]), [
    ["dead", undefined],
    ["old", { providers, vouchers, settlements, paidAmount, errorCount: 0, warningCount: 1 }],
  ]);
});
