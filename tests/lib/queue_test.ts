import { assertEquals, assertRejects } from "@std/assert";
import { createQueue, enterWithin, QueueFullError } from "../../lib/queue.ts";

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

Deno.test("whoever comes back is never refused, and takes turns with those who are new", async () => {
  const queue = createQueue({ atOnce: 1, longestLine: 2 });
  const order: string[] = [];
  const first = await queue.enter();
  const turn = async (name: string, entering: Promise<() => void>) => {
    const end = await entering;
    order.push(name);
    end();
  };
  const all = [
    turn("new 1", queue.enter()),
    turn("new 2", queue.enter()),
    ...[1, 2, 3].map((number) => turn(`back ${number}`, queue.enterAgain())),
  ];
  await assertRejects(() => queue.enter(), QueueFullError);
  first();
  await Promise.all(all);
  assertEquals(order, ["back 1", "new 1", "back 2", "new 2", "back 3"]);
  (await queue.enterAgain())();
});
