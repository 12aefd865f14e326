import { assertEquals, assertMatch } from "@std/assert";
import { readAnswers, type TypedEnrolment } from "../../../domain/enrolment/answers.ts";
import { contradictionsOf } from "../../../domain/enrolment/contradictions.ts";
import { KINSHIPS } from "../../../domain/enrolment/law.ts";
import { ANSWERS, DAUGHTER } from "../../support/enrolment/applicant.ts";

const TODAY = "2026-04-01";
const HANDLE = "p00000000000000aa";

Deno.test("a transfer waits until 360 days have passed, but for the reasons of the law", () => {
  const cases: [string, string, RegExp | undefined][] = [
    ["06/04/2025", "ninguno", undefined],
    ["07/04/2025", "ninguno", /desde el 02\/04\/2026/],
    ["07/04/2025", "familia", undefined],
    ["02/04/2026", "familia", /no ha llegado/],
  ];
  for (const [desde, excepcion, problem] of cases) {
    const traslado = { epsAnterior: "Otra EPS", desde, excepcion };
    assertProblem(judge({ key: "traslado" }, { traslado }), problem);
  }
});

Deno.test("whoever applies is 18 on her birthday, and not the day before", () => {
  const born = (nacimiento: string) => ({ nacimiento: { nacimiento, sexo: "F" } });
  assertProblem(judge({ key: "nacimiento" }, born("01/04/2008")), undefined);
  assertProblem(judge({ key: "nacimiento" }, born("02/04/2008")), /18 años/);
  assertProblem(judge({ key: "nacimiento" }, born("02/04/2026")), /no ha llegado/);
});

Deno.test("whoever works with a contract says who pays", () => {
  const aporte = { ingreso: "1.750.000", empleador: "", nitEmpleador: "" };
  const judgeWork = (sustento: string, empleador: string) =>
    judge({ key: "aporte" }, { sustento: { sustento }, aporte: { ...aporte, empleador } });
  assertProblem(judgeWork("empleado", ""), /quién le paga/);
  assertProblem(judgeWork("empleado", "Finca La Ceiba"), undefined);
  assertProblem(judgeWork("independiente", ""), undefined);
});

Deno.test("each kinship ends at the age that the law says", () => {
  for (const { code, below } of KINSHIPS) {
    const year = 2026 - (below ?? 60);
    const person = {
      ...DAUGHTER,
      parentesco: { parentesco: code },
      documento: { tipoDocumento: "CC", documento: "1050999111" },
    };
    const place = { key: "nacimiento", handle: HANDLE };
    const reached = { ...person, nacimiento: { nacimiento: `01/04/${year}`, sexo: "F" } };
    assertProblem(judge(place, {}, reached), below === undefined ? undefined : /ya cumplió/);
    const younger = { nacimiento: `02/04/${year}`, sexo: "F" };
    const before = { ...person, documento: { tipoDocumento: "CE", documento: "77" + year } };
    assertProblem(judge(place, {}, { ...before, nacimiento: younger }), undefined);
  }
});

Deno.test("a novelty of beneficiaries names one", () => {
  const novelty = { motivo: { motivo: "novedad" }, novedad: { novedad: "beneficiarios" } };
  assertProblem(judge({ key: "personas" }, novelty), /Agregue a la persona/);
  assertProblem(judge({ key: "personas" }, novelty, DAUGHTER), undefined);
});

function judge(
  place: { key: string; handle?: string },
  holder: TypedEnrolment["holder"],
  person?: TypedEnrolment["holder"],
) {
  const people: TypedEnrolment["people"] = person ? { [HANDLE]: person } : {};
  const answers = readAnswers({ holder: { ...ANSWERS, ...holder }, people });
  return contradictionsOf(place, answers, TODAY);
}

function assertProblem(found: { message: string }[], expected: RegExp | undefined): void {
  if (expected) assertMatch(found.map(({ message }) => message).join(), expected);
  else assertEquals(found, []);
}
