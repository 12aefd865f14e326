import { assertEquals } from "@std/assert";
import { groupThousands } from "../../domain/digits.ts";

Deno.test("digits are grouped by threes from the right", () => {
  const table = [
    ["0", "0"],
    ["12", "12"],
    ["123", "123"],
    ["1234", "1.234"],
    ["123456", "123.456"],
    ["1234567", "1.234.567"],
  ];
  for (const [digits = "", grouped = ""] of table) assertEquals(groupThousands(digits), grouped);
});
