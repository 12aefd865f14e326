import { assertEquals } from "@std/assert";
import {
  CIRCUMSTANCES,
  CONTRIBUTION,
  PERSON_CIRCUMSTANCES,
} from "../../../domain/enrolment/circumstances_questions.ts";
import { readQuestion } from "../../../domain/enrolment/question.ts";

const FIELDS = { etnia: "ninguno", poblacion: "ninguna" };

Deno.test("whoever names a disability says whether it is for good, or leaves that unsaid", () => {
  const cases: [string, string, boolean][] = [
    ["ninguna", "ninguna", true],
    ["ninguna", "P", false],
    ["F", "ninguna", false],
    ["F", "T", true],
    ["N", "P", true],
    ["M", "reserva", true],
    ["reserva", "ninguna", true],
    ["reserva", "P", true],
    ["ninguna", "reserva", true],
    ["F", "", false],
    ["F", "X", false],
  ];
  for (const [discapacidad, grado, isGood] of cases) {
    for (const question of [CIRCUMSTANCES, PERSON_CIRCUMSTANCES]) {
      const reading = readQuestion(question, { ...FIELDS, discapacidad, grado });
      const wrong = "errors" in reading ? reading.errors.map(({ field }) => field) : [];
      assertEquals(wrong, isGood ? [] : ["grado"], `${discapacidad} ${grado}`);
    }
  }
});

Deno.test("the employer's number is a NIT or a cédula, its digit right where it is there, or nothing", () => {
  const cases: [string, string | null | undefined][] = [
    ["", null],
    ["806.008.394-7", "806008394"],
    ["806.008.394-6", undefined],
    ["8060083947", "806008394"],
    ["1.050.999.111", "1050999111"],
    ["mi tía", undefined],
  ];
  for (const [nitEmpleador, expected] of cases) {
    const reading = readQuestion(CONTRIBUTION, { ingreso: "1.750.000", nitEmpleador });
    const read = "answer" in reading ? reading.answer.nitEmpleador : undefined;
    assertEquals(read, expected, nitEmpleador);
  }
});
