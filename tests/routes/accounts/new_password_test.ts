import { assertEquals, assertStringIncludes } from "@std/assert";
import { A, testApp, type TestBrowser } from "../../support/app.ts";
import { countHashes } from "../../support/hashes.ts";

const PHRASE = "mi burro sabe más que yo, y mi vaca también lo sabe todo";
const GUESSED = "Esta contraseña es fácil de adivinar. Use una frase propia.";
const OWN_NUMBER = "No use su NIT ni su documento dentro de la contraseña.";

Deno.test("A1: fourteen characters are too few, 15, 64 and 128 are taken", async () => {
  for (const length of [15, 64, 128]) {
    await using portal = await testApp();
    const password = phraseOf(length);
    const answer = await choose(await validated(portal.browser()), password);
    assertEquals([[...password].length, answer.status], [length, 303]);
    await answer.body?.cancel();
  }
  await using portal = await testApp();
  const answer = await choose(await validated(portal.browser()), phraseOf(14));
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), "Use al menos 15 caracteres, por ejemplo una frase.");
});

Deno.test("A1: a password that is too long is refused before anything is hashed, at every form that takes one", async () => {
  await using portal = await testApp();
  const signedIn = await portal.signIn(A);
  const browser = await validated(portal.browser());
  for (const length of [1001, 10_001, 60_000]) {
    using hashes = countHashes();
    const long = "ñ é 7 ".repeat(length / 6 + 1).slice(0, length);
    const answers = [
      await choose(browser, long),
      ...(length > 10_000
        ? [
          await browser.post("/zona-ser", { tipo: "prestador", usuario: A, contrasena: long }),
          await browser.post("/registro/reglas", { contrasena: long }),
          await signedIn.post("/cuenta", { accion: "clave", actual: long, contrasena: long }),
        ]
        : []),
    ];
    for (const answer of answers) {
      // 413 where the whole form is larger than any form may be, 403 where its code was not sent.
      assertEquals([413, 422, 403].includes(answer.status), true, `${length}: ${answer.status}`);
      await answer.body?.cancel();
    }
    assertEquals(hashes.total, 0, String(length));
  }
});

Deno.test("A2: a common password is refused with the reason, however it is decorated", async () => {
  await using portal = await testApp();
  const browser = await validated(portal.browser());
  const common = [
    "contraseña123456",
    "Contraseña2026!!",
    "password12345678",
    "qwertyuiopasdfgh",
    "asdfghjklñqwerty",
    "123456789012345",
    "aaaaaaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabc",
    "iloveyouiloveyou",
    "administrador2026",
    "bienvenido123456",
    "P@ssw0rdP@ssw0rd",
  ];
  for (const password of common) {
    const answer = await choose(browser, password);
    assertEquals(answer.status, 422, password);
    assertStringIncludes(await answer.text(), GUESSED, password);
  }
});

Deno.test("A2: the company's NIT and the representative's cédula are refused anywhere inside", async () => {
  await using portal = await testApp();
  const browser = await validated(portal.browser());
  for (const number of [A, "1067845210", "10678452101"]) {
    const answer = await choose(browser, `mi vaca ${number} tiene alas`);
    assertEquals(answer.status, 422, number);
    assertStringIncludes(await answer.text(), OWN_NUMBER, number);
  }
});

Deno.test("A2: the company's and the insurer's names are refused, with digits, punctuation and common words around", async () => {
  await using portal = await testApp();
  const browser = await validated(portal.browser());
  const named = [
    "ClinicaA20262026",
    "Clínica A S.A.S. 2026",
    "mutualsermutualser",
    "MutualSer2026!!!",
    "Mutual Ser 123456",
    "zonaser-mutualser-1",
  ];
  for (const password of named) {
    const answer = await choose(browser, password);
    assertEquals(answer.status, 422, password);
    assertStringIncludes(await answer.text(), GUESSED, password);
  }
  const own = await choose(browser, "la clínica del cerro canta de madrugada");
  assertEquals(own.status, 303, "a phrase may hold a word of the name");
});

function phraseOf(length: number): string {
  return [...`${PHRASE} y ${PHRASE.toUpperCase()} y ${PHRASE}`].slice(0, length).join("");
}

/** A browser that has come to the last step of the registration of A. */
async function validated(browser: TestBrowser): Promise<TestBrowser> {
  await browser.post("/registro", { paso: "nit", nit: A });
  await browser.post("/registro", { paso: "cedula", cedula: "10678452101" });
  return browser;
}

async function choose(browser: TestBrowser, password: string): Promise<Response> {
  const form = { paso: "cuenta", politicas: "si", contrasena: password, confirmacion: password };
  return await browser.post("/registro", form);
}
