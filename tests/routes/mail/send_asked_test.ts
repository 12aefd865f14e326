import { assertEquals, assertStringIncludes } from "@std/assert";
import { emailChanges, invitations } from "../../../db/schema.ts";
import { createBackground } from "../../../routes/after_answer.ts";
import { A, PASSWORD, testApp } from "../../support/app.ts";
import { createMember } from "../../support/people.ts";
import { postFrom } from "../../support/staff.ts";

const NOT_SENT = "El correo no salió. Inténtelo de nuevo en unos minutos.";
const EMAIL = "ana@contadores.example";

/** A portal whose mail server takes nothing until it `works`. */
async function withBrokenMail() {
  let works = false;
  let sent = 0;
  const send = () =>
    works ? Promise.resolve(void sent++) : Promise.reject(new Error("ECONNREFUSED"));
  const background = createBackground(() => {});
  const portal = await testApp([], {}, { mailer: { send }, background });
  return Object.assign(portal, {
    repair: () => void (works = true),
    sentCount: () => sent,
  });
}

Deno.test("an invitation whose mail does not go out is told beside its field and withdrawn, and may be sent anew", async () => {
  await using portal = await withBrokenMail();
  const cases = [
    [await portal.signIn(A), "/equipo", "contador"],
    [await portal.signInStaff("administrador"), "/funcionario/usuarios/funcionarios", "auditor"],
  ] as const;
  for (const [browser, path, rol] of cases) {
    const form = { accion: "invitar", correo: EMAIL, rol };
    const answer = await postFrom(browser, path, path, form);
    const html = await answer.text();
    assertEquals([answer.status, answer.headers.has("retry-after")], [503, true], path);
    assertStringIncludes(html, NOT_SENT);
    assertStringIncludes(html, 'id="correo-error"');
    assertStringIncludes(html, `value="${EMAIL}"`);
  }
  const stored = await portal.db.select().from(invitations);
  assertEquals(stored.map(({ voidedAt }) => voidedAt !== null), [true, true]);
  portal.repair();
  for (const [browser, path, rol] of cases) {
    const answer = await postFrom(browser, path, path, { accion: "invitar", correo: EMAIL, rol });
    assertEquals(answer.headers.get("location"), `${path}?hecho=invitado`);
  }
  assertEquals(portal.sentCount(), 2);
});

Deno.test("an invitation that was not stored is not told as sent to whoever tries again at once", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const form = { accion: "invitar", correo: EMAIL, rol: "contador" };
  const { auditLog } = portal.services;
  const failing = () => Promise.reject(new DOMException("it is full", "TimeoutError"));
  portal.services.auditLog = { ...auditLog, write: failing };
  const failed = await postFrom(browser, "/equipo", "/equipo", form);
  assertEquals([failed.status, portal.mails.length], [503, 0]);
  portal.services.auditLog = auditLog;
  const again = await postFrom(browser, "/equipo", "/equipo", form);
  assertEquals([again.status, portal.mails.length], [303, 1]);
});

Deno.test("a change of address whose mail does not go out is told beside the new address, which stays typed", async () => {
  await using portal = await withBrokenMail();
  const browser = await portal.signIn(A);
  const form = { correo: EMAIL, actual: PASSWORD };
  const answer = await postFrom(browser, "/cuenta/correo", "/cuenta/correo", form);
  const html = await answer.text();
  assertEquals(answer.status, 503);
  assertStringIncludes(html, NOT_SENT);
  assertStringIncludes(html, `value="${EMAIL}"`);
  portal.repair();
  const again = await postFrom(browser, "/cuenta/correo", "/cuenta/correo", form);
  assertEquals(again.status, 200);
  assertEquals((await portal.db.select().from(emailChanges)).length, 2);
});

Deno.test("the staff is told where a link to a new password did not go out", async () => {
  await using portal = await withBrokenMail();
  const id = await createMember(portal.services, EMAIL, [[A, "contador"]]);
  const staff = await portal.signInStaff("administrador");
  const path = `/funcionario/usuarios/${id}`;
  const answer = await postFrom(staff, path, path, { accion: "clave" });
  assertEquals(answer.status, 503);
  assertStringIncludes(await answer.text(), NOT_SENT);
});

Deno.test("A14: a forgotten password and a registration answer the same whether their mail goes out or not", async () => {
  const answers = [];
  for (const isRepaired of [false, true]) {
    await using portal = await withBrokenMail();
    if (isRepaired) portal.repair();
    await portal.signIn(A);
    const answer = await portal.browser().post("/clave", { usuario: A });
    answers.push([answer.status, (await answer.text()).replace(/nonce="[^"]*"/g, "")]);
    await portal.services.background.settled();
  }
  assertEquals(answers[0], answers[1]);
});
