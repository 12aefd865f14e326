import { assert, assertEquals } from "@std/assert";
import { verifyChain } from "../../db/audit/verify.ts";
import type { Db } from "../../db/client.ts";
import { findLoads } from "../../db/loads/history.ts";
import { sweepAbandonedLoads } from "../../db/loads/dropping.ts";
import { discardLoad } from "../../db/loads/publishing.ts";
import { countStaged, rowsOf, valueOf, visibleContent } from "../db/support/contents.ts";
import { isWhole, looking, withManyLines } from "../db/support/many_lines.ts";
import { command } from "../db/support/process.ts";
import type { Stage, State, Work } from "./kill.ts";
import { assertSound, attemptOf } from "./process.ts";

const SECRETS = ["a secret of thirty-two bytes or more"];
const LATER_MS = 11 * 60 * 1000;
const NOTHING = { revisions: 0, lines: 0, orphans: 0 };

/** `deno task load` of 10,000 lines. */
export const LOAD: Work = { name: "load", stage: () => stageOf("at once") };

/** The same as one person loads and another publishes. */
export const LOAD_BY_TWO: Work = { name: "load by two", stage: () => stageOf("by two people") };

async function stageOf(way: "at once" | "by two people"): Promise<Stage> {
  const { names, url, [Symbol.asyncDispose]: remove } = await withManyLines();
  const env = { DATABASE_URL: url, SESSION_SECRETS: SECRETS.join() };
  const start = way === "at once"
    ? command("db/commands/load.ts", names, env)
    : command("tests/db/support/four_eyes.ts", [url, ...names], {});
  const doAll = async () => assertEquals((await start.output()).code, 0);
  return {
    attempt: () => attemptOf(start.spawn(), way === "at once" ? "stderr" : "stdout"),
    look: () => look(url),
    async complete() {
      await doAll();
      await looking(url, judgeLeftovers);
      const before = await contentOf(url);
      await doAll();
      assertEquals(await contentOf(url), before);
      await looking(url, async (db) => {
        const [last] = (await findLoads(db, { page: 1, perPage: 1 })).loads;
        assertEquals(last?.status, "unchanged");
        if (way === "at once") assertEquals((await verifyChain(db, SECRETS)).brokenAt, null);
      });
      return [];
    },
    [Symbol.asyncDispose]: remove,
  };
}

/** A process may die before there is any table. */
async function look(url: string): Promise<State> {
  let state: State = "before";
  await looking(url, async (db) => {
    await assertSound(db);
    const tables = await valueOf(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'loads'");
    if (tables === 0) return;
    const loads = await rowsOf(db, "SELECT status FROM loads");
    if (loads.length > 0) state = "middle";
    if (await isWhole(db)) state = "after";
  });
  return state;
}

/** What dead processes left is dropped; nothing else is. */
async function judgeLeftovers(db: Db): Promise<void> {
  const { loads } = await findLoads(db, { page: 1, perPage: 1000 });
  for (const { id, status } of loads) if (status === "waiting") await discardLoad(db, id);
  await sweepAbandonedLoads(db, Date.now() + LATER_MS);
  assert(await isWhole(db));
  assertEquals(await countStaged(db), NOTHING);
  const published = "SELECT count(*) FROM loads WHERE status = 'published'";
  assertEquals(await valueOf(db, published), 1);
}

async function contentOf(url: string): Promise<unknown> {
  let content: unknown;
  await looking(url, async (db) => {
    content = await visibleContent(db);
  });
  return content;
}
