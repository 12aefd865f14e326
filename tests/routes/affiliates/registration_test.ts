import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { activationTokens, affiliates, auditEvents, consents, users } from "../../../db/schema.ts";
import { type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { withoutNoise } from "../../support/noise.ts";
import { anAffiliate, createAffiliate } from "../../support/people.ts";

const PAGE = "/afiliados/registro";
const PHRASE = "mi burro sabe más que yo";
const ADDRESS = "maria@correo.example";
const RIGHT = { tipoDocumento: "CC", documento: "9.990.000.101", nacimiento: "05/03/1962" };
const ACCOUNT = { paso: "cuenta", politicas: "si", contrasena: PHRASE, confirmacion: PHRASE };
/** What does not lead a link anywhere, and looks as if it did. */
const MISMATCHES = {
  "another birth date": { ...RIGHT, nacimiento: "06/03/1962" },
  "an unknown document": { ...RIGHT, documento: "9990000999" },
  "another type": { ...RIGHT, tipoDocumento: "CE" },
  "nobody's address on file": { ...RIGHT, documento: "9990000102" },
};

Deno.test("an affiliate registers: document and birth date, policies and password, link, sign-in", async () => {
  await using portal = await portalWith();
  const browser = await register(portal, RIGHT);
  assertStringIncludes(await textOf(browser, PAGE), "Registro recibido.");
  const [mail, ...others] = await mailsOf(portal);
  assertEquals([mail?.to, others.length], [ADDRESS, 0]);
  assertNotMatch(mail?.text ?? "", /Pérez|9990000101|1962/);
  const link = linkIn(mail?.text);
  const wrong = await browser.post(link, { contrasena: "otra frase cualquiera" });
  assertEquals(wrong.status, 422, "the link is no proof without the password");
  const activated = await browser.post(link, { contrasena: PHRASE });
  assertEquals(activated.headers.get("location"), "/zona-ser?activada=si&tipo=afiliado");
  const form = { tipo: "afiliado", tipoDocumento: "CC", usuario: "9990000101" };
  const signedIn = await browser.post("/zona-ser", { ...form, contrasena: PHRASE });
  assertEquals(signedIn.headers.get("location"), "/afiliados/inicio");
  assertEquals((await browser.get("/afiliados/inicio")).status, 200);
  assertEquals((await browser.get(link)).status, 410);
});

Deno.test("what registration stores names its owner, and its events the affiliate's number", async () => {
  await using portal = await portalWith();
  await register(portal, RIGHT);
  const link = linkIn((await mailsOf(portal))[0]?.text);
  await (await portal.browser().post(link, { contrasena: PHRASE })).body?.cancel();
  const [person] = await portal.db.select().from(affiliates);
  const [user] = await portal.db.select().from(users);
  assertEquals([user?.kind, user?.affiliateId], ["affiliate", person?.id]);
  const [consent] = await portal.db.select().from(consents);
  assertEquals([consent?.affiliateId, consent?.userId], [person?.id, user?.id]);
  await portal.services.background.settled();
  const events = await portal.db.select().from(auditEvents);
  for (const name of ["registration", "activation"]) {
    const found = events.filter((event) => event.name === name);
    assertEquals(found.map(({ detail }) => JSON.parse(detail)), [{ affiliate: person?.id }], name);
  }
});

Deno.test("R1: the link goes to the address on file, whatever else is sent", async () => {
  await using portal = await portalWith();
  await register(portal, RIGHT, { correo: "ladron@evil.example", email: "ladron@evil.example" });
  assertEquals((await mailsOf(portal)).map(({ to }) => to), [ADDRESS]);
});

for (const [name, who] of Object.entries(MISMATCHES)) {
  Deno.test(`R2: ${name} gets the same pages and no mail`, async () => {
    await using portal = await portalWith();
    const right = await walk(portal, RIGHT);
    const before = portal.mails.length;
    const wrong = await walk(portal, who);
    assertEquals(wrong, right);
    assertEquals(portal.mails.length, before);
  });
}

Deno.test("R2: who has an account gets the same answer, and a mail that says so", async () => {
  await using portal = await portalWith();
  const right = await walk(portal, RIGHT);
  await createAffiliate(portal.services, {
    documentNumber: "9990000103",
    email: "z@correo.example",
  });
  assertEquals(await walk(portal, { ...RIGHT, documento: "9990000103" }), right);
  const mail = portal.mails.at(-1);
  assertEquals(mail?.to, "z@correo.example");
  assertStringIncludes(mail?.text ?? "", "ya tiene cuenta");
  assertNotMatch(mail?.text ?? "", /\/activar\?/);
});

Deno.test("nothing is stored of whoever is nobody, neither consent nor password", async () => {
  await using portal = await portalWith();
  await register(portal, MISMATCHES["an unknown document"]);
  await portal.services.background.settled();
  assertEquals(await portal.db.$count(consents), 0);
  assertEquals(await portal.db.$count(activationTokens), 0);
});

Deno.test("R8: birth dates of one document cannot be tried one after another, from here or anywhere", async () => {
  await using portal = await portalWith();
  const statuses = [];
  for (let day = 1; day <= 12; day++) {
    const answer = await portal.browser().post(PAGE, {
      ...whoForm(RIGHT),
      nacimiento: `${day}/12/1962`,
    });
    statuses.push(answer.status);
    await answer.body?.cancel();
  }
  assertEquals(statuses.filter((status) => status === 429).length, 2);
  const other = await portal.browser().post(PAGE, whoForm(MISMATCHES["an unknown document"]));
  assertEquals(other.status, 303, "another document is counted by itself");
  for (let place = 0; place < 201; place++) {
    const browser = portal.browser(`10.0.${Math.floor(place / 200)}.${1 + place % 200}`);
    await (await browser.post(PAGE, whoForm(MISMATCHES["another type"]))).body?.cancel();
  }
  const late = await portal.browser("10.9.9.9").post(PAGE, whoForm(MISMATCHES["another type"]));
  assertEquals(late.status, 429);
  assert(late.headers.has("retry-after"));
});

Deno.test("a step keeps what was typed and says what is wrong beside its field", async () => {
  await using portal = await portalWith();
  const browser = portal.browser();
  const answer = await browser.post(PAGE, {
    ...whoForm(RIGHT),
    documento: "<b>",
    nacimiento: "31/02/1962",
  });
  const html = await answer.text();
  assertEquals(answer.status, 422);
  for (const text of ["Escriba el número como está", "31/02/1962 no existe", "&lt;b&gt;"]) {
    assertStringIncludes(html, text);
  }
  await browser.post(PAGE, whoForm(RIGHT));
  const own = { ...ACCOUNT, contrasena: "mi número 9990000101", confirmacion: "x" };
  const account = await (await browser.post(PAGE, own)).text();
  for (const text of ["No use su NIT ni su documento", "No es igual a la contraseña"]) {
    assertStringIncludes(account, text);
  }
  assertNotMatch(account, /María|Pérez/);
});

Deno.test("no step is skipped, and a progress is none of the other way's", async () => {
  await using portal = await portalWith();
  const early = await portal.browser().post(PAGE, ACCOUNT);
  assertEquals(early.headers.get("location"), PAGE);
  const provider = portal.browser();
  await provider.post("/registro", { paso: "nit", nit: "900123456" });
  const [token = ""] = provider.cookies.values();
  provider.cookies.set([...provider.cookies.keys()][0] + "-afiliado", token);
  assertStringIncludes(await textOf(provider, PAGE), "Paso 1 de 3");
});

Deno.test("another link ends the one before, with the same password", async () => {
  await using portal = await portalWith();
  const browser = await register(portal, RIGHT);
  await mailsOf(portal);
  await (await browser.post(PAGE, { paso: "reenviar" })).body?.cancel();
  const [first, second] = await mailsOf(portal);
  assertEquals((await browser.get(linkIn(first?.text))).status, 410);
  assertEquals((await browser.post(linkIn(second?.text), { contrasena: PHRASE })).status, 303);
});

Deno.test("/registro is the provider's, and both ways lead to each other", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const html = await textOf(browser, "/registro");
  assertStringIncludes(html, "Nit IPS");
  assertMatch(html, /href="\/afiliados\/registro"[^>]*>\s*Afiliado/);
  assertMatch(await textOf(browser, PAGE), /href="\/registro"[^>]*>\s*Prestador/);
});

async function portalWith(): Promise<TestApp> {
  const portal = await testApp();
  const people = [
    anAffiliate({ email: ADDRESS }),
    anAffiliate({ documentNumber: "9990000102", email: null }),
  ];
  await portal.db.insert(affiliates).values(people);
  return portal;
}

type Who = typeof RIGHT;

function whoForm(who: Who): Record<string, string> {
  return { paso: "datos", ...who };
}

async function register(
  portal: TestApp,
  who: Who,
  more: Record<string, string> = {},
): Promise<TestBrowser> {
  const browser = portal.browser();
  for (const form of [{ ...whoForm(who), ...more }, { ...ACCOUNT, ...more }]) {
    const answer = await browser.post(PAGE, form);
    assertEquals([answer.status, answer.headers.get("location")], [303, PAGE]);
  }
  return browser;
}

/** All that a registration shows, without what was typed; its mail is sent. */
async function walk(portal: TestApp, who: Who) {
  const browser = portal.browser();
  const pages = [];
  for (const form of [undefined, whoForm(who), undefined, ACCOUNT, undefined]) {
    const answer = form ? await browser.post(PAGE, form) : await browser.get(PAGE);
    const html = withoutNoise(await answer.text()).replaceAll(/C[CE] \d+/g, "DOCUMENT");
    pages.push([answer.status, answer.headers.get("location"), html]);
  }
  await portal.services.background.settled();
  return pages;
}

async function mailsOf(portal: TestApp) {
  await portal.services.background.settled();
  return portal.mails;
}

function linkIn(text = ""): string {
  return /\/activar\?[\w-]+/.exec(text)?.[0] ?? "";
}

async function textOf(browser: TestBrowser, path: string): Promise<string> {
  return await (await browser.get(path)).text();
}
