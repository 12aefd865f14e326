import { AsyncLocalStorage } from "node:async_hooks";
import { assert, assertEquals } from "@std/assert";
import { openDatabase, pingDatabase } from "../../db/client.ts";
import { isDatabaseDown } from "../../db/database_down.ts";
import {
  askPatiently,
  awaitAnswer,
  withLongAnswers,
  withoutHurry,
  withPatience,
} from "../../lib/patience.ts";
import { startSilentServer } from "../db/support/silent_server.ts";
import { waitsOf } from "./support/waits.ts";

/** What a page may take in all. */
const LIMIT_MS = 5000;
const MOST_MS = 4000;

/** How long a question asked now may wait. */
function ask(): Promise<number> {
  return askPatiently(MOST_MS, (waitMs) => Promise.resolve(waitMs));
}

Deno.test("D1: a request that asks a silent database again and again fails in time", async () => {
  await using server = startSilentServer();
  const db = await openDatabase({ url: server.url });
  const failures: unknown[] = [];
  const waits = await waitsOf(() =>
    withPatience(async () => {
      for (let times = 0; times < 4; times++) {
        failures.push(await pingDatabase(db).catch((error) => error));
      }
    })
  );
  assertEquals(waits.length, 4);
  const inAllMs = waits.reduce((sum, ms) => sum + ms, 0);
  assert(inAllMs < LIMIT_MS, `${waits} ms`);
  for (const failure of failures) assert(isDatabaseDown(failure), `${failure}`);
  db.$client.close();
});

Deno.test("what nobody waits for, and what goes on after the answer, has all its patience", async () => {
  assertEquals(await ask(), MOST_MS);
  let download = ask;
  const inRequest = await withPatience(async () => {
    download = AsyncLocalStorage.bind(ask);
    return { inRequest: await ask(), behind: await withoutHurry(ask) };
  });
  assert(inRequest.inRequest < MOST_MS, `${inRequest.inRequest}`);
  assertEquals(inRequest.behind, MOST_MS);
  assertEquals(await download(), MOST_MS);
});

Deno.test("a publication may wait long for the server's answer, and no longer for a lock", async () => {
  const answer = () => awaitAnswer(MOST_MS, (waitMs) => Promise.resolve(waitMs));
  const waits = await withPatience(async () => ({
    usual: await answer(),
    long: await withLongAnswers(answer),
    lock: await withLongAnswers(ask),
  }));
  assertEquals(waits.long, 30_000);
  assertEquals(waits.lock, waits.usual);
  assert(waits.usual < MOST_MS, `${waits.usual}`);
});

Deno.test("two requests at once have a patience each", async () => {
  const slow = () =>
    askPatiently(MOST_MS, () => new Promise((resolve) => setTimeout(resolve, 700)));
  const [tired, fresh] = await Promise.all([
    withPatience(async () => {
      await slow();
      return await ask();
    }),
    withPatience(ask),
  ]);
  assert(tired < fresh, `${tired} and ${fresh}`);
});
