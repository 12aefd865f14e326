import { assertEquals, assertRejects } from "@std/assert";
import { oneAtATime } from "../../lib/one_at_a_time.ts";

Deno.test("who asks during a run gets one more run, together with the others who asked", async () => {
  const first = Promise.withResolvers<void>();
  let [runs, atOnce, mostAtOnce] = [0, 0, 0];
  const run = oneAtATime(async () => {
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    if (++runs === 1) await first.promise;
    atOnce--;
  });
  const asked = [run(), run(), run()];
  first.resolve();
  await Promise.all(asked);
  assertEquals([runs, mostAtOnce], [2, 1]);
  await run();
  assertEquals([runs, mostAtOnce], [3, 1]);
});

Deno.test("after a run that failed the next one runs", async () => {
  let runs = 0;
  const run = oneAtATime(() => ++runs === 1 ? Promise.reject(new Error("no")) : Promise.resolve());
  await assertRejects(run, Error, "no");
  await run();
  assertEquals(runs, 2);
});
