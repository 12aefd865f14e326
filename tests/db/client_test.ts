import { assert, assertEquals, assertRejects } from "@std/assert";
import { isEmbedded, openDatabase } from "../../db/client.ts";
import { run, temporaryFolder } from "./support/process.ts";
import { startSilentServer } from "./support/silent_server.ts";

/** Far from the four seconds that it waits: a busy machine may answer late, one without a deadline never. */
const MAX_MS = 60_000;

Deno.test("a database that accepts and never answers becomes an error within its deadline", async () => {
  await using server = startSilentServer();
  const db = await openDatabase({ url: server.url });
  const guard = Promise.withResolvers<never>();
  const timer = setTimeout(() => guard.reject(new Error("still waiting")), MAX_MS);
  const asking = Promise.race([db.$client.execute("SELECT 1"), guard.promise]);
  const error = await assertRejects(() => asking, Error);
  clearTimeout(timer);
  db.$client.close();
  assert(error.message !== "still waiting");
});

Deno.test("a database that nobody serves fails at once", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${listener.addr.port}`;
  listener.close();
  const db = await openDatabase({ url });
  await assertRejects(() => db.$client.execute("SELECT 1"), Error);
  db.$client.close();
});

Deno.test("an embedded database is made with its folder, keeps a write-ahead log and hardly blocks on a lock", async () => {
  await using folder = await temporaryFolder();
  const db = await openDatabase({ url: `file:${folder.path}/a/b/one.db` });
  try {
    const setting = async (name: string) =>
      (await db.$client.execute(`PRAGMA ${name}`)).rows[0]?.[0];
    assertEquals(await setting("journal_mode"), "wal");
    assertEquals(await setting("foreign_keys"), 1);
    assertEquals(await setting("busy_timeout"), 20);
  } finally {
    db.$client.close();
  }
});

Deno.test("a database that is opened twice stays locked: another process does not end its log, and no write is lost", async () => {
  await using folder = await temporaryFolder();
  const url = `file:${folder.path}/one.db`;
  await using stack = new AsyncDisposableStack();
  for (let connection = 0; connection < 2; connection++) {
    const db = await openDatabase({ url });
    stack.defer(() => db.$client.close());
    await db.$client.execute("CREATE TABLE IF NOT EXISTS one (id)");
  }
  const { code, stderr } = await run("tests/db/support/open_and_close.ts", [url], {});
  assertEquals(code, 0, stderr);
  assert((await Deno.stat(`${folder.path}/one.db-wal`)).size > 0);
});

Deno.test("only file: databases are embedded", () => {
  assertEquals(isEmbedded("file:data/zona-ser.db"), true);
  for (const url of ["http://127.0.0.1:8080", "https://x.example", "libsql://x.example"]) {
    assertEquals(isEmbedded(url), false, url);
  }
});
