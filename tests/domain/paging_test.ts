import { assertEquals } from "@std/assert";
import {
  countedSome,
  formatSome,
  pageCount,
  readPage,
  readPagePlace,
} from "../../domain/paging.ts";

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

Deno.test("a list that is counted no further says so", () => {
  assertEquals([57, 10_000, 10_001].map(formatSome), ["57", "10.000", "más de 10.000"]);
  const words = [1, 2000, 10_001].map((count) => countedSome(count, "caso", "casos"));
  assertEquals(words, ["1 caso", "2.000 casos", "Más de 10.000 casos"]);
});

Deno.test("a script gets the first page unless it asks for another, of at most 1000 rows", () => {
  assertEquals(readPagePlace({}), { place: { page: 1, perPage: 21 } });
  assertEquals(readPagePlace({ page: "3", perPage: "1000" }), {
    place: { page: 3, perPage: 1000 },
  });
  const cases: [page: string, perPage: string, fields: string[]][] = [
    ["0", "1001", ["page", "perPage"]],
    ["1", "0", ["perPage"]],
    ["x", "21", ["page"]],
  ];
  for (const [page, perPage, fields] of cases) {
    const reading = readPagePlace({ page, perPage });
    assertEquals("errors" in reading && reading.errors.map(({ field }) => field), fields);
  }
});
