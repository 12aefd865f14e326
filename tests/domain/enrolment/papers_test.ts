import { assertEquals } from "@std/assert";
import { readAnswers, type TypedEnrolment } from "../../../domain/enrolment/answers.ts";
import { findPaper, papersOf } from "../../../domain/enrolment/papers.ts";
import { ANSWERS, DAUGHTER } from "../../support/enrolment/applicant.ts";

const HANDLE = "p00000000000000aa";

Deno.test("the papers are those of the document, the kinship and the country", () => {
  const cases: [string, string, string[]][] = [
    ["TI", "hijo", ["Tarjeta de identidad, por los dos lados", "Registro civil de nacimiento"]],
    ["RC", "hijo", ["Registro civil"]],
    ["CC", "conyuge", [
      "Cédula de ciudadanía, por los dos lados",
      "Registro civil de matrimonio",
    ]],
    ["PT", "conyuge", [
      "Permiso por protección temporal, por los dos lados",
      "Registro civil de matrimonio, apostillado si es de otro país",
    ]],
    ["CC", "hijoIncapacidad", [
      "Cédula de ciudadanía, por los dos lados",
      "Registro civil de nacimiento",
      "Dictamen de la incapacidad permanente",
    ]],
    ["CC", "padre", [
      "Cédula de ciudadanía, por los dos lados",
      "Registro civil de nacimiento de usted",
    ]],
  ];
  for (const [tipoDocumento, parentesco, expected] of cases) {
    const papers = papersOf(answersWith(tipoDocumento, parentesco));
    const hers = papers.filter(({ person }) => person === HANDLE).map(({ name }) => name);
    assertEquals(hers, expected, `${tipoDocumento} ${parentesco}`);
  }
});

Deno.test("the address of a paper is a number, and names only papers that the case asks for", () => {
  const answers = answersWith("CC", "hijoIncapacidad");
  const asked = papersOf(answers).filter(({ person }) => person === HANDLE);
  const numbers = Array.from({ length: 12 }, (_, number) => String(number));
  const found = numbers.filter((number) => findPaper(answers, HANDLE, number));
  assertEquals(found.length, asked.length);
  for (const wrong of ["", "x", "disability", "1.0", "-1"]) {
    assertEquals(findPaper(answers, HANDLE, wrong), undefined, wrong);
  }
  assertEquals(findPaper(answers, "p00000000000000bb", "1"), undefined);
});

function answersWith(tipoDocumento: string, parentesco: string) {
  const typed: TypedEnrolment = {
    holder: ANSWERS,
    people: {
      [HANDLE]: {
        ...DAUGHTER,
        documento: { tipoDocumento, documento: "1050999111" },
        parentesco: { parentesco },
      },
    },
  };
  return readAnswers(typed);
}
