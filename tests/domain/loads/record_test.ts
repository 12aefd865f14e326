import { assertEquals } from "@std/assert";
import { loadNumber, loadTitle } from "../../../domain/loads/record.ts";

Deno.test("a load is called by its year and four digits, more where a year has more loads", () => {
  assertEquals(loadNumber(2026, 132), "2026-0132");
  assertEquals(loadNumber(2026, 12_345), "2026-12345");
  assertEquals(loadTitle({ number: "2026-0132" }), "Carga 2026-0132");
});
