import { assertEquals } from "@std/assert";
import { chunks } from "../../db/chunks.ts";

Deno.test("chunks keep the order, are full but the last, and none is empty", () => {
  assertEquals([...chunks([1, 2, 3, 4, 5], 2)], [[1, 2], [3, 4], [5]]);
  assertEquals([...chunks([1, 2, 3, 4], 2)], [[1, 2], [3, 4]]);
  assertEquals([...chunks([1], 2)], [[1]]);
  assertEquals([...chunks([], 2)], []);
});

Deno.test("chunks read no further than they are asked to", () => {
  let walked = 0;
  function* numbers() {
    while (true) yield ++walked;
  }
  for (const chunk of chunks(numbers(), 3)) {
    assertEquals(chunk, [1, 2, 3]);
    break;
  }
  assertEquals(walked, 3);
});
