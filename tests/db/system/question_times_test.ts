import { assertEquals, assertMatch } from "@std/assert";
import { sql } from "drizzle-orm";
import { openDatabase } from "../../../db/client.ts";
import { ask, askTogether, question } from "../../../db/question.ts";
import { createQuestionTimes } from "../../../db/system/question_times.ts";
import { providers } from "../../../db/schema.ts";
import { SLOW_QUESTION_MS } from "../../../domain/system/question_time.ts";
import { testDatabase } from "../../support/database.ts";
import { SQLD_EXISTS, startSqld } from "../support/sqld.ts";

const COUNT = question({ count: sql<number>`count(*)` }, (select) => select.from(providers));
const FIRST = question({ id: providers.id }, (select) => select.from(providers).limit(1));
const ONE = question({ one: sql<number>`1` }, (select) => select.from(sql`(SELECT 1)`));

const SECRET = "900123456";

Deno.test("each question is counted under the place where it is written, alone or with others", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await askTogether(db, COUNT({}), FIRST({}));
  await ask(db, COUNT({}));
  const counts = db.$times.list().map(({ name, count }) => ({ line: lineOf(name), count }));
  const [first, second] = counts.sort((one, other) => other.count - one.count);
  assertEquals([first?.count, second?.count, counts.length], [2, 1, 2]);
  const source = (await Deno.readTextFile(import.meta.filename ?? "")).split("\n");
  assertMatch(source[(first?.line ?? 0) - 1] ?? "", /^const COUNT = question\(/);
  assertMatch(source[(second?.line ?? 0) - 1] ?? "", /^const FIRST = question\(/);
});

Deno.test("a question at a server counts with the round trip that it was part of", {
  ignore: !SQLD_EXISTS,
}, async () => {
  await using server = await startSqld();
  const db = await openDatabase({ url: server.url });
  await askTogether(db, ONE({}), ONE({}));
  const times = db.$times.list();
  db.$client.close();
  assertEquals(times.map(({ count }) => count), [2]);
});

Deno.test("a question over the limit is told by its name, each time, without what it was asked with", () => {
  const told: string[] = [];
  const times = createQuestionTimes((name, ms) => void told.push(`${name} ${ms}`));
  const { origin } = question(
    { id: providers.id },
    (select) => select.from(providers).where(sql`nit = ${SECRET}`),
  )({});
  for (const ms of [1, SLOW_QUESTION_MS, SLOW_QUESTION_MS + 1, SLOW_QUESTION_MS + 3]) {
    times.note(origin, ms);
  }
  times.note(undefined, 10_000);
  assertEquals(told.map((one) => one.replace(/^system\/question_times_test\.ts:\d+ /, "")), [
    "251",
    "253",
  ]);
  const [{ name, ...time } = { name: "" }, ...others] = times.list();
  assertMatch(name, /^system\/question_times_test\.ts:\d+$/);
  assertEquals(time, { count: 4, totalMs: 755, longestMs: 253 });
  assertEquals(others, []);
});

Deno.test("the longest come first, and questions that are written anew again and again do not fill the memory", () => {
  const times = createQuestionTimes();
  for (let ms = 1; ms <= 3000; ms++) times.note(new Error(), ms);
  const longest = times.list().map(({ longestMs }) => longestMs);
  assertEquals([longest.length, longest[0], longest.at(-1)], [1000, 1000, 1]);
});

function lineOf(name: string): number {
  return Number(/^system\/question_times_test\.ts:(\d+)$/.exec(name)?.[1]);
}
