import { assertEquals } from "@std/assert";
import { digitsOf, formatCount } from "../../domain/thousands.ts";

const NUMBERS = [0, 7, 12, 999, 1000, 1007, 1234, 104_762, 10_000_000, Number.MAX_SAFE_INTEGER];

Deno.test("a count is written as Colombia writes it", () => {
  for (const count of NUMBERS) assertEquals(formatCount(count), count.toLocaleString("es-CO"));
});

Deno.test("the digits of a number are those that the runtime writes", () => {
  for (const number of NUMBERS) assertEquals(digitsOf(number), String(number));
});
