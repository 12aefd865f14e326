import { assertEquals, assertRejects } from "@std/assert";
import { QueueFullError } from "../../lib/queue.ts";
import { createSharedQueue, OwnLineFullError } from "../../lib/shared_queue.ts";

Deno.test("each person works one at a time, a few do at once, and those who wait take nobody's place", async () => {
  const queue = createSharedQueue<string>({ atOnce: 2, longestLine: 0, longestOwnLine: 1 });
  const begin = (key: string) => {
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const done = queue.run(key, () => {
      begun.resolve();
      return end.promise;
    });
    return { begun: begun.promise, end: end.resolve, done };
  };
  const [first, second] = [begin("a"), begin("a")];
  await assertRejects(() => begin("a").done, OwnLineFullError);
  let isSecondBegun = false;
  second.begun.then(() => isSecondBegun = true);
  const other = begin("b");
  await Promise.all([first.begun, other.begun]);
  const refused = await assertRejects(() => begin("c").done, QueueFullError);
  assertEquals(refused instanceof OwnLineFullError, false, "the places are taken by others");
  assertEquals(isSecondBegun, false);
  first.end();
  await second.begun;
  for (const { end, done } of [second, other]) {
    end();
    await done;
  }
  assertEquals(await queue.run("c", () => Promise.resolve(7)), 7);
});

Deno.test("work that fails leaves both of its places", async () => {
  const queue = createSharedQueue<number>({ atOnce: 1, longestLine: 0, longestOwnLine: 0 });
  await assertRejects(() => queue.run(1, () => Promise.reject(new TypeError("no"))), TypeError);
  assertEquals(await queue.run(1, () => Promise.resolve(7)), 7);
});

Deno.test("a turn that ends twice frees one place, and whoever finds no place leaves her own line", async () => {
  const queue = createSharedQueue<string>({ atOnce: 1, longestLine: 0, longestOwnLine: 0 });
  const place = await queue.enter("a");
  await assertRejects(() => queue.enter("b"), QueueFullError);
  place.end();
  place.end();
  const other = await queue.enter("b");
  const refused = await assertRejects(() => queue.enter("a"), QueueFullError);
  assertEquals(refused instanceof OwnLineFullError, false);
  other.end();
});

const LETS_PAUSE = { atOnce: 1, longestLine: 0, longestOwnLine: 0, mostPaused: 1 };

Deno.test("a turn that is given up lets others in, and not one's own next work", async () => {
  const queue = createSharedQueue<string>(LETS_PAUSE);
  const place = await queue.enter("a");
  place.pause();
  await assertRejects(() => queue.enter("a"), OwnLineFullError);
  const other = await queue.enter("b");
  const [resumed, ended] = [place.resume(), Promise.withResolvers<void>()];
  let isResumed = false;
  resumed.then(() => isResumed = true);
  ended.resolve();
  await ended.promise;
  assertEquals(isResumed, false, "b is at work");
  other.end();
  await resumed;
  await place.resume();
  await assertRejects(() => queue.enter("b"), QueueFullError);
  place.end();
  (await queue.enter("a")).end();
});

Deno.test("work that ends while it waits for its turn again takes nobody's place", async () => {
  const queue = createSharedQueue<string>(LETS_PAUSE);
  const place = await queue.enter("a");
  place.pause();
  const other = await queue.enter("b");
  const resumed = place.resume();
  place.end();
  other.end();
  await resumed;
  (await queue.enter("c")).end();
});

Deno.test("where as many have paused as may, the next one keeps her place until one of them goes on or ends", async () => {
  const queue = createSharedQueue<string>(LETS_PAUSE);
  const first = await queue.enter("a");
  first.pause();
  const second = await queue.enter("b");
  second.pause();
  await assertRejects(() => queue.enter("c"), QueueFullError);
  first.end();
  second.pause();
  const third = await queue.enter("c");
  third.pause();
  await assertRejects(() => queue.enter("d"), QueueFullError);
  const resumed = second.resume();
  third.end();
  await resumed;
  second.pause();
  (await queue.enter("d")).end();
});
