import { assert, assertEquals } from "@std/assert";
import { type Db, openDatabase, pingDatabase } from "../../db/client.ts";
import { isDatabaseDown } from "../../db/database_down.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { providers } from "../../db/schema.ts";
import { startSilentServer } from "./support/silent_server.ts";
import { SQLD_EXISTS, startSqld } from "./support/sqld.ts";

/** Every way in which a database is asked; drizzle puts the client's error into one of its own. */
const WAYS: Record<string, (db: Db) => Promise<unknown>> = {
  "the client": pingDatabase,
  "a question": (db) => db.$read([{ sql: "SELECT 1", args: [] }]),
  "drizzle": (db) => db.select().from(providers).all(),
  "a batch of drizzle": (db) => db.batch([db.select().from(providers)]),
};

Deno.test({
  name: "D1: a database that was killed is down, however it is asked",
  ignore: !SQLD_EXISTS,
  async fn() {
    await using stack = new AsyncDisposableStack();
    const db = await (async () => {
      await using server = await startSqld();
      const db = await openDatabase({ url: server.url });
      stack.defer(() => db.$client.close());
      await migrateDatabase(db);
      return db;
    })();
    await assertDown(db);
  },
});

Deno.test("D1: a database that takes a request and never answers is down, however it is asked", async () => {
  await using server = startSilentServer();
  const db = await openDatabase({ url: server.url });
  await assertDown(db);
  db.$client.close();
});

Deno.test("an error in a question is not taken for a database that is down", async () => {
  const db = await openDatabase({ url: "file::memory:" });
  const error = await failureOf(db.select().from(providers).all());
  db.$client.close();
  assertEquals(isDatabaseDown(error), false);
  assertEquals(isDatabaseDown(new TypeError("x is not a function")), false);
  assertEquals(isDatabaseDown(new DOMException("", "AbortError")), false);
});

async function assertDown(db: Db): Promise<void> {
  await Promise.all(
    Object.entries(WAYS).map(async ([way, ask]) => {
      const error = await failureOf(ask(db));
      assert(isDatabaseDown(error), `${way}: ${error}`);
    }),
  );
}

/** What an answer fails with, whatever kind of error it is; undefined where it came. */
function failureOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(() => undefined, (error) => error);
}
