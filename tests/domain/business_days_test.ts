import { assertEquals } from "@std/assert";
import Holidays from "date-holidays";
import { addBusinessDays, holidaysOf, isBusinessDay } from "../../domain/business_days.ts";
import { weekday } from "../../domain/dates.ts";

/** As the calendars of those years print them. */
const PRINTED: Record<number, string> = {
  2024: "01-01 01-08 03-25 03-28 03-29 05-01 05-13 06-03 06-10 07-01 07-20 08-07 08-19 10-14 " +
    "11-04 11-11 12-08 12-25",
  2025: "01-01 01-06 03-24 04-17 04-18 05-01 06-02 06-23 06-30 07-20 08-07 08-18 10-13 11-03 " +
    "11-17 12-08 12-25",
  2026:
    "01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 10-12 " +
    "11-02 11-16 12-08 12-25",
};

Deno.test("the holidays of a year are those that Colombia's calendars print", () => {
  for (const [year, printed] of Object.entries(PRINTED)) {
    const days = [...new Set(holidaysOf(Number(year)))];
    assertEquals(days.map((day) => day.slice(5)).join(" "), printed, year);
  }
});

Deno.test("the holidays of 2020 to 2035 are those that date-holidays has for Colombia", () => {
  const colombia = new Holidays("CO");
  for (let year = 2020; year <= 2035; year++) {
    const known = colombia.getHolidays(year).filter(({ type }) => type === "public")
      .map(({ date }) => date.slice(0, 10));
    assertEquals(onWorkingDays(holidaysOf(year)), onWorkingDays(known), String(year));
  }
});

/** Sundays are no business days anyhow: calendars disagree on whether Easter is a holiday. */
function onWorkingDays(dates: string[]): string[] {
  return [...new Set(dates)].filter((date) => weekday(date) < 5).sort();
}

Deno.test("9 July is a holiday from 2026 on, on the Monday after (Ley 2578 de 2026)", () => {
  const cases: [string, boolean][] = [
    ["2025-07-14", true],
    ["2026-07-09", true],
    ["2026-07-13", false],
    ["2027-07-12", false],
  ];
  for (const [day, expected] of cases) assertEquals(isBusinessDay(day), expected, day);
});

Deno.test("Easter moves its holidays from one end of its range to the other", () => {
  const goodFridays = [[2008, "2008-03-21"], [2019, "2019-04-19"], [2038, "2038-04-23"]] as const;
  for (const [year, friday] of goodFridays) {
    assertEquals(holidaysOf(year).includes(friday), true, friday);
  }
});

Deno.test("a business day is no Saturday, no Sunday and no holiday", () => {
  const cases: [string, boolean][] = [
    ["2026-04-01", true],
    ["2026-04-02", false],
    ["2026-04-03", false],
    ["2026-04-04", false],
    ["2026-04-05", false],
    ["2026-04-06", true],
    ["2026-07-20", false],
    ["2026-12-24", true],
  ];
  for (const [day, expected] of cases) assertEquals(isBusinessDay(day), expected, day);
});

Deno.test("business days are counted from the day after, over weekends, holidays and years", () => {
  const cases: [string, number, string][] = [
    ["2026-04-01", 0, "2026-04-01"],
    ["2026-04-01", 1, "2026-04-06"],
    ["2026-04-04", 1, "2026-04-06"],
    ["2026-04-01", 10, "2026-04-17"],
    ["2026-12-23", 3, "2026-12-29"],
    ["2026-12-31", 1, "2027-01-04"],
  ];
  for (const [from, count, expected] of cases) {
    assertEquals(addBusinessDays(from, count), expected, `${from} + ${count}`);
  }
});
