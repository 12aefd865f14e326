import { assertEquals } from "@std/assert";
import { weekFrom, weekToSummarise } from "../../../domain/notices/summary_week.ts";

const CASES: [string, string][] = [
  ["2026-03-30T06:59:59.999-05:00", "2026-03-16"],
  ["2026-03-30T07:00:00-05:00", "2026-03-23"],
  ["2026-03-30T12:00:00Z", "2026-03-23"],
  ["2026-03-30T11:59:59Z", "2026-03-16"],
  ["2026-04-05T23:59:59-05:00", "2026-03-23"],
  ["2026-04-06T06:00:00-05:00", "2026-03-23"],
  ["2026-04-06T07:00:00-05:00", "2026-03-30"],
  ["2026-01-05T07:00:00-05:00", "2025-12-29"],
];

Deno.test("a week's summary is due on the Monday after it, at 7:00 in Bogotá", () => {
  for (const [instant, weekStart] of CASES) {
    assertEquals(weekToSummarise(Date.parse(instant)), weekStart, instant);
  }
});

Deno.test("a week goes from Monday to Sunday, and its instants are Bogotá's midnights", () => {
  assertEquals(weekFrom("2025-12-29"), {
    from: "2025-12-29",
    to: "2026-01-04",
    startMs: Date.parse("2025-12-29T05:00:00Z"),
    endMs: Date.parse("2026-01-05T05:00:00Z"),
  });
});
