import { assertEquals } from "@std/assert";
import { readQuestion } from "../../../domain/enrolment/question.ts";
import { PRIMARY_SITE, writeSite } from "../../../domain/enrolment/site_questions.ts";

Deno.test("an IPS that was proposed has its code, one that was written has its name, and none is none", () => {
  const proposed = { code: "1300100123-01", name: "Clínica del Mar · sede 2" };
  const cases: [string, { code: string | null; name: string } | null][] = [
    [writeSite(proposed), proposed],
    ["  Hospital Local (HL) ", { code: null, name: "Hospital Local (HL)" }],
    ["Clínica del Mar · sede 2", { code: null, name: "Clínica del Mar · sede 2" }],
    ["", null],
    ["   ", null],
  ];
  for (const [ips, site] of cases) {
    assertEquals(readQuestion(PRIMARY_SITE, { ips }), { answer: { site } }, ips);
  }
});

Deno.test("an IPS of two hundred letters and more is refused", () => {
  assertEquals("errors" in readQuestion(PRIMARY_SITE, { ips: "x".repeat(201) }), true);
});
