import { assertEquals } from "@std/assert";
import { fc } from "../../support/runs/properties.ts";
import {
  AGE_STEPS,
  ageName,
  daysOfAge,
  growth,
  monthsOf,
  totalOf,
} from "../../../domain/statements/statement.ts";
import { sumCents } from "../../../domain/money.ts";

const aMonth = (month: string, paid: number) => ({
  month,
  paid,
  vouchers: 1,
  withheld: 2,
  unapplied: 3,
});

Deno.test("a year has its months, those without payments too, beside the year before", () => {
  const months = monthsOf(2025, [aMonth("2025-03", 500), aMonth("2024-03", 400)], "2026-11-29");
  assertEquals(months.length, 12);
  assertEquals(months[2], { ...aMonth("2025-03", 500), paidYearBefore: 400 });
  assertEquals(months[11], {
    month: "2025-12",
    vouchers: 0,
    paid: 0,
    withheld: 0,
    unapplied: 0,
    paidYearBefore: 0,
  });
});

Deno.test("the year that runs ends with its month, so that both totals are of the same months", () => {
  const sums = [aMonth("2026-01", 100), aMonth("2025-01", 50), aMonth("2025-12", 7000)];
  const months = monthsOf(2026, sums, "2026-02-10");
  assertEquals(months.map(({ month }) => month), ["2026-01", "2026-02"]);
  assertEquals(totalOf(2026, months).paidYearBefore, 50);
});

Deno.test("growth is of the year before, and none where there was nothing", () => {
  const [month] = monthsOf(2026, [aMonth("2026-01", 110), aMonth("2025-01", 100)], "2026-01-31");
  assertEquals(month && Math.round(growth(month) ?? 0), 10);
  const [alone] = monthsOf(2026, [aMonth("2026-01", 110)], "2026-01-31");
  assertEquals(alone && growth(alone), undefined);
});

Deno.test("the ages follow each other without a gap, and say their days", () => {
  assertEquals(AGE_STEPS.map(ageName), [
    "0 a 30 días",
    "31 a 60 días",
    "61 a 90 días",
    "Más de 90 días",
  ]);
  assertEquals(daysOfAge(AGE_STEPS[0], "2026-03-31"), { from: "2026-03-01", to: "2026-03-31" });
  assertEquals(daysOfAge(AGE_STEPS[1], "2026-03-31"), { from: "2026-01-30", to: "2026-02-28" });
  assertEquals(daysOfAge(AGE_STEPS[3], "2026-03-31"), { from: undefined, to: "2025-12-30" });
});

Deno.test("whatever was paid, the totals are the sums of the months that are shown", () => {
  const month = fc.record({
    year: fc.constantFrom(2024, 2025, 2026),
    month: fc.integer({ min: 1, max: 12 }),
    paid: fc.integer({ min: 0, max: 1e9 }),
  });
  const unique = { selector: (one: { year: number; month: number }) => one.year * 100 + one.month };
  fc.assert(fc.property(fc.uniqueArray(month, unique), (made) => {
    const sums = made.map(({ year, month, paid }) =>
      aMonth(`${year}-${String(month).padStart(2, "0")}`, paid)
    );
    const total = totalOf(2026, monthsOf(2026, sums, "2026-12-31"));
    const of = (year: string) => sums.filter(({ month }) => month.startsWith(year));
    assertEquals(total.paid, sumCents(of("2026").map(({ paid }) => paid)));
    assertEquals(total.paidYearBefore, sumCents(of("2025").map(({ paid }) => paid)));
    assertEquals(total.vouchers, of("2026").length);
  }));
});
