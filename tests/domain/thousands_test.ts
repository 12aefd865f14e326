import { assertEquals } from "@std/assert";
import { formatCount, groupThousands } from "../../domain/thousands.ts";

Deno.test("digits are grouped in threes from the right", () => {
  const cases = [["", ""], ["0", "0"], ["12", "12"], ["123", "123"], ["1234", "1.234"]].concat([
    ["123456", "123.456"],
    ["1234567", "1.234.567"],
    ["90071992547409", "90.071.992.547.409"],
  ]);
  for (const [digits = "", written] of cases) assertEquals(groupThousands(digits), written);
});

Deno.test("a count is written as Colombia writes it", () => {
  for (const count of [0, 7, 999, 1000, 1234, 104_762, 10_000_000]) {
    assertEquals(formatCount(count), count.toLocaleString("es-CO"));
  }
});
