import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { passwordResets, users } from "../../../db/schema.ts";
import { RESET_LIFETIME_MS } from "../../../domain/accounts/registration.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, B, createAccount, PASSWORD, type TestApp, testApp } from "../../support/app.ts";
import { aFile, C, load } from "../../support/files.ts";

const MINUTE_MS = 60 * 1000;
const NEW = "un caimán verde en Ayapel";

Deno.test("A14: a forgotten password is replaced by the link, which signs nobody in and ends every session", async () => {
  await using portal = await testApp();
  const signedIn = await portal.signIn();
  const link = await askForLink(portal, A);
  const browser = portal.browser();
  assertEquals((await browser.get(link)).status, 200);
  const answer = await browser.post(link, { contrasena: NEW, confirmacion: NEW });
  assertEquals(answer.headers.get("location"), "/zona-ser?cambiada=si");
  assertEquals([...browser.cookies.keys()], []);
  assertEquals((await signedIn.get("/portal")).status, 303);
  assertEquals(await signInWith(portal, PASSWORD), 422);
  assertEquals(await signInWith(portal, NEW), 303);
  await portal.services.background.settled();
  assertMatch(portal.mails[1]?.subject ?? "", /^Cambió la contraseña/);
});

Deno.test("A14: a sign-in with the old password that was under way does not outlive the reset", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  const link = await askForLink(portal, A);
  const old = portal.browser();
  const form = { tipo: "prestador", usuario: A, contrasena: PASSWORD };
  const [, signedIn] = await Promise.all([
    portal.browser().post(link, { contrasena: NEW, confirmacion: NEW }),
    old.post("/zona-ser", form),
  ]);
  const page = await old.get("/portal");
  assertEquals([signedIn.status === 303 ? page.status : 303, await signInWith(portal, PASSWORD)], [
    303,
    422,
  ]);
});

Deno.test("A14: with account, without one, without address and unknown get the same answer", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  await createAccount(portal.services, C);
  const answers = [];
  for (const usuario of [A, B, C, "800191045"]) {
    const answer = await portal.browser().post("/clave", { usuario });
    answers.push([answer.status, (await answer.text()).replace(/nonce="[^"]*"/g, "")]);
  }
  await portal.services.background.settled();
  for (const answer of answers) assertEquals(answer, answers[0]);
  assertEquals(portal.mails.map((mail) => mail.to), ["pagos@clinica-a.example"]);
});

Deno.test("A14: the link's token is stored as its hash, works for an hour, once, and a newer one voids it", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  const first = await askForLink(portal, A);
  const [row] = await portal.db.select().from(passwordResets);
  assertEquals(row?.tokenSha256, sha256(first.split("?")[1] ?? ""));
  portal.clock.nowMs += MINUTE_MS;
  const second = await askForLink(portal, A);
  assertEquals((await portal.browser().get(first)).status, 410);
  portal.clock.nowMs += RESET_LIFETIME_MS;
  assertEquals((await portal.browser().get(second)).status, 200);
  const both = await Promise.all(
    [1, 2].map(() => portal.browser().post(second, { contrasena: NEW, confirmacion: NEW })),
  );
  assertEquals(both.map((answer) => answer.status).sort(), [303, 410]);
  const third = await askForLink(portal, A);
  portal.clock.nowMs += RESET_LIFETIME_MS + 1000;
  assertEquals((await portal.browser().get(third)).status, 410);
});

Deno.test("A14: asked for again within a minute, the first link stays the only one, and nobody is told", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  const ask = async (usuario: string) => {
    const answer = await portal.browser().post("/clave", { usuario });
    return [answer.status, (await answer.text()).replace(/nonce="[^"]*"/g, "")];
  };
  const answers = [...await Promise.all([A, A, A].map(ask)), await ask("800191045")];
  await portal.services.background.settled();
  portal.clock.nowMs += MINUTE_MS - 1;
  answers.push(await ask(A));
  await portal.services.background.settled();
  for (const answer of answers) assertEquals(answer, answers[0]);
  const [, link = ""] = /(\/clave\?[\w-]+)/.exec(portal.mails[0]?.text ?? "") ?? [];
  assertEquals([portal.mails.length, (await portal.browser().get(link)).status], [1, 200]);
  portal.clock.nowMs++;
  await askForLink(portal, A);
  assertEquals((await portal.browser().get(link)).status, 410);
});

Deno.test("R7: a changed Correo ends the links that were sent to the old one, and the open sessions", async () => {
  await using portal = await testApp();
  const signedIn = await portal.signIn();
  const link = await askForLink(portal, A);
  const header = "NIT;Razón Social;Teléfono";
  await load(portal.db, [aFile("p.csv", header, `${A};Clínica A S.A.S.;604 555 0101`)]);
  assertEquals((await portal.browser().get(link)).status, 200);
  assertEquals((await signedIn.get("/portal")).status, 200);
  await load(portal.db, [
    aFile("p.csv", "NIT;Razón Social;Correo", `${A};Clínica A S.A.S.;nuevo@clinica-a.example`),
  ]);
  assertEquals((await portal.browser().get(link)).status, 410);
  assertEquals((await signedIn.get("/portal")).status, 303);
});

Deno.test("opening the link changes nothing, and a weak password is refused with its reason", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  const link = await askForLink(portal, A);
  const before = await portal.db.select().from(users);
  await portal.browser().get(link);
  const weak = await portal.browser().post(link, {
    contrasena: "clinica a clinica a",
    confirmacion: "x",
  });
  const html = await weak.text();
  assertEquals(weak.status, 422);
  assertStringIncludes(html, "Esta contraseña es fácil de adivinar.");
  assertStringIncludes(html, "No es igual a la contraseña.");
  assertEquals(await portal.db.select().from(users), before);
  const rules = link.replace("/clave", "/clave/reglas");
  const ticked = await (await portal.browser().post(rules, { contrasena: NEW })).text();
  assert(!ticked.includes("rule-open"));
});

Deno.test("asking with what is no NIT says so beside the field and keeps it", async () => {
  await using portal = await testApp();
  const answer = await portal.browser().post("/clave", { usuario: "clínica" });
  const html = await answer.text();
  assertEquals(answer.status, 422);
  assertStringIncludes(html, 'id="usuario-error"');
  assertStringIncludes(html, 'value="clínica"');
});

async function askForLink(portal: TestApp, usuario: string): Promise<string> {
  const sent = portal.mails.length;
  await portal.browser().post("/clave", { usuario });
  await portal.services.background.settled();
  const link = /\/clave\?[\w-]+/.exec(portal.mails[sent]?.text ?? "")?.[0];
  assert(link);
  return link;
}

async function signInWith(portal: TestApp, contrasena: string): Promise<number> {
  const form = { tipo: "prestador", usuario: A, contrasena };
  return (await portal.browser().post("/zona-ser", form)).status;
}
