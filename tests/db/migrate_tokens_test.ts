import { assertEquals, assertMatch } from "@std/assert";
import { migrate } from "drizzle-orm/libsql/migrator";
import { openDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { findTokenHolder } from "../../db/programs/holder.ts";
import { apiTokens } from "../../db/schema.ts";
import { migrationsBefore } from "./support/earlier_migrations.ts";
import { temporaryFolder } from "./support/process.ts";

const OLD = `
  INSERT INTO providers (id, nit, legal_name, is_listed)
    VALUES (1, '900123456', 'Clínica', 1);
  INSERT INTO users (id, kind, email, staff_role, password_hash, activated_at)
    VALUES (7, 'staff', 'tesoreria@eps.example', 'tesoreria', '', 1);
  INSERT INTO api_tokens VALUES ('of provider', 1, 'cartera', 5, NULL, NULL);
  INSERT INTO api_tokens VALUES ('ended', 1, 'cartera', 5, '2026-01-01', 6);
  INSERT INTO staff_tokens VALUES
    ('of staff', 'handle', 7, 'nómina', '["loads"]', 5, '2026-12-31', NULL, 8);`;

Deno.test("tokens from before still work: a provider's for everything, one of the treasury for loads", async () => {
  await using folder = await temporaryFolder();
  const db = await openDatabase({ url: `file:${folder.path}/old.db` });
  await migrate(db, { migrationsFolder: await migrationsBefore("program_tokens", folder.path) });
  await db.$client.executeMultiple(OLD);
  await migrateDatabase(db);
  const holders = await Promise.all(
    ["of provider", "ended", "of staff"].map((token) => findTokenHolder(db, token, "2026-04-01")),
  );
  const handles = (await db.select({ handle: apiTokens.handle }).from(apiTokens))
    .map(({ handle }) => handle);
  db.$client.close();
  assertEquals(holders, [
    {
      tokenName: "cartera",
      scopes: ["read", "download", "reconcile"],
      lastUsedAt: null,
      dataVersion: 0,
      provider: { id: 1, nit: "900123456", legalName: "Clínica" },
    },
    undefined,
    {
      tokenName: "nómina",
      scopes: ["loads"],
      lastUsedAt: 8,
      staff: { userId: 7, staffRole: "tesoreria" },
    },
  ]);
  assertEquals(new Set(handles).size, 3);
  for (const handle of handles) assertMatch(handle, /^(?:handle|[0-9a-f]{32})$/);
});
