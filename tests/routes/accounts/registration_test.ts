import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { ACTIVATION_LIFETIME_MS } from "../../../domain/accounts/registration.ts";
import { activationTokens, consents, users } from "../../../db/schema.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, B, ORIGIN, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { C } from "../../support/files.ts";
import { createAccount } from "../../support/app.ts";
import { REAL_PASSWORDS } from "../../support/hashes.ts";

const PHRASE = "mi burro sabe más que yo";
const CEDULAS: Record<string, string> = { [A]: "10678452101", [B]: "731234561", [C]: "326549871" };

Deno.test("the manual's way: NIT, cédula with a 1, policies, password, link, activation, sign-in", async () => {
  await using portal = await testApp();
  const browser = await register(portal, A);
  const received = await (await browser.get("/registro")).text();
  assertStringIncludes(received, "Registro recibido.");
  await portal.services.background.settled();
  const link = linkOf(portal, 0);
  const page = await browser.get(link);
  assertStringIncludes(await page.text(), "Activar cuenta");
  const activated = await browser.post(link, { contrasena: PHRASE });
  assertEquals(activated.headers.get("location"), "/zona-ser?activada=si");
  const form = { tipo: "prestador", usuario: A, contrasena: PHRASE };
  const signedIn = await browser.post("/zona-ser", form);
  assertEquals(signedIn.headers.get("location"), "/portal");
});

Deno.test("the bare cédula is accepted too", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  await browser.post("/registro", { paso: "nit", nit: A });
  const answer = await browser.post("/registro", { paso: "cedula", cedula: "1.067.845.210" });
  assertEquals(answer.status, 303);
  assertStringIncludes(await (await browser.get("/registro")).text(), "Clínica A S.A.S.");
});

Deno.test("R1: the link goes to the address on file, whatever else is sent", async () => {
  await using portal = await testApp();
  await register(portal, A, { correo: "ladron@evil.example", email: "ladron@evil.example" });
  await portal.services.background.settled();
  assertEquals(portal.mails.map((mail) => mail.to), ["pagos@clinica-a.example"]);
});

Deno.test("R2: an unknown NIT and a wrong cédula get the same answer", async () => {
  await using portal = await testApp();
  const answers = await Promise.all([A, "800191045"].map(async (nit) => {
    const browser = portal.browser();
    await browser.post("/registro", { paso: "nit", nit });
    const answer = await browser.post("/registro", { paso: "cedula", cedula: "123456" });
    const html = (await answer.text()).replace(/[\d.]+-\d/g, "NIT").replace(/nonce="[^"]*"/g, "");
    return [answer.status, headersOf(answer), html];
  }));
  assertEquals(answers[0], answers[1]);
  assertStringIncludes(String(answers[0]?.[2]), "No encontramos ese NIT con esa cédula.");
});

Deno.test("R2: providers that are new, registered or without address get the same answer", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, B);
  const answers = [];
  for (const nit of [A, B, C]) {
    const browser = await register(portal, nit);
    const answer = await browser.get("/registro");
    const html = (await answer.text()).replace(/nonce="[^"]*"/g, "");
    answers.push([answer.status, headersOf(answer), html]);
  }
  await portal.services.background.settled();
  assertEquals(answers[1], answers[0]);
  assertEquals(answers[2], answers[0]);
  assertEquals(portal.mails.map((mail) => mail.to), [
    "pagos@clinica-a.example",
    "cartera@hospital-b.example",
  ]);
  assertMatch(portal.mails[0]?.text ?? "", /\/activar\?/);
  assert(!/\/activar\?/.test(portal.mails[1]?.text ?? ""));
});

Deno.test("R3: the three cases cost the same writes, and the mail comes after the answer", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, B);
  for (const nit of [A, B, C]) await register(portal, nit);
  await portal.services.background.settled();
  const { rows: [stored] } = await portal.db.$client.execute(
    "SELECT count(DISTINCT consent_id) AS registrations FROM activation_tokens",
  );
  assertEquals(stored?.registrations, 3);
  assertEquals((await portal.db.select().from(consents)).length, 3);
});

Deno.test("R4: the link's token is long, random, no UUID, and only its hash is stored", async () => {
  await using portal = await testApp([], {}, { passwords: REAL_PASSWORDS });
  await register(portal, A);
  await portal.services.background.settled();
  const token = linkOf(portal, 0).split("?")[1] ?? "";
  assertMatch(token, /^[\w-]{32}$/);
  const rows = await portal.db.select().from(activationTokens);
  const row = rows.find(({ tokenSha256 }) => tokenSha256 === sha256(token));
  assert(row && !JSON.stringify(rows).includes(token));
  assertMatch(row.passwordHash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

Deno.test("R5: of two uses of a link at once, one wins; a later one is told so", async () => {
  await using portal = await testApp();
  await register(portal, A);
  await portal.services.background.settled();
  const link = linkOf(portal, 0);
  const both = await Promise.all(
    [1, 2].map(() => portal.browser().post(link, { contrasena: PHRASE })),
  );
  assertEquals(both.map((answer) => answer.status).sort(), [303, 410]);
  const later = await portal.browser().get(link);
  assertEquals(later.status, 410);
  assertStringIncludes(await later.text(), "Este enlace ya se usó o venció. Pida uno nuevo.");
  assertEquals((await portal.db.select().from(users)).length, 1);
});

Deno.test("R6: a link is good for 24 hours to the millisecond", async () => {
  await using portal = await testApp();
  await register(portal, A);
  await portal.services.background.settled();
  portal.clock.nowMs += ACTIVATION_LIFETIME_MS;
  assertEquals((await portal.browser().get(linkOf(portal, 0))).status, 200);
  portal.clock.nowMs += 1000;
  const late = await portal.browser().post(linkOf(portal, 0), { contrasena: PHRASE });
  assertEquals(late.status, 410);
});

Deno.test("R7: a registration by somebody else leaves the first link, which opens with its own password and ends the other", async () => {
  await using portal = await testApp();
  const other = { contrasena: "otra frase muy distinta", confirmacion: "otra frase muy distinta" };
  await register(portal, A);
  await portal.services.background.settled();
  await register(portal, A, other);
  await portal.services.background.settled();
  const browser = portal.browser();
  assertEquals((await browser.post(linkOf(portal, 0), other)).status, 422);
  assertEquals((await browser.post(linkOf(portal, 1), { contrasena: PHRASE })).status, 422);
  assertEquals((await browser.post(linkOf(portal, 0), { contrasena: PHRASE })).status, 303);
  assertEquals((await portal.browser().post(linkOf(portal, 1), other)).status, 410);
  const signIn = { tipo: "prestador", usuario: A };
  assertEquals((await portal.browser().post("/zona-ser", { ...signIn, ...other })).status, 422);
  const owner = await portal.browser().post("/zona-ser", { ...signIn, contrasena: PHRASE });
  assertEquals(owner.headers.get("location"), "/portal");
});

Deno.test("R8: opening the link changes nothing; only the chosen password activates", async () => {
  await using portal = await testApp();
  await register(portal, A);
  await portal.services.background.settled();
  const link = linkOf(portal, 0);
  const before = await portal.db.select().from(activationTokens);
  await portal.browser().get(link);
  await portal.app.request(ORIGIN + link, { method: "HEAD" });
  assertEquals(await portal.db.select().from(activationTokens), before);
  const wrong = await portal.browser().post(link, { contrasena: "una frase que no es" });
  assertEquals(wrong.status, 422);
  assertEquals((await portal.db.select().from(users)).length, 0);
  assertEquals((await portal.browser().post(link, { contrasena: PHRASE })).status, 303);
});

Deno.test("R9: activating does not sign in", async () => {
  await using portal = await testApp();
  await register(portal, A);
  await portal.services.background.settled();
  const browser = portal.browser();
  await browser.post(linkOf(portal, 0), { contrasena: PHRASE });
  assertEquals([...browser.cookies.keys()], []);
});

Deno.test("R10: the link in the mail begins with the configured origin", async () => {
  await using portal = await testApp();
  await register(portal, A, {}, {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
  });
  await portal.services.background.settled();
  const [mail] = portal.mails;
  const lines = mail?.text.split("\n") ?? [];
  const links = lines.filter((line) => line.includes("/activar"));
  assertEquals(links.length, 1);
  assertMatch(links[0] ?? "", /^http:\/\/localhost:8000\/activar\?[\w-]+$/);
});

Deno.test("R14: a NIT in any writing is taken, its DV shown back; anything else keeps what was typed", async () => {
  await using portal = await testApp();
  for (const nit of ["900356158", "900.356.158-8", "900 356 158 - 8", "9003561588"]) {
    const browser = portal.browser();
    assertEquals((await browser.post("/registro", { paso: "nit", nit })).status, 303, nit);
    assertStringIncludes(await (await browser.get("/registro")).text(), "900.356.158-8");
  }
  for (const nit of ["", "900356158-3", "ABC", "９００３５６１５８", "9".repeat(30)]) {
    const answer = await portal.browser().post("/registro", { paso: "nit", nit });
    const html = await answer.text();
    assertEquals(answer.status, 422, nit);
    assertStringIncludes(html, 'id="nit-error"');
    if (nit !== "") assertStringIncludes(html, `value="${nit}"`);
  }
});

Deno.test("a step that is not open leads to the first open one", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const early = await browser.post("/registro", { paso: "cuenta", politicas: "si" });
  assertEquals(early.headers.get("location"), "/registro");
  assertStringIncludes(await (await browser.get("/registro")).text(), "Nit IPS");
  await browser.post("/registro", { paso: "nit", nit: A });
  const skipped = await browser.post("/registro", account());
  assertEquals(skipped.headers.get("location"), "/registro");
  assertEquals((await portal.db.select().from(activationTokens)).length, 0);
});

Deno.test("the last step names everything that is missing and keeps the checkbox", async () => {
  await using portal = await testApp();
  const browser = await validate(portal, A);
  const bad = await browser.post("/registro", {
    paso: "cuenta",
    contrasena: "corta",
    confirmacion: "x",
  });
  const html = await bad.text();
  assertEquals(bad.status, 422);
  assertStringIncludes(html, "Revise 3 datos para seguir con el registro");
  for (const field of ["politicas", "contrasena", "confirmacion"]) {
    assertStringIncludes(html, `id="${field}-error"`);
  }
  const checked = await browser.post(
    "/registro",
    account({ contrasena: A + A, confirmacion: A + A }),
  );
  const kept = await checked.text();
  assertMatch(kept, /name="politicas"[^>]*checked/);
  assertStringIncludes(kept, "No use su NIT ni su documento dentro de la contraseña.");
});

Deno.test("the rules of the password are ticked as one types", async () => {
  await using portal = await testApp();
  const browser = await validate(portal, A);
  const short = await (await browser.post("/registro/reglas", { contrasena: "hola" })).text();
  assertStringIncludes(short, "lleva 4");
  assertMatch(short, /class="rule-open"/);
  const good = await (await browser.post("/registro/reglas", { contrasena: PHRASE })).text();
  assert(!good.includes("rule-open"));
});

Deno.test("the acceptance of the policies is kept with version, hash, instant and address", async () => {
  await using portal = await testApp();
  await register(portal, A);
  const [consent] = await portal.db.select().from(consents);
  assertMatch(consent?.policySha256 ?? "", /^[0-9a-f]{64}$/);
  assertEquals(consent?.acceptedAt, portal.clock.nowMs);
});

function account(form: Record<string, string> = {}): Record<string, string> {
  return { paso: "cuenta", politicas: "si", contrasena: PHRASE, confirmacion: PHRASE, ...form };
}

async function validate(portal: TestApp, nit: string): Promise<TestBrowser> {
  const browser = portal.browser();
  await browser.post("/registro", { paso: "nit", nit });
  const answer = await browser.post("/registro", { paso: "cedula", cedula: CEDULAS[nit] ?? "" });
  assertEquals(answer.status, 303);
  return browser;
}

async function register(
  portal: TestApp,
  nit: string,
  form: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<TestBrowser> {
  const browser = await validate(portal, nit);
  const answer = await browser.post("/registro", account(form), headers);
  assertEquals([answer.status, answer.headers.get("location")], [303, "/registro"]);
  return browser;
}

function linkOf(portal: TestApp, mail: number): string {
  return /\/activar\?[\w-]+/.exec(portal.mails[mail]?.text ?? "")?.[0] ?? "";
}

/** Headers without what differs in every answer. */
function headersOf(answer: Response): string[] {
  return [...answer.headers].map(([name, value]) =>
    `${name}: ${value.replace(/nonce-[^']*/, "").replace(/=[\w.-]{40,}/, "")}`
  );
}
