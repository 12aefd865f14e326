import { assertEquals } from "@std/assert";
import { setNewest } from "../../lib/newest.ts";

Deno.test("a map holds as many entries as it may, and the oldest makes room", () => {
  const map = new Map<string, number>();
  assertEquals(setNewest(map, 2, "one", 1), undefined);
  assertEquals(setNewest(map, 2, "two", 2), undefined);
  assertEquals(setNewest(map, 2, "three", 3), ["one", 1]);
  assertEquals([...map], [["two", 2], ["three", 3]]);
});

Deno.test("what is set again is the newest, and nothing makes room for it", () => {
  const map = new Map([["one", 1], ["two", 2]]);
  assertEquals(setNewest(map, 2, "one", 10), undefined);
  assertEquals(setNewest(map, 2, "three", 3), ["two", 2]);
  assertEquals([...map], [["one", 10], ["three", 3]]);
});
