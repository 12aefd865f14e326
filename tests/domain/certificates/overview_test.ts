import { assertEquals } from "@std/assert";
import { fc } from "../../support/runs/properties.ts";
import { type MonthWithheld, overviewOf } from "../../../domain/certificates/overview.ts";
import { TAXES } from "../../../domain/certificates/period.ts";
import { sumCents } from "../../../domain/money.ts";

const amount = fc.integer({ min: -1_000_000, max: 1_000_000_000 });
const year = fc.uniqueArray(fc.integer({ min: 1, max: 12 })).chain((months) =>
  fc.tuple(
    ...months.map((month) =>
      fc.record({
        month: fc.constant(`2025-${String(month).padStart(2, "0")}`),
        renta: amount,
        iva: amount,
        ica: amount,
      })
    ),
  )
);

Deno.test("the periods of a year add up to what was withheld in it, for each tax", () => {
  fc.assert(fc.property(year, (months: MonthWithheld[]) => {
    const overview = overviewOf(2025, { months, issued: [], later: [] }, "2026-06-01");
    for (const tax of TAXES) {
      assertEquals(
        sumCents(overview[tax].map(({ withheld }) => withheld)),
        sumCents(months.map((month) => month[tax])),
      );
    }
  }));
});

Deno.test("a period from which nothing was withheld is left out", () => {
  const months = [{ month: "2025-03", renta: 0, iva: 5, ica: 0 }];
  const { renta, iva, ica } = overviewOf(2025, { months, issued: [], later: [] }, "2025-05-01");
  assertEquals([renta, ica], [[], []]);
  assertEquals(iva.map(({ period, isOver }) => [period.bimester, isOver]), [[2, true]]);
});
