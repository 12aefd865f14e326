import { assert, assertEquals } from "@std/assert";
import { isRepresentative, passwordProblem, passwordRules } from "../../domain/registration.ts";

const ABOUT = {
  nit: "900356158",
  representativeId: "1067845210",
  legalName: "Clínica A S.A.S.",
  epsName: "Mutual Ser",
};

function problemOf(password: string): string | undefined {
  return passwordProblem(passwordRules(password, ABOUT), password);
}

Deno.test("the cédula of the representative is accepted bare and with a 1 appended", () => {
  const accepted = [
    "1067845210",
    "10678452101",
    "1.067.845.210",
    "1.067.845.210 1",
    " 1067845210 ",
  ];
  for (const typed of accepted) assert(isRepresentative(typed, "1067845210"), typed);
});

Deno.test("no other cédula is accepted", () => {
  const refused = ["", "1", "106784521", "10678452102", "106784521011", "1067845210x", "0", "*"];
  for (const typed of refused) assert(!isRepresentative(typed, "1067845210"), typed);
});

Deno.test("a provider without a cédula on file has no representative, not even an empty one", () => {
  for (const typed of ["", "1", " ", "null"]) {
    assert(!isRepresentative(typed, null), typed);
    assert(!isRepresentative(typed, ""), typed);
  }
});

Deno.test("a password has at least fifteen characters of any kind", () => {
  assertEquals(problemOf(""), "Escriba una contraseña.");
  assertEquals(problemOf("tigres y trigo"), "Use al menos 15 caracteres, por ejemplo una frase.");
  const accepted = [
    "tigres y trigos",
    "tigresytrigales",
    " tres tigres comen",
    "ñandú, ñame y ñeque",
    "🐯🐯 comen trigo 🌾🌾",
    "tres tigres comen trigo ".repeat(3).slice(0, 64),
    "tres tigres comen trigo ".repeat(6).slice(0, 128),
  ];
  for (const password of accepted) assertEquals(problemOf(password), undefined, password);
});

Deno.test("characters are counted as people see them, not as they are coded", () => {
  const [rule] = passwordRules("n\u0303ame de a\u0301rbol", ABOUT);
  assertEquals(rule, { name: "15 caracteres o más: lleva 13", isMet: false });
  const [emoji] = passwordRules("🐯".repeat(14), ABOUT);
  assertEquals(emoji?.isMet, false);
});

Deno.test("a password of more than a thousand characters is refused before it is hashed", () => {
  assertEquals(problemOf("tres tigres ".repeat(1000)), "Use a lo sumo mil caracteres.");
});

Deno.test("a password does not hold the NIT or the cédula", () => {
  const problem = "No use su NIT ni su cédula dentro de la contraseña.";
  assertEquals(problemOf("mi clínica es 900356158"), problem);
  assertEquals(problemOf("yo soy 1067845210, hola"), problem);
  assertEquals(problemOf("10678452101 es la buena"), problem);
});

Deno.test("a password that everybody tries is refused", () => {
  const easy = [
    "aaaaaaaaaaaaaaa",
    "123456789012345",
    "012345678901234",
    "987654321098765",
    "abcdefghijklmnop",
    "qwertyuiopasdfgh",
    "Qwerty123456789",
    "1234567890qwerty",
    "passwordpassword",
    "Password1234567!",
    "contraseña123456",
    "iloveyouiloveyou",
    "mutualser mutualser",
    "MutualSer2026!!!",
    "zona ser zona ser",
    "colombia20262026",
    "clave.clave.clave.",
    "               ",
  ];
  const problem = "Esta contraseña es fácil de adivinar. Use una frase propia.";
  for (const password of easy) assertEquals(problemOf(password), problem, password);
});

Deno.test("the name of another EPS is easy to guess for its own portal only", () => {
  const password = "capital salud 2026";
  assertEquals(problemOf(password), undefined);
  const rules = passwordRules(password, { ...ABOUT, epsName: "Capital Salud" });
  assertEquals(
    passwordProblem(rules, password),
    "Esta contraseña es fácil de adivinar. Use una frase propia.",
  );
});

Deno.test("while nothing is typed no rule is met, and each rule is met by itself", () => {
  const met = (password: string) => passwordRules(password, ABOUT).map((rule) => rule.isMet);
  assertEquals(met(""), [false, false, false]);
  assertEquals(met("aaaaaa"), [false, true, false]);
  assertEquals(met("tigres y pan"), [false, true, true]);
  assertEquals(met("tres tigres comen trigo"), [true, true, true]);
});
