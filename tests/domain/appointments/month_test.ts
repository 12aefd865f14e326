import { assertEquals } from "@std/assert";
import { weeksOf } from "../../../domain/appointments/month.ts";

Deno.test("a month is shown in whole weeks, with the free hours of its own days", () => {
  const weeks = weeksOf(
    "2026-04-15",
    new Map([["2026-04-06", 2], ["2026-04-30", 1], ["2026-05-01", 9]]),
  );
  assertEquals(weeks.length, 5);
  assertEquals(weeks[0]?.map(({ room }) => room), [null, null, 0, 0, 0, 0, 0]);
  assertEquals(weeks[1]?.[0], { date: "2026-04-06", room: 2 });
  assertEquals(weeks[4]?.map(({ room }) => room), [0, 0, 0, 1, null, null, null]);
  assertEquals(weeks[4]?.[6]?.date, "2026-05-03");
});

Deno.test("a month that fills four weeks has four, and one that touches six has six", () => {
  assertEquals(weeksOf("2027-02-01", new Map()).length, 4);
  assertEquals(weeksOf("2026-08-31", new Map()).length, 6);
});
