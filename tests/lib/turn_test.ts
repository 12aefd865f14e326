import { assertEquals } from "@std/assert";
import { pauseEvery } from "../../lib/turn.ts";

Deno.test("a pause lets others run only when its turn is over", async () => {
  let hasRun = false;
  setTimeout(() => hasRun = true, 0);
  const pause = pauseEvery(60_000);
  for (let count = 0; count < 100; count++) await pause();
  assertEquals(hasRun, false);
  await pauseEvery(0)();
  assertEquals(hasRun, true);
});
