import { assertEquals } from "@std/assert";
import { createRateLimit } from "../../lib/rate_limit.ts";

Deno.test("a key may ask so many times in a window, counted from its first request, and others beside it", () => {
  const limit = createRateLimit(2, 1000);
  assertEquals(limit.take("a", 100), { isAllowed: true, left: 1, endsInMs: 1000 });
  assertEquals(limit.take("a", 600), { isAllowed: true, left: 0, endsInMs: 500 });
  assertEquals(limit.take("a", 1099), { isAllowed: false, left: 0, endsInMs: 1 });
  assertEquals(limit.take("b", 1099), { isAllowed: true, left: 1, endsInMs: 1000 });
  assertEquals(limit.take("a", 1100), { isAllowed: true, left: 1, endsInMs: 1000 });
});

Deno.test("D13: a clock that is put back makes no window longer", () => {
  const limit = createRateLimit(1, 1000);
  limit.take("a", 10_000);
  assertEquals(limit.take("a", 10_000).isAllowed, false);
  assertEquals(limit.take("a", 500), { isAllowed: true, left: 0, endsInMs: 1000 });
});

Deno.test("whoever brings many keys makes the oldest windows be forgotten, never the newest", () => {
  const limit = createRateLimit(1, 1000);
  for (let key = 0; key < 10_001; key++) limit.take(String(key), 0);
  assertEquals(limit.take("10000", 1).isAllowed, false);
  assertEquals(limit.take("0", 1).isAllowed, true);
});
