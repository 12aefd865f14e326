import { assertEquals } from "@std/assert";
import { weeksOf } from "../../../domain/appointments/month.ts";

Deno.test("a month is shown in whole weeks, with the days of its own that have room", () => {
  const weeks = weeksOf("2026-04-15", new Set(["2026-04-06", "2026-04-30", "2026-05-01"]));
  assertEquals(weeks.length, 5);
  assertEquals(weeks[0]?.map(({ hasRoom }) => hasRoom), [null, null, ...Array(5).fill(false)]);
  assertEquals(weeks[1]?.[0], { date: "2026-04-06", hasRoom: true });
  assertEquals(weeks[4]?.map(({ hasRoom }) => hasRoom), [
    false,
    false,
    false,
    true,
    null,
    null,
    null,
  ]);
  assertEquals(weeks[4]?.[6]?.date, "2026-05-03");
});

Deno.test("a month that fills four weeks has four, and one that touches six has six", () => {
  assertEquals(weeksOf("2027-02-01", new Set()).length, 4);
  assertEquals(weeksOf("2026-08-31", new Set()).length, 6);
});
