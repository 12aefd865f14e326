import { assert, assertEquals, assertMatch } from "@std/assert";
import { openDatabase } from "../../../db/client.ts";
import { isMigrated } from "../../../db/migrate.ts";
import { run, temporaryFolder } from "../support/process.ts";

Deno.test("db:migrate makes an embedded database, and does nothing to one that is up to date", async () => {
  await using folder = await temporaryFolder();
  const url = `file:${folder.path}/new/zona-ser.db`;
  for (let count = 0; count < 2; count++) {
    const { code, stdout, stderr } = await run("db/commands/migrate.ts", [], { DATABASE_URL: url });
    assertEquals([code, stdout], [0, "La base de datos está al día.\n"], stderr);
  }
  const db = await openDatabase({ url });
  assert(await isMigrated(db));
  db.$client.close();
});

Deno.test("a bad DATABASE_URL ends a command with 2 and one line that names it", async () => {
  const env = { DATABASE_URL: "http://db.example/zona-ser" };
  const { code, stdout, stderr } = await run("db/commands/migrate.ts", [], env);
  assertEquals([code, stdout], [2, ""]);
  assertMatch(stderr, /^DATABASE_URL: [^\n]*\n$/);
});
