import { assertEquals } from "@std/assert";
import {
  addDays,
  addYears,
  dateInBogota,
  endOfMonth,
  formatDate,
  formatInstant,
  formatMonth,
  readDate,
  readIsoDate,
  readTypedDate,
  startOfMonth,
  weekday,
} from "../../domain/dates.ts";

Deno.test("a date is read as dd/MM/yyyy, with one digit too", () => {
  const table: [typed: string, date: string][] = [
    ["05/03/2026", "2026-03-05"],
    ["1/03/2023", "2023-03-01"],
    ["1/3/2023", "2023-03-01"],
    [" 31/12/2025 ", "2025-12-31"],
    ["29/02/2024", "2024-02-29"],
    ["29/02/2000", "2000-02-29"],
  ];
  for (const [typed, date] of table) assertEquals(readDate(typed), { date });
});

Deno.test("J4: a date that does not exist is refused with the reason", () => {
  const table: [typed: string, problem: string][] = [
    ["31/02/2026", "La fecha 31/02/2026 no existe: febrero de 2026 tiene 28 días."],
    ["29/02/2026", "La fecha 29/02/2026 no existe: febrero de 2026 tiene 28 días."],
    ["30/02/2024", "La fecha 30/02/2024 no existe: febrero de 2024 tiene 29 días."],
    ["29/02/2100", "La fecha 29/02/2100 no existe: febrero de 2100 tiene 28 días."],
    ["31/04/2026", "La fecha 31/04/2026 no existe: abril de 2026 tiene 30 días."],
    ["00/01/2026", "La fecha 00/01/2026 no existe: enero de 2026 tiene 31 días."],
    ["01/13/2026", "La fecha 01/13/2026 no existe: los meses van de 01 a 12."],
    ["01/00/2026", "La fecha 01/00/2026 no existe: los meses van de 01 a 12."],
    ["01/01/0000", "La fecha 01/01/0000 no existe: revise el año."],
    ["01/01/9999", "La fecha 01/01/9999 no existe: revise el año."],
  ];
  for (const [typed, problem] of table) assertEquals(readDate(typed), { problem });
});

Deno.test("what is not a date is refused with the notation to use", () => {
  const problem = "Escriba la fecha como dd/MM/yyyy, por ejemplo 05/03/2026.";
  const refused = ["", "hoy", "5/3/26", "2026-03-05", "05-03-2026", "05/03/2026x", "０５/03/2026"];
  for (const typed of refused) assertEquals(readDate(typed), { problem });
});

Deno.test("a field reads a date as people type it", () => {
  const table: [typed: string, date: string][] = [
    ["01/03/2026", "2026-03-01"],
    ["1/3/26", "2026-03-01"],
    ["1-3-2026", "2026-03-01"],
    ["01.03.2026", "2026-03-01"],
    [" 01032026 ", "2026-03-01"],
    ["2026-03-01", "2026-03-01"],
  ];
  for (const [typed, date] of table) assertEquals(readTypedDate(typed), { date });
});

Deno.test("a field refuses what is no date, with what was typed", () => {
  const notation = "Escriba la fecha como dd/MM/yyyy, por ejemplo 05/03/2026.";
  const february = (typed: string) => `La fecha ${typed} no existe: febrero de 2026 tiene 28 días.`;
  const table: [typed: string, problem: string][] = [
    ["", notation],
    ["hoy", notation],
    ["1032026", notation],
    ["010326", notation],
    ["1/3/126", notation],
    ["31022026", february("31022026")],
    ["31-2-26", february("31-2-26")],
    ["2026-02-31", february("2026-02-31")],
  ];
  for (const [typed, problem] of table) assertEquals(readTypedDate(typed), { problem });
});

Deno.test("an ISO date is read, and nothing that only resembles one", () => {
  assertEquals(readIsoDate("2026-03-05"), { date: "2026-03-05" });
  assertEquals(readIsoDate("2026-02-30"), {
    problem: "La fecha 2026-02-30 no existe: febrero de 2026 tiene 28 días.",
  });
  assertEquals(readIsoDate("0000-01-01"), {
    problem: "La fecha 0000-01-01 no existe: revise el año.",
  });
  const problem = "Escriba la fecha como yyyy-MM-dd, por ejemplo 2026-03-05.";
  for (const typed of ["", "2026-3-5", "05/03/2026", "2026-03-05T00:00:00Z", " 2026-03-05"]) {
    assertEquals(readIsoDate(typed), { problem });
  }
});

Deno.test("J4: a payment at 23:30 of 31 January in Bogotá is of January", () => {
  assertEquals(dateInBogota(Date.parse("2026-02-01T04:30:00Z")), "2026-01-31");
  assertEquals(dateInBogota(Date.parse("2026-02-01T04:59:59.999Z")), "2026-01-31");
  assertEquals(dateInBogota(Date.parse("2026-02-01T05:00:00Z")), "2026-02-01");
  assertEquals(dateInBogota(Date.parse("2025-03-05T03:00:00Z")), "2025-03-04");
  assertEquals(formatInstant(Date.parse("2026-02-01T04:30:00Z")), "31/01/2026 23:30");
  assertEquals(formatInstant(Date.parse("2026-02-01T05:00:00Z")), "01/02/2026 00:00");
});

Deno.test("a date is shown with two digits a day and a month", () => {
  assertEquals(formatDate("2025-03-04"), "04/03/2025");
  assertEquals(formatMonth("2026-03-05"), "marzo de 2026");
  assertEquals(formatMonth("2026-12-31"), "diciembre de 2026");
});

Deno.test("days, months and years are counted over leap days and year ends", () => {
  assertEquals(addDays("2026-01-01", -1), "2025-12-31");
  assertEquals(addDays("2024-02-28", 1), "2024-02-29");
  assertEquals(addDays("2026-03-31", -90), "2025-12-31");
  assertEquals(startOfMonth("2026-03-31"), "2026-03-01");
  assertEquals(startOfMonth("2026-01-31", -1), "2025-12-01");
  assertEquals(startOfMonth("2026-12-31", 1), "2027-01-01");
  assertEquals(endOfMonth("2024-02-01"), "2024-02-29");
  assertEquals(endOfMonth("2026-12-15"), "2026-12-31");
  assertEquals(addYears("2016-03-05", 10), "2026-03-05");
  assertEquals(addYears("2024-02-29", 1), "2025-03-01");
});

Deno.test("the week begins on Monday", () => {
  assertEquals(weekday("2026-03-02"), 0);
  assertEquals(weekday("2026-03-08"), 6);
});
