import { assertEquals, assertStringIncludes } from "@std/assert";
import { describeGroup } from "../../../domain/enrolment/sisben.ts";
import { LIVELIHOOD, SISBEN } from "../../../domain/enrolment/case_questions.ts";
import { readQuestion } from "../../../domain/enrolment/question.ts";

const group = (grupo: string) => readQuestion(SISBEN, { tieneGrupo: "si", grupo });

Deno.test("groups go from A1 to D21 without a hole in their ends, however they are typed", () => {
  for (const good of ["A1", "a5", "B7", "C 18", " d21 "]) {
    assertEquals("answer" in group(good), true, good);
  }
  for (const bad of ["", "A0", "A6", "B8", "C19", "D22", "E1", "1", "B", "nivel 2"]) {
    assertEquals("errors" in group(bad), true, bad);
  }
});

Deno.test("a group means what it costs, and work comes before it", () => {
  const none = { sustento: "ninguno" } as const;
  const meant = (text: string | null, livelihood: "ninguno" | "empleado" = "ninguno") => {
    const { title, sentences } = describeGroup({
      sisben: { group: text },
      sustento: { ...none, sustento: livelihood },
    });
    return [title, ...sentences].join(" ");
  };
  assertStringIncludes(meant("B4"), "no pagan por afiliarse");
  assertStringIncludes(meant("D3"), "contribución solidaria");
  assertStringIncludes(meant(null), "oficina del SISBÉN");
  assertStringIncludes(meant("A1", "empleado"), "régimen contributivo");
  assertEquals("errors" in readQuestion(LIVELIHOOD, { sustento: "rentista" }), true);
});
