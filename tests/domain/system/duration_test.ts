import { assertEquals } from "@std/assert";
import { formatDuration } from "../../../domain/system/duration.ts";

Deno.test("a duration has tenths where it is a few milliseconds, or seconds", () => {
  const shown = [0, 0.04, 0.44, 9.94, 10, 999.4, 1000, 61_250].map(formatDuration);
  const few = ["0,0 ms", "0,0 ms", "0,4 ms", "9,9 ms"];
  assertEquals(shown, [...few, "10 ms", "999 ms", "1,0 s", "61,3 s"]);
});
