import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { checkDatabase } from "../db/doctor/database.ts";
import { readConfig } from "../lib/config.ts";
import { command, readUntil } from "./db/support/process.ts";
import { testDatabase } from "./support/database.ts";
import { freePort } from "./support/free_port.ts";

const SECRETS = "a secret of thirty-two bytes or more";
const LATER = `INSERT INTO __drizzle_migrations (hash, created_at)
  SELECT 'later', max(created_at) + 1 FROM __drizzle_migrations`;

Deno.test({
  name:
    "D13: on the schema of a later release the portal answers, and the log and the doctor say so",
  // The process opens a file.
  ignore: Deno.env.has("TEST_SQLD"),
  async fn() {
    await using database = await testDatabase();
    await database.db.$client.execute(LATER);
    await database.db.$client.execute("CREATE TABLE later (id INTEGER)");
    const port = freePort();
    const DATABASE_URL = `file:${database.path}`;
    const process = command("main.ts", ["--listen"], {
      DATABASE_URL,
      SESSION_SECRETS: SECRETS,
      MAIL_URL: `file:${database.folder}/outbox`,
      PORT: String(port),
    }).spawn();
    const said = await readUntil(process.stderr, (text) => text.includes("newer release"));
    assertStringIncludes(said, '"level":"warning","event":"schema of a newer release"');
    // The page waits until the portal is read; `/ready` would not.
    for (const path of ["/afiliados/puntos-de-entrega", "/ready"]) {
      const answer = await fetch(`http://localhost:${port}${path}`);
      await answer.body?.cancel();
      assertEquals(answer.status, 200, path);
    }
    process.kill("SIGTERM");
    await process.stdout.cancel();
    assertEquals((await process.status).code, 0);
    const findings = await checkDatabase(await readConfig({ DATABASE_URL }), Date.now());
    assert(JSON.stringify(findings).includes("es de una versión más nueva"));
  },
});
