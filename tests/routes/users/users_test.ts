import { assert, assertEquals } from "@std/assert";
import { findAccount } from "../../../db/accounts/users.ts";
import { totpCode } from "../../support/totp.ts";
import { A, csrfOf, PASSWORD, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { createStaff, giveSecondFactor } from "../../support/people.ts";
import { eventsOf, postFrom, REASON, textOf } from "../../support/staff.ts";

const LIST = "/funcionario/usuarios";
const EMAIL = "contador0@equipo.example";

async function idOf({ db }: TestApp, email: string): Promise<number> {
  const { rows } = await db.$client.execute({
    sql: "SELECT id FROM users WHERE email = ?",
    args: [email],
  });
  return Number(rows[0]?.id);
}

async function act(staff: TestBrowser, id: number, form: Record<string, string>) {
  const page = `${LIST}/${id}`;
  return await postFrom(staff, page, page, form);
}

Deno.test("a person is found by e-mail, name, NIT and razón social; hostile signs find nobody (J3)", async () => {
  await using portal = await testApp();
  await portal.signIn(A);
  await portal.signInMember("contador");
  const staff = await portal.signInStaff("administrador");
  const search = async (q: string) =>
    (await textOf(staff, `${LIST}?q=${encodeURIComponent(q)}`)).match(/data-label="Nombre"/g)
      ?.length ?? 0;
  assertEquals(await search(""), 3);
  assertEquals(await search(EMAIL), 1);
  assertEquals(await search("ANA contador"), 1);
  assertEquals(await search(A), 2);
  assertEquals(await search("clínica"), 2);
  assertEquals(await search("pagos@clinica-a.example"), 2);
  for (const q of ["%", "_", "*", '" OR "', "' --", "NEAR("]) assertEquals(await search(q), 0, q);
  assertEquals((await staff.get(`${LIST}?grupo=root`)).status, 422);
  const cells = (await textOf(staff, LIST)).match(/data-label="Correo">[^<]*/g)?.join() ?? "";
  assert(cells.includes("co…@equipo.example") && !cells.includes(EMAIL));
});

Deno.test("affiliates, of whom there are millions, are listed apart, and with the disabled", async () => {
  await using portal = await testApp();
  await portal.signInMember("contador");
  await portal.signInAffiliate();
  const staff = await portal.signInStaff("administrador");
  const names = async (query: string) =>
    (await textOf(staff, `${LIST}?${query}`)).match(/data-label="Qué es">[^<]*/g)
      ?.map((cell) => cell.replace(/.*>/, "")) ?? [];
  assertEquals((await names("")).length, 2);
  assertEquals(await names("grupo=afiliados"), ["Afiliado"]);
  assertEquals(await names("grupo=afiliados&q=ana"), []);
  assertEquals(await names("grupo=deshabilitados"), []);
  await portal.db.$client.execute("UPDATE users SET disabled_at = 1 WHERE kind = 'affiliate'");
  assertEquals(await names("grupo=deshabilitados"), ["Afiliado"]);
});

Deno.test("L5: the page of a person has the address in full and is recorded in the log", async () => {
  await using portal = await testApp();
  await portal.signInMember("contador");
  const staff = await portal.signInStaff("administrador");
  const id = await idOf(portal, EMAIL);
  assert((await textOf(staff, `${LIST}/${id}`)).includes(EMAIL));
  const [view] = await eventsOf(portal, "sensitiveView");
  assertEquals([view?.detail, view?.providerId], [{ person: id }, 1]);
  for (const path of ["/999", "/0", "/x", "/1e3"]) {
    assertEquals((await staff.get(LIST + path)).status, 404, path);
  }
});

Deno.test("S9: a disabled person is out at the next request and cannot sign in; enabled again, she can", async () => {
  await using portal = await testApp();
  const member = await portal.signInMember("contador");
  const staff = await portal.signInStaff("administrador");
  const id = await idOf(portal, EMAIL);
  assertEquals((await act(staff, id, { accion: "deshabilitar", motivo: "no" })).status, 422);
  assertEquals((await member.get("/portal")).status, 200);
  await act(staff, id, { accion: "deshabilitar", motivo: REASON });
  assertEquals((await member.get("/portal")).status, 303);
  const typed = { tipo: "prestador", usuario: EMAIL, contrasena: PASSWORD };
  assertEquals((await portal.browser().post("/zona-ser", typed)).status, 422);
  await act(staff, id, { accion: "habilitar", motivo: REASON });
  assertEquals((await member.get("/portal")).status, 303);
  assertEquals((await portal.browser().post("/zona-ser", typed)).status, 303);
  const [event] = await eventsOf(portal, "userDisabled");
  assertEquals([event?.detail.person, event?.result], [id, "ok"]);
  assert(!JSON.stringify(event).includes("gerente"));
  assert((await textOf(staff, `${LIST}/${id}`)).includes(REASON));
});

Deno.test("S10: all sessions of one person end, and nobody else's", async () => {
  await using portal = await testApp();
  const [representative, member] = [await portal.signIn(A), await portal.signInMember("contador")];
  const staff = await portal.signInStaff("administrador");
  await act(staff, await idOf(portal, EMAIL), { accion: "sesiones" });
  assertEquals((await member.get("/portal")).status, 303);
  assertEquals((await representative.get("/portal")).status, 200);
  await act(staff, await idOf(portal, EMAIL), { accion: "sesiones" });
  const events = await eventsOf(portal, "sessionsEnded");
  assertEquals(events.map(({ result }) => result), ["ok"], "nothing was left to end");
});

Deno.test("S10: everybody's sessions end at once, the asker's own too, after a typed phrase and a reason", async () => {
  await using portal = await testApp();
  const representative = await portal.signIn(A);
  const staff = await portal.signInStaff("administrador");
  const path = `${LIST}/sesiones`;
  const wrong = await postFrom(staff, path, path, { motivo: REASON, frase: "cerrar" });
  assertEquals([wrong.status, (await representative.get("/portal")).status], [422, 200]);
  const answer = await postFrom(staff, path, path, { motivo: REASON, frase: "Cerrar todas" });
  assertEquals(answer.headers.get("location"), "/zona-ser?salida=si");
  assertEquals((await representative.get("/portal")).status, 303);
  assertEquals((await staff.get("/funcionario")).status, 303);
  assertEquals((await eventsOf(portal, "sessionsEnded"))[0]?.detail.which, "everybody");
});

Deno.test("A16: the staff starts a reset, and neither sees the link nor chooses the password", async () => {
  await using portal = await testApp();
  await portal.signIn(A);
  const staff = await portal.signInStaff("administrador");
  const account = await findAccount(portal.db, { nit: A });
  const form = { accion: "clave", contrasena: "una que escoge otro 1", confirmacion: "x" };
  const answer = await act(staff, account?.id ?? 0, form);
  const html = await textOf(staff, answer.headers.get("location") ?? "");
  await portal.services.background.settled();
  const [mail, ...others] = portal.mails;
  assertEquals([mail?.to, others.length], ["pagos@clinica-a.example", 0]);
  const token = /\/clave\?([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? "";
  assert(token.length >= 22 && !html.includes(token));
  const { rows } = await portal.db.$client.execute("SELECT * FROM password_resets");
  assert(rows.length === 1 && !JSON.stringify(rows).includes(token));
  const after = await findAccount(portal.db, { nit: A });
  assertEquals(after?.passwordHash, account?.passwordHash);
  const [event] = await eventsOf(portal, "passwordResetAsked");
  assert(!JSON.stringify(event).includes(token));
});

Deno.test("A16: nobody is sent a link who is disabled, and after six of them one waits", async () => {
  await using portal = await testApp();
  await portal.signInMember("contador");
  const staff = await portal.signInStaff("administrador");
  const id = await idOf(portal, EMAIL);
  for (let count = 0; count < 6; count++) await act(staff, id, { accion: "clave" });
  const more = await act(staff, id, { accion: "clave" });
  assertEquals([more.status, more.headers.has("retry-after")], [429, true]);
  await act(staff, id, { accion: "deshabilitar", motivo: REASON });
  assertEquals((await act(staff, id, { accion: "clave" })).status, 422);
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 6);
});

Deno.test("A7: whoever must wait is unlocked, from wherever the wrong passwords came", async () => {
  await using portal = await testApp();
  await portal.signIn(A);
  const place = portal.browser("10.1.2.3");
  const typed = { tipo: "prestador", usuario: A, contrasena: "no es esta contraseña" };
  for (let count = 0; count < 10; count++) await place.post("/zona-ser", typed);
  const right = { ...typed, contrasena: PASSWORD };
  assertEquals((await place.post("/zona-ser", right)).status, 429);
  const staff = await portal.signInStaff("administrador");
  await portal.services.background.settled();
  const account = await findAccount(portal.db, { nit: A });
  assert((await textOf(staff, `${LIST}/${account?.id}`)).includes("En espera hasta las"));
  await act(staff, account?.id ?? 0, { accion: "desbloquear" });
  assert(!(await textOf(staff, `${LIST}/${account?.id}`)).includes("En espera hasta las"));
  assertEquals((await place.post("/zona-ser", right)).status, 303);
});

Deno.test("a lost second factor is taken away with its passkeys and sessions, and the person is told", async () => {
  await using portal = await testApp();
  const member = await portal.signInMember("contador");
  const id = await idOf(portal, EMAIL);
  await giveSecondFactor(portal.services, id);
  await portal.db.$client.execute({
    sql: "INSERT INTO passkeys VALUES ('k', ?, 'x', 0, '[]', 'Teléfono', 0, NULL)",
    args: [id],
  });
  const staff = await portal.signInStaff("administrador");
  assert(/<dt>Llaves de acceso<\/dt>\s*<dd>1</.test(await textOf(staff, `${LIST}/${id}`)));
  await act(staff, id, { accion: "factor", motivo: REASON });
  const { rows } = await portal.db.$client.execute("SELECT * FROM passkeys");
  assertEquals(rows.length, 0);
  assertEquals((await findAccount(portal.db, { id }))?.totp, { secret: null, confirmedAt: null });
  assertEquals((await member.get("/portal")).status, 303);
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ to }) => to), [EMAIL]);
  assertEquals((await eventsOf(portal, "secondFactorOff"))[0]?.detail.person, id);
});

Deno.test("a role of the staff changes at the next request, never one's own, and never to one that does not exist", async () => {
  await using portal = await testApp();
  const [staff, other] = [
    await portal.signInStaff("administrador"),
    await portal.signInStaff("auditor"),
  ];
  const [ownId, id] = [
    await idOf(portal, "administrador0@eps.example"),
    await idOf(portal, "auditor1@eps.example"),
  ];
  assertEquals((await other.get(LIST)).status, 403);
  await act(staff, id, { accion: "rol", rol: "administrador", motivo: REASON });
  assertEquals((await other.get(LIST)).status, 200);
  const root = { accion: "rol", rol: "root", motivo: REASON };
  assertEquals((await act(staff, id, root)).status, 422);
  for (const accion of ["rol", "deshabilitar", "factor"]) {
    const form = { accion, rol: "auditor", motivo: REASON };
    const csrf = csrfOf(await textOf(staff, `${LIST}/${ownId}`));
    assertEquals((await staff.post(`${LIST}/${ownId}`, { ...form, csrf })).status, 403, accion);
  }
});

Deno.test("T6: a member of a team is never made staff, whatever the form says", async () => {
  await using portal = await testApp();
  await portal.signInMember("contador");
  const staff = await portal.signInStaff("administrador");
  const id = await idOf(portal, EMAIL);
  const extra = { nit: "1", id: "1", kind: "staff", activo: "0" };
  const form = { accion: "rol", rol: "administrador", motivo: REASON, ...extra };
  const answer = await act(staff, id, form);
  assertEquals(answer.headers.get("location"), `${LIST}/${id}?hecho=igual`);
  const account = await findAccount(portal.db, { id });
  assertEquals([account?.kind, account?.staffRole, account?.isActive], ["member", null, true]);
});

Deno.test("the staff is invited from the browser: the link alone makes the account, once, with the role", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const path = `${LIST}/funcionarios`;
  const form = {
    accion: "invitar",
    correo: "nueva@eps.example",
    rol: "tesoreria",
    staff_role: "administrador",
  };
  await postFrom(staff, path, path, form);
  await portal.services.background.settled();
  const [mail] = portal.mails;
  assertEquals(mail?.to, "nueva@eps.example");
  const link = /\/invitacion\?[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "";
  assert(!(await textOf(staff, path)).includes(link));
  assertEquals((await portal.browser().get(link)).status, 200);
  const wrong = ["a@b.example\nBcc: x@y.example", "administrador0@eps.example"];
  for (const correo of wrong) {
    assertEquals((await postFrom(staff, path, path, { ...form, correo })).status, 422, correo);
  }
  assertEquals((await postFrom(staff, path, path, { ...form, rol: "root" })).status, 422);
  const handle = /name="invitacion" value="([^"]*)"/.exec(await textOf(staff, path))?.[1] ?? "";
  await postFrom(staff, path, path, { accion: "anular", invitacion: handle });
  assertEquals((await portal.browser().get(link)).status, 410);
});

Deno.test("after an invitation of the staff the sign-in offers Funcionario, of a provider Prestador", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const path = `${LIST}/funcionarios`;
  const form = { accion: "invitar", correo: "nueva@eps.example", rol: "tesoreria" };
  await postFrom(staff, path, path, form);
  await portal.services.background.settled();
  const link = /\/invitacion\?[\w-]+/.exec(portal.mails[0]?.text ?? "")?.[0] ?? "";
  const answer = await portal.browser().post(link, {
    nombre: "Luz Nueva",
    politicas: "si",
    contrasena: PASSWORD,
    confirmacion: PASSWORD,
  });
  const place = answer.headers.get("location") ?? "";
  assertEquals([answer.status, place], [303, "/zona-ser?activada=si&tipo=funcionario"]);
  const chosen = /<select id="tipo"[^>]*>(?:(?!<\/select>).)*?<option value="(\w+)" selected/s;
  const offered = async (address: string) =>
    chosen.exec(await textOf(portal.browser(), address))?.[1];
  assertEquals(await offered(place), "funcionario");
  assertEquals(await offered("/zona-ser?activada=si"), "prestador");
  assertEquals(await offered("/zona-ser?tipo=<b>"), undefined, "nothing else is offered");
});

Deno.test("S9: whoever of the staff is disabled is out at once, second factor and all", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const { id, secret } = await createStaff(portal.services, "otra@eps.example", "tesoreria");
  const other = portal.browser();
  await other.post("/zona-ser", {
    tipo: "funcionario",
    usuario: "otra@eps.example",
    contrasena: PASSWORD,
  });
  await other.post("/zona-ser/codigo", { codigo: totpCode(secret, portal.clock.nowMs) });
  assertEquals((await other.get("/funcionario")).status, 200);
  await act(staff, id, { accion: "deshabilitar", motivo: REASON });
  assertEquals((await other.get("/funcionario")).status, 303);
});
