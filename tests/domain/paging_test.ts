import { assertEquals } from "@std/assert";
import { pageCount, readPage } from "../../domain/paging.ts";

Deno.test("a page is a whole number from 1 on, 1 where none is given", () => {
  assertEquals([undefined, "", "1", "2", "1000000"].map(readPage), [1, 1, 1, 2, 1_000_000]);
});

Deno.test("what is no page number is refused", () => {
  const refused = ["-1", "0", "1e9", "NaN", "0x10", "1.5", "1,5", "01", " 1", "1 ", "+1", "１"]
    .concat("Infinity", "1000000000", "9999999999999999999", "1;DROP", "dos");
  for (const typed of refused) assertEquals(readPage(typed), undefined, typed);
});

Deno.test("there is always one page, and 21 rows on each", () => {
  assertEquals([0, 1, 21, 22, 42, 43].map((total) => pageCount(total)), [1, 1, 1, 2, 2, 3]);
  assertEquals(pageCount(1001, 1000), 2);
});
