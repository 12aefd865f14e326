import { assertEquals, assertRejects } from "@std/assert";
import { placedStream } from "../../lib/placed_stream.ts";
import { createSharedQueue } from "../../lib/shared_queue.ts";
import { letOthersRun } from "../../lib/turn.ts";

const LONG = { placeMs: 60_000, endMs: 60_000 };

/** One place, which `next` waits for. */
async function onePlace() {
  const queue = createSharedQueue<string>({
    atOnce: 1,
    longestLine: 1,
    longestOwnLine: 0,
    mostPaused: 1,
  });
  return { place: await queue.enter("reader"), next: async () => await queue.enter("another") };
}

Deno.test("D8: the place of a stream ends when it was read, failed or was cancelled", async () => {
  const uses: [ReadableStream<string>, (stream: ReadableStream<string>) => Promise<unknown>][] = [
    [ReadableStream.from(["a", "b"]), (stream) => Array.fromAsync(stream)],
    [ReadableStream.from(["a", "b"]), giveUp],
    [
      new ReadableStream({ pull: (controller) => controller.error(new TypeError("x")) }),
      (stream) => assertRejects(() => Array.fromAsync(stream), TypeError),
    ],
  ];
  for (const [stream, use] of uses) {
    const { place, next } = await onePlace();
    await use(placedStream(stream, place, LONG));
    (await next()).end();
  }
});

Deno.test("D8: a stream that nobody reads any more ends with an error, and so does its place", async () => {
  const cancelled = Promise.withResolvers<void>();
  const endless = new ReadableStream<string>({
    pull: (controller) => controller.enqueue("a"),
    cancel: () => cancelled.resolve(),
  });
  const { place, next } = await onePlace();
  const reader = placedStream(endless, place, { ...LONG, endMs: 1 }).getReader();
  assertEquals(await reader.read(), { value: "a", done: false });
  await Promise.all([cancelled.promise, next().then((other) => other.end())]);
  await assertRejects(
    async () => {
      for (;;) await reader.read();
    },
    Error,
    "nobody reads it",
  );
});

Deno.test("D8: whoever reads slowly lets others in, and waits for them before the next part is made", async () => {
  const { place, next } = await onePlace();
  let made = 0;
  const parts = new ReadableStream<string>(
    {
      pull(controller) {
        if (++made > 9) controller.close();
        else controller.enqueue(`part ${made}`);
      },
    },
    { highWaterMark: 0 },
  );
  const reader = placedStream(parts, place, { ...LONG, placeMs: 0 }).getReader();
  const read = [(await reader.read()).value];
  let other = await next();
  const madeBefore = made;
  // One part waits to be read; the one after it is not made while another has the place.
  read.push((await reader.read()).value);
  const third = reader.read();
  await letOthersRun();
  assertEquals(made, madeBefore);
  other.end();
  read.push((await third).value);
  other = await next();
  other.end();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    read.push(part.value);
  }
  assertEquals(read, Array.from({ length: 9 }, (_, index) => `part ${index + 1}`));
});

async function giveUp(stream: ReadableStream<string>): Promise<void> {
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
}
