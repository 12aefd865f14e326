import { assertEquals } from "@std/assert";
import { joinPasted, splitPasted } from "../../lib/pasted_table.ts";

Deno.test("cells are divided by tabs, else by semicolons, and never by commas", () => {
  assertEquals(splitPasted("A-1\t1.000,50\r\nA-2\t2,5", 10), [["A-1", "1.000,50"], ["A-2", "2,5"]]);
  assertEquals(splitPasted("A-1;1.000,50\nA-2;", 10), [["A-1", "1.000,50"], ["A-2", ""]]);
  assertEquals(splitPasted("A,1", 10), [["A,1"]]);
});

Deno.test("a quoted cell may hold tabs and line ends; a quote that nobody closes is a sign", () => {
  assertEquals(splitPasted('"A\n1"\t2', 10), [["A\n1", "2"]]);
  assertEquals(splitPasted('"A-1\t2\nB\t3', 10), [['"A-1', "2"], ["B", "3"]]);
});

Deno.test("no more lines are read than are asked for", () => {
  assertEquals(splitPasted("1\n2\n3\n4", 3), [["1"], ["2"], ["3"]]);
});

Deno.test("a table that was joined is read as it was, but for tabs and line ends in its cells", () => {
  const table = [["A-1", 'x "y" z', ""], ["", '"B', "2\n3"]];
  assertEquals(splitPasted(joinPasted(table), 10), [["A-1", 'x "y" z', ""], ["", "”B", "2 3"]]);
});
