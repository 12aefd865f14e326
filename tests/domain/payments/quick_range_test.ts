import { assert, assertEquals } from "@std/assert";
import { quickRanges } from "../../../domain/payments/quick_range.ts";

Deno.test("the quick ranges of a day in March", () => {
  assertEquals(quickRanges("2026-03-15"), [
    { name: "Últimos 90 días", from: "2025-12-15", to: "2026-03-15" },
    { name: "Este mes", from: "2026-03-01", to: "2026-03-15" },
    { name: "Mes anterior", from: "2026-02-01", to: "2026-02-28" },
    { name: "Este trimestre", from: "2026-01-01", to: "2026-03-15" },
    { name: "Este año", from: "2026-01-01", to: "2026-03-15" },
    { name: "Últimos 12 meses", from: "2025-03-16", to: "2026-03-15" },
  ]);
});

Deno.test("the quick ranges go over the end of a year, a quarter and a month", () => {
  const table: [today: string, name: string, from: string, to: string][] = [
    ["2026-01-01", "Mes anterior", "2025-12-01", "2025-12-31"],
    ["2026-01-01", "Este trimestre", "2026-01-01", "2026-01-01"],
    ["2026-01-01", "Este año", "2026-01-01", "2026-01-01"],
    ["2026-01-01", "Últimos 12 meses", "2025-01-02", "2026-01-01"],
    ["2026-04-30", "Este trimestre", "2026-04-01", "2026-04-30"],
    ["2026-12-31", "Este trimestre", "2026-10-01", "2026-12-31"],
    ["2026-12-31", "Últimos 12 meses", "2026-01-01", "2026-12-31"],
    ["2024-03-31", "Mes anterior", "2024-02-01", "2024-02-29"],
    ["2026-03-31", "Últimos 12 meses", "2025-04-01", "2026-03-31"],
    ["2026-02-28", "Últimos 12 meses", "2025-03-01", "2026-02-28"],
  ];
  for (const [today, name, from, to] of table) {
    const range = quickRanges(today).find((one) => one.name === name);
    assertEquals(range, { name, from, to }, `${name} on ${today}`);
  }
});

Deno.test("no quick range begins after its end", () => {
  for (const today of ["2024-02-29", "2026-01-01", "2026-03-31", "2026-12-31"]) {
    for (const { from, to } of quickRanges(today)) assert(from <= to && to <= today);
  }
});
