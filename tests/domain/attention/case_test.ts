import { assertEquals } from "@std/assert";
import {
  CASE_KIND_WORDS,
  CASE_KINDS,
  CASE_RISK_WORDS,
  CASE_RISKS,
  caseDueAt,
  describeCaseLimit,
  describeDueAt,
  readCaseKind,
  readCaseRisk,
} from "../../../domain/attention/case.ts";

const FRIDAY_NIGHT = Date.parse("2026-03-27T23:30:00-05:00");
const HOUR_MS = 60 * 60 * 1000;

Deno.test("a claim of health is answered in hours of the clock, also at night and in Semana Santa", () => {
  for (const [risk, hours] of [["vital", 24], ["priority", 48], ["simple", 72]] as const) {
    const promised = { kind: "claim", risk } as const;
    const dueAt = caseDueAt(promised, FRIDAY_NIGHT);
    assertEquals(dueAt - FRIDAY_NIGHT, hours * HOUR_MS, risk);
    assertEquals(describeCaseLimit(promised), `${hours} horas`);
  }
  const dueAt = caseDueAt({ kind: "claim", risk: "vital" }, FRIDAY_NIGHT);
  assertEquals(describeDueAt({ kind: "claim", risk: "vital", dueAt }), "28/03/2026 a las 23:30");
});

Deno.test("everything else is answered in fifteen business days, until the end of the last one", () => {
  for (const kind of CASE_KINDS) {
    const promised = { kind, risk: "none" } as const;
    const dueAt = caseDueAt(promised, FRIDAY_NIGHT);
    assertEquals(dueAt, Date.parse("2026-04-22T00:00:00-05:00") - 1, kind);
    assertEquals(describeDueAt({ ...promised, dueAt }), "21/04/2026");
    assertEquals(describeCaseLimit(promised), "15 días hábiles");
  }
});

Deno.test("kinds and risks are read by their key in the form and by nothing else", () => {
  for (const kind of CASE_KINDS) assertEquals(readCaseKind(CASE_KIND_WORDS[kind].key), kind);
  for (const risk of CASE_RISKS) assertEquals(readCaseRisk(CASE_RISK_WORDS[risk].key), risk);
  for (const other of ["", "claim", "__proto__"]) {
    assertEquals([readCaseKind(other), readCaseRisk(other)], [undefined, undefined], other);
  }
});
