import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { findRegistrant } from "../../../db/providers/registrant.ts";
import { emailChanges, users } from "../../../db/schema.ts";
import { A, csrfOf, PASSWORD, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { createMember } from "../../support/people.ts";

const NEW = "nuevo@clinica-a.example";
const PAGE = "/cuenta/correo";

Deno.test("A13: an address changes only with the current password, and the old one is told at once", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get(PAGE)).text());
  const wrong = await browser.post(PAGE, { csrf, correo: NEW, actual: "otra" });
  assertEquals(wrong.status, 422);
  const html = await wrong.text();
  assertStringIncludes(html, `value="${NEW}"`);
  assert(!html.includes("pagos@clinica-a.example"));
  assertEquals((await portal.db.select().from(emailChanges)).length, 0);
  await ask(portal, browser);
  assertEquals(portal.mails.map(({ to }) => to).sort(), [NEW, "pagos@clinica-a.example"]);
  assertEquals((await findRegistrant(portal.db, A))?.email, "pagos@clinica-a.example");
});

Deno.test("A13: the new address counts once its link was opened and the password typed; every session ends", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const link = await ask(portal, browser);
  const other = portal.browser();
  assertEquals((await other.get(link)).status, 200);
  assertEquals((await findRegistrant(portal.db, A))?.email, "pagos@clinica-a.example");
  assertEquals((await other.post(link, { contrasena: "otra" })).status, 422);
  const uses = await Promise.all([
    other.post(link, { contrasena: PASSWORD }),
    portal.browser().post(link, { contrasena: PASSWORD }),
  ]);
  assertEquals(uses.map(({ status }) => status).sort(), [303, 410]);
  assertEquals((await findRegistrant(portal.db, A))?.email, NEW);
  assertEquals((await browser.get("/portal")).status, 303);
  await portal.services.background.settled();
  assertEquals(portal.mails.at(-1)?.to, "pagos@clinica-a.example");
  assertStringIncludes(portal.mails.at(-1)?.text ?? "", "el correo cambió por otro");
});

Deno.test("R7: a changed address voids the links that were sent to the old one", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  await portal.browser().post("/clave", { usuario: A });
  await portal.services.background.settled();
  const reset = /\/clave\?[\w-]+/.exec(portal.mails[0]?.text ?? "")?.[0] ?? "";
  const older = await ask(portal, browser, "uno@clinica-a.example");
  const link = await ask(portal, browser);
  assertEquals((await portal.browser().get(older)).status, 410);
  await portal.browser().post(link, { contrasena: PASSWORD });
  assertEquals((await portal.browser().get(reset)).status, 410);
});

Deno.test("R6: the link to a new address ends after an hour, and only its hash is kept", async () => {
  await using portal = await testApp();
  const link = await ask(portal, await portal.signIn(A));
  const token = link.split("?")[1] ?? "";
  assert(!JSON.stringify(await portal.db.select().from(emailChanges)).includes(token));
  portal.clock.nowMs += 60 * 60 * 1000;
  assertEquals((await portal.browser().get(link)).status, 200);
  portal.clock.nowMs += 1;
  assertEquals((await portal.browser().get(link)).status, 410);
});

Deno.test("a member changes the address that she signs in with, but not to somebody else's", async () => {
  await using portal = await testApp();
  await createMember(portal.services, "ana@x.example", [[A, "contador"]]);
  await createMember(portal.services, "luz@x.example", [[A, "contador"]]);
  const ana = await enter(portal, "ana@x.example");
  const taken = await ask(portal, ana, "luz@x.example");
  assertEquals((await portal.browser().post(taken, { contrasena: PASSWORD })).status, 410);
  const link = await ask(portal, await enter(portal, "ana@x.example"), "ana@y.example");
  assertEquals((await portal.browser().post(link, { contrasena: PASSWORD })).status, 303);
  const emails = (await portal.db.select().from(users)).map(({ email }) => email);
  assertEquals(emails.sort(), ["ana@y.example", "luz@x.example"]);
  const old = await portal.browser().post("/zona-ser", form("ana@x.example"));
  assertEquals(old.status, 422);
  assertEquals((await (await enter(portal, "ana@y.example")).get("/portal")).status, 200);
});

Deno.test("R12: an address with a line break or a second recipient is no address", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get(PAGE)).text());
  for (const correo of ["a@b.co\r\nBcc: x@y.co", "a@b.co,x@y.co", "a@b.co\nx@y.co", "a b@c.co"]) {
    const answer = await browser.post(PAGE, { csrf, correo, actual: PASSWORD });
    assertEquals(answer.status, 422, correo);
  }
  await portal.services.background.settled();
  assertEquals(portal.mails, []);
});

/** Asks for another address through the form; answers the link's path. */
async function ask(portal: TestApp, browser: TestBrowser, correo = NEW): Promise<string> {
  const csrf = csrfOf(await (await browser.get(PAGE)).text());
  const answer = await browser.post(PAGE, { csrf, correo, actual: PASSWORD });
  assertEquals(answer.status, 200);
  await portal.services.background.settled();
  const mail = portal.mails.findLast(({ to }) => to === correo);
  return /\/cuenta\/correo\/confirmar\?[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "";
}

async function enter(portal: TestApp, usuario: string): Promise<TestBrowser> {
  const browser = portal.browser();
  await browser.post("/zona-ser", form(usuario));
  return browser;
}

function form(usuario: string) {
  return { tipo: "prestador", usuario, contrasena: PASSWORD };
}
