import { assertEquals, assertRejects } from "@std/assert";
import { createQueue, enterWithin, onceEnded, QueueFullError } from "../../lib/queue.ts";

const LONG = { placeMs: 60_000, endMs: 60_000 };

Deno.test("a few work at once, a few more wait, the rest are refused", async () => {
  const queue = createQueue({ atOnce: 2, longestLine: 1 });
  const [one, two] = [await queue.enter(), await queue.enter()];
  const third = queue.enter();
  await assertRejects(() => queue.enter(), QueueFullError);
  one();
  one();
  const three = await third;
  await assertRejects(async () => {
    const [waiting, refused] = [queue.enter(), queue.enter()];
    await refused.finally(async () => {
      two();
      (await waiting)();
    });
  }, QueueFullError);
  three();
  (await queue.enter())();
});

Deno.test("work that fails frees its place", async () => {
  const queue = createQueue({ atOnce: 1, longestLine: 0 });
  await assertRejects(() => queue.run(() => Promise.reject(new TypeError("no"))), TypeError);
  assertEquals(await queue.run(() => Promise.resolve(7)), 7);
});

Deno.test("whoever stops waiting leaves the queue, and gets no turn later", async () => {
  const queue = createQueue({ atOnce: 1, longestLine: 1 });
  const end = await enterWithin(queue, Infinity);
  await assertRejects(() => enterWithin(queue, 1), QueueFullError);
  end();
  (await enterWithin(queue, Infinity))();
  (await queue.enter())();
});

Deno.test("a stream tells once that it was read, failed or was cancelled", async () => {
  for (const use of [readAll, giveUp]) {
    let ends = 0;
    await use(onceEnded(ReadableStream.from(["a", "b"]), () => ends++, LONG));
    assertEquals(ends, 1);
  }
  let ends = 0;
  const failing = new ReadableStream<string>({
    pull: (controller) => controller.error(new TypeError("x")),
  });
  await assertRejects(() => readAll(onceEnded(failing, () => ends++, LONG)), TypeError);
  assertEquals(ends, 1);
});

Deno.test("a stream that nobody reads any more ends with an error, and tells so", async () => {
  const ended = Promise.withResolvers<void>();
  const cancelled = Promise.withResolvers<void>();
  const endless = new ReadableStream<string>({
    pull: (controller) => controller.enqueue("a"),
    cancel: () => cancelled.resolve(),
  });
  const reader = onceEnded(endless, ended.resolve, { placeMs: 1, endMs: 1 }).getReader();
  assertEquals(await reader.read(), { value: "a", done: false });
  await Promise.all([ended.promise, cancelled.promise]);
  await assertRejects(
    async () => {
      for (;;) await reader.read();
    },
    Error,
    "nobody reads it",
  );
});

Deno.test("a slow reader frees the place and still gets all", async () => {
  let ends = 0;
  const freed = Promise.withResolvers<void>();
  const free = () => {
    ends++;
    freed.resolve();
  };
  const slowly = onceEnded(ReadableStream.from(["a", "b", "c"]), free, { ...LONG, placeMs: 1 });
  const reader = slowly.getReader();
  const first = await reader.read();
  await freed.promise;
  const rest = [await reader.read(), await reader.read(), await reader.read()];
  assertEquals([first, ...rest].map(({ value }) => value), ["a", "b", "c", undefined]);
  assertEquals(ends, 1);
});

async function readAll(stream: ReadableStream<string>): Promise<void> {
  assertEquals((await Array.fromAsync(stream)).length, 2);
}

async function giveUp(stream: ReadableStream<string>): Promise<void> {
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
}
