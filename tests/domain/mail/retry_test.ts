import { assertEquals } from "@std/assert";
import { MAX_ATTEMPTS, waitBeforeRetryMs } from "../../../domain/mail/retry.ts";

Deno.test("a mail waits 1 min, 5 min, 30 min, 2 h, 6 h and 24 h, and is given up", () => {
  const attempts = Array.from({ length: MAX_ATTEMPTS }, (_, index) => index + 1);
  const minutes = attempts.map((count) => (waitBeforeRetryMs(count) ?? NaN) / 60_000);
  assertEquals(minutes, [1, 5, 30, 120, 360, 1440, NaN]);
});
