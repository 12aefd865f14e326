import { assert, assertEquals } from "@std/assert";
import { findLoads } from "../../../db/loads/history.ts";
import { discardLoad } from "../../../db/loads/publishing.ts";
import { sweepAbandonedLoads } from "../../../db/loads/dropping.ts";
import { countStaged } from "../support/contents.ts";
import { isWhole, looking, withManyLines } from "../support/many_lines.ts";
import { command } from "../support/process.ts";

const KILLS = 25;
const LATER_MS = 11 * 60 * 1000;

/** Runs a process to its end and answers how long it took. */
async function timed(start: Deno.Command): Promise<number> {
  const began = performance.now();
  assertEquals((await start.output()).code, 0);
  return performance.now() - began;
}

/** Kills a process after some time, unless it ends before. */
async function killed(start: Deno.Command, afterMs: number): Promise<void> {
  const child = start.spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
  await child.output();
  clearTimeout(timer);
}

/** Whether everything is there; a process may die before there is any table. */
async function looksWhole(url: string): Promise<boolean> {
  let isAll = false;
  await looking(url, async (db) => {
    isAll = await isWhole(db);
  }).catch((error) => {
    if (!/no such table/.test(String(error))) throw error;
  });
  return isAll;
}

/** What dead processes left is dropped; nothing else is. */
async function judgeLeftovers(url: string): Promise<void> {
  await looking(url, async (db) => {
    const { loads } = await findLoads(db, { page: 1, perPage: 1000 });
    for (const { id, status } of loads) if (status === "waiting") await discardLoad(db, id);
    await sweepAbandonedLoads(db, Date.now() + LATER_MS);
    assert(await isWhole(db));
    assertEquals(await countStaged(db), { revisions: 0, lines: 0, orphans: 0 });
  });
}

for (const way of ["at once", "by two people"]) {
  Deno.test(`U11: a load ${way} that is killed at random moments shows all or nothing`, async () => {
    await using files = await withManyLines();
    const start = (url: string) =>
      way === "at once"
        ? command("db/commands/load.ts", files.names, { DATABASE_URL: url })
        : command("tests/db/support/four_eyes.ts", [url, ...files.names], {});
    const longestMs = await timed(start(`file:${files.path}/whole.db`));
    let url = files.url;
    for (let kill = 0; kill < KILLS; kill++) {
      await killed(start(url), longestMs * Math.random());
      // What is published already has nothing left to break.
      if (await looksWhole(url)) url = `file:${files.path}/after-${kill}.db`;
    }
    await timed(start(url));
    await judgeLeftovers(url);
    await timed(start(url));
    await looking(url, async (db) => {
      const [last] = (await findLoads(db, { page: 1, perPage: 1 })).loads;
      assertEquals([last?.status, await isWhole(db)], ["unchanged", true]);
    });
  });
}
