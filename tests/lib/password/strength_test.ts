import { assert, assertEquals } from "@std/assert";
import { dictionary } from "@zxcvbn-ts/language-common";
import {
  MIN_PASSWORD_LENGTH,
  passwordProblem,
  passwordRules,
} from "../../../domain/accounts/password.ts";
import { guessesOf } from "../../../lib/password/strength.ts";

const NOBODY = { numbers: [], names: [] };

Deno.test("A2: no common password may be used, alone or repeated", async () => {
  const common = dictionary["passwords-common"];
  assert(common.length > 3000, `${common.length} passwords`);
  let judged = 0;
  for (const [rank, word] of common.entries()) {
    const forms = rank < 300 ? [word, word + word, word.repeat(3)] : [word];
    for (const form of forms.map(String).filter((one) => [...one].length >= MIN_PASSWORD_LENGTH)) {
      assert(await isRefused(form), form);
      judged++;
    }
  }
  assert(judged > 100, `${judged} were long enough to be judged`);
});

Deno.test("A2: a common password stays one with digits, signs or capitals around it", async () => {
  const words = ["password", "contraseña", "qwertyuiop", "iloveyou", "barcelona", "colombia"];
  for (const word of words) {
    const dressed = [`${word}12345678`, `${word.toUpperCase()}!!!!!!!!`, `1234567${word}`];
    for (const form of dressed) assert(await isRefused(form), form);
  }
});

async function isRefused(password: string): Promise<boolean> {
  const rules = passwordRules(password, NOBODY, await guessesOf(password, []));
  return passwordProblem(rules, password) !== undefined;
}

Deno.test("phrases take far more guesses than words, names that others know take few", async () => {
  const phrase = await guessesOf("mi burro sabe más que yo", []);
  assert(phrase > 12, String(phrase));
  assert(
    await guessesOf("clinicanegrete", []) >
      await guessesOf("clinicanegrete", ["clinica", "negrete"]),
  );
  assertEquals(await guessesOf("", []), await guessesOf("", ["x"]));
});

Deno.test("only the first forty characters are judged, so that a long password costs no more", async () => {
  const start = "mi burro sabe más que yo y mi vaca también".slice(0, 41);
  assertEquals(await guessesOf(start, []), await guessesOf(start + "a".repeat(960), []));
});
