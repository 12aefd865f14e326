import { assert, assertEquals } from "@std/assert";
import { knownWords, passwordProblem, passwordRules } from "../../../domain/accounts/password.ts";
import { guessesOf } from "../../../lib/password/strength.ts";

const OWNER = {
  numbers: ["900356158", "1067845210"],
  names: ["Clínica A S.A.S.", "Mutual Ser"],
};

async function problemOf(password: string, owner = OWNER): Promise<string | undefined> {
  return passwordProblem(await rulesOf(password, owner), password);
}

async function rulesOf(password: string, owner = OWNER) {
  return passwordRules(password, owner, await guessesOf(password, knownWords(owner.names)));
}

Deno.test("a password has at least fifteen characters of any kind", async () => {
  assertEquals(await problemOf(""), "Escriba una contraseña.");
  assertEquals(
    await problemOf("tigres y trigo"),
    "Use al menos 15 caracteres, por ejemplo una frase.",
  );
  const accepted = [
    "tigres y trigos",
    "tigresytrigales",
    " tres tigres comen",
    "ñandú, ñame y ñeque",
    "🐯🐯 comen trigo 🌾🌾",
    "tres tigres comen trigo ".repeat(3).slice(0, 64),
    "tres tigres comen trigo ".repeat(6).slice(0, 128),
  ];
  for (const password of accepted) assertEquals(await problemOf(password), undefined, password);
});

Deno.test("characters are counted as people see them, not as they are coded", async () => {
  const [rule] = await rulesOf("n\u0303ame de a\u0301rbol");
  assertEquals(rule, { name: "15 caracteres o más: lleva 13", isMet: false });
  const [emoji] = await rulesOf("🐯".repeat(14));
  assertEquals(emoji?.isMet, false);
});

Deno.test("a password of more than a thousand characters is refused before it is hashed", async () => {
  assertEquals(await problemOf("tres tigres ".repeat(1000)), "Use a lo sumo mil caracteres.");
});

Deno.test("a password does not hold the NIT or the cédula", async () => {
  const problem = "No use su NIT ni su documento dentro de la contraseña.";
  assertEquals(await problemOf("mi clínica es 900356158"), problem);
  assertEquals(await problemOf("yo soy 1067845210, hola"), problem);
  assertEquals(await problemOf("10678452101 es la buena"), problem);
});

Deno.test("a password that everybody tries is refused", async () => {
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
  for (const password of easy) assertEquals(await problemOf(password), problem, password);
});

Deno.test("the name of another EPS is easy to guess for its own portal only", async () => {
  const password = "capital salud 2026";
  assertEquals(await problemOf(password), undefined);
  assertEquals(
    await problemOf(password, { ...OWNER, names: ["Clínica A S.A.S.", "Capital Salud"] }),
    "Esta contraseña es fácil de adivinar. Use una frase propia.",
  );
});

Deno.test("while nothing is typed no rule is met, and each rule is met by itself", async () => {
  const met = async (password: string) => (await rulesOf(password)).map((rule) => rule.isMet);
  assertEquals(await met(""), [false, false, false]);
  assertEquals(await met("aaaaaa"), [false, true, false]);
  assertEquals(await met("tigres y pan"), [false, true, true]);
  assertEquals(await met("tres tigres comen trigo"), [true, true, true]);
});

Deno.test("the row of a keyboard is easy to guess, with and without ñ", async () => {
  const rows = [
    "asdfghjklñzxcvbnm",
    "qwertyuiopasdfghjklñ",
    "asdfghjklzxcvbnm",
    "zyxwvutsrqponmlkj",
  ];
  for (const password of [...rows, "1q2w3e4r5t6y7u8i", "qazwsxedcrfvtgb"]) {
    assert(await problemOf(password), password);
  }
});
