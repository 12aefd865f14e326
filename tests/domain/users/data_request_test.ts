import { assertEquals } from "@std/assert";
import {
  DATA_REQUEST_KINDS,
  DATA_REQUEST_WORDS,
  dueDate,
  readDataRequestKind,
  urgencyOf,
} from "../../../domain/users/data_request.ts";

Deno.test("a question is answered in ten business days, a correction or removal in fifteen", () => {
  const dates = DATA_REQUEST_KINDS.map((kind) => [kind, dueDate(kind, "2026-04-01")]);
  assertEquals(dates, [
    ["consulta", "2026-04-17"],
    ["correccion", "2026-04-24"],
    ["supresion", "2026-04-24"],
  ]);
});

Deno.test("a request is urgent three business days before its date and overdue the day after it", () => {
  const cases: [string, string][] = [
    ["2026-04-13", "inTime"],
    ["2026-04-14", "urgent"],
    ["2026-04-17", "urgent"],
    ["2026-04-18", "overdue"],
  ];
  for (const [today, expected] of cases) assertEquals(urgencyOf("2026-04-17", today), expected);
});

Deno.test("the kinds are read by their names alone, and each has words", () => {
  for (const kind of DATA_REQUEST_KINDS) {
    assertEquals(readDataRequestKind(kind), kind);
    assertEquals(DATA_REQUEST_WORDS[kind].name.length > 0, true);
  }
  for (const text of ["", "Consulta", "toString"]) {
    assertEquals(readDataRequestKind(text), undefined);
  }
});
