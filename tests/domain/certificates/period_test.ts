import { assertEquals } from "@std/assert";
import {
  daysOf,
  periodKey,
  periodName,
  periodsOf,
  readPeriod,
  TAXES,
} from "../../../domain/certificates/period.ts";
import { addDays } from "../../../domain/dates.ts";

Deno.test("the periods of a tax follow each other through the year without a gap", () => {
  for (const tax of TAXES) {
    for (const year of [2024, 2025]) {
      const days = periodsOf(tax, year).map(daysOf);
      assertEquals(days[0]?.from, `${year}-01-01`);
      assertEquals(days.at(-1)?.to, `${year}-12-31`);
      for (const [index, { from }] of days.entries()) {
        const before = days[index - 1];
        if (before) assertEquals(from, addDays(before.to, 1));
      }
    }
  }
});

Deno.test("each period is read by its key, and nothing else is a period", () => {
  for (const period of TAXES.flatMap((tax) => periodsOf(tax, 2025))) {
    assertEquals(readPeriod(period.tax, periodKey(period)), period);
  }
  const others = [["renta", "2025-1"], ["iva", "2025"], ["iva", "2025-0"], ["iva", "2025-7"]];
  for (const [tax = "", key = ""] of [...others, ["x", "2025"], ["renta", "1999"]]) {
    assertEquals(readPeriod(tax, key), undefined, `${tax} ${key}`);
  }
});

Deno.test("a period has the name that people give it", () => {
  assertEquals(periodName({ tax: "renta", year: 2025, bimester: null }), "año 2025");
  assertEquals(
    periodName({ tax: "iva", year: 2025, bimester: 6 }),
    "noviembre y diciembre de 2025",
  );
});
