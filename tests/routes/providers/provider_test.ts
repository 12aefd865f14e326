import { assert, assertEquals } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { findAccount } from "../../../db/accounts/users.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, B, csrfOf, ORIGIN, PASSWORD, type TestApp, testApp } from "../../support/app.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { eventsOf, postFrom, REASON, textOf } from "../../support/staff.ts";

const PAGE = `/funcionario/prestadores/${A}`;
const CONTACT = `${PAGE}/contacto`;
const OLD = "pagos@clinica-a.example";
const TYPED = {
  correo: "nueva@clinica-a.example",
  cedula: "1067845210",
  representante: "Marta Negrete",
  motivo: REASON,
};

type Staff = Awaited<ReturnType<TestApp["signInStaff"]>>;

/** Reviews a change and confirms it, as the two pages do. */
async function change(staff: Staff, typed: Record<string, string>): Promise<Response> {
  const review = await postFrom(staff, CONTACT, CONTACT, { ...typed, accion: "revisar" });
  const html = await review.text();
  const visto = /name="visto" value="([^"]*)"/.exec(html)?.[1] ?? "";
  return await staff.post(CONTACT, { ...typed, visto, accion: "confirmar", csrf: csrfOf(html) });
}

async function onFile({ db }: TestApp, nit = A) {
  const { rows } = await db.$client.execute({
    sql:
      "SELECT email, representative_id, representative_name, nit, is_listed FROM providers WHERE nit = ?",
    args: [nit],
  });
  return { ...rows[0] };
}

/** What is told of a change, without what is written to the new address. */
async function outbox({ db }: TestApp) {
  const { rows } = await db.$client.execute(
    "SELECT kind, to_address, text FROM outbox_mails WHERE kind <> 'account'",
  );
  return rows.map(({ kind, to_address, text }) => ({ kind, to: to_address, text: String(text) }));
}

Deno.test("a new Correo is shown with what it does, and changes nothing before it is confirmed", async () => {
  await using portal = await testApp();
  await portal.signIn(A);
  const staff = await portal.signInStaff("administrador");
  const review = await postFrom(staff, CONTACT, CONTACT, { ...TYPED, accion: "revisar" });
  const html = await review.text();
  assertEquals(review.status, 200);
  for (const words of [OLD, TYPED.correo, "Terminan las sesiones", "Los enlaces pendientes"]) {
    assert(html.includes(words), words);
  }
  assertEquals((await onFile(portal)).email, OLD);
  assertEquals(await outbox(portal), []);
});

Deno.test("a new Correo ends the representative's sessions, asks for a new activation, and tells the old address", async () => {
  await using portal = await testApp();
  const representative = await portal.signIn(A);
  const member = await portal.signInMember("contador");
  const staff = await portal.signInStaff("administrador");
  const answer = await change(staff, TYPED);
  assertEquals(answer.headers.get("location"), `${PAGE}?hecho=contacto`);
  assertEquals((await onFile(portal)).email, TYPED.correo);
  assertEquals((await representative.get("/portal")).status, 303);
  assertEquals((await member.get("/portal")).status, 200);
  assertEquals((await findAccount(portal.db, { nit: A }))?.isActive, false);
  const [mail, ...others] = await outbox(portal);
  assertEquals([mail?.kind, mail?.to, others.length], ["hands", OLD, 0]);
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ to }) => to), [TYPED.correo]);
  const [event] = await eventsOf(portal, "contactChanged");
  assertEquals([event?.providerId, event?.detail.what], [1, "email"]);
  assert(!JSON.stringify(event).includes(REASON) && !JSON.stringify(event).includes("@"));
  assert((await textOf(staff, PAGE)).includes(REASON));
});

Deno.test("another representative loses the second factor of the one before; another spelling of the name ends nothing", async () => {
  await using portal = await testApp();
  const representative = await portal.signIn(A);
  await portal.db.$client.execute(
    "UPDATE users SET totp_secret = 'x' WHERE kind = 'representative'",
  );
  const staff = await portal.signInStaff("administrador");
  await change(staff, { ...TYPED, correo: OLD, representante: "Marta Lucía Negrete" });
  assertEquals((await representative.get("/portal")).status, 200);
  assertEquals(await outbox(portal), []);
  await change(staff, { ...TYPED, correo: OLD.toUpperCase(), cedula: "1.067.999.111" });
  const { email, representative_id } = await onFile(portal);
  assertEquals([email, representative_id], [OLD, "1067999111"]);
  assertEquals((await representative.get("/portal")).status, 303);
  assertEquals((await findAccount(portal.db, { nit: A }))?.totp.secret, null);
  assertEquals((await outbox(portal)).map(({ kind, to }) => [kind, to]), [["hands", OLD]]);
});

Deno.test("R12: an address with a line break, a list of addresses, and a missing reason are refused, and what was typed stays", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const wrong = ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "a@b", ""];
  for (const correo of wrong) {
    const answer = await postFrom(staff, CONTACT, CONTACT, {
      ...TYPED,
      correo,
      accion: "confirmar",
    });
    assertEquals(answer.status, 422, correo);
    assert((await answer.text()).includes("Escriba un solo correo"), correo);
  }
  const form = { ...TYPED, motivo: " ", cedula: "abc", accion: "revisar" };
  const html = await (await postFrom(staff, CONTACT, CONTACT, form)).text();
  for (const words of ["Escriba el motivo", "Escriba la cédula", TYPED.correo]) {
    assert(html.includes(words), words);
  }
  assertEquals((await onFile(portal)).email, OLD);
});

Deno.test("T6: fields that no form has (rol, nit, id, is_listed) change nothing", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const extra = { nit: B, id: "2", rol: "administrador", is_listed: "0", providerId: "2" };
  await change(staff, { ...TYPED, ...extra });
  assertEquals((await onFile(portal)).email, TYPED.correo);
  assertEquals((await onFile(portal)).is_listed, 1);
  assertEquals((await onFile(portal, B)).email, "cartera@hospital-b.example");
});

Deno.test("what somebody else changed meanwhile is shown again instead of being written over", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const review = await postFrom(staff, CONTACT, CONTACT, { ...TYPED, accion: "revisar" });
  const html = await review.text();
  const visto = /name="visto" value="([^"]*)"/.exec(html)?.[1] ?? "";
  await portal.db.$client.execute("UPDATE providers SET email = 'otra@a.example' WHERE id = 1");
  const form = { ...TYPED, visto, accion: "confirmar", csrf: csrfOf(html) };
  const again = await staff.post(CONTACT, form);
  assertEquals(again.status, 200);
  assert((await again.text()).includes("otra@a.example"));
  assertEquals((await onFile(portal)).email, "otra@a.example");
});

Deno.test("S9: a closed provider lets nobody in from the next request on: representative, team, tokens, passwords, links", async () => {
  await using portal = await testApp(somePayments());
  const [representative, member] = [await portal.signIn(A), await portal.signInMember("contador")];
  const token = { authorization: `Bearer ${await tokenOf(portal)}` };
  const me = () => portal.app.request(`${ORIGIN}/api/v1/me`, { headers: token });
  assertEquals((await me()).status, 200);
  const staff = await portal.signInStaff("administrador");
  const form = { accion: "cerrar", motivo: REASON };
  assertEquals(
    (await postFrom(staff, PAGE, PAGE, form)).headers.get("location"),
    `${PAGE}?hecho=cerrado`,
  );
  assertEquals((await representative.get(`/pagos?${ALL_MARCH}`)).status, 303);
  const pages = await member.get(`/pagos?${ALL_MARCH}`);
  assertEquals([pages.status, (await pages.text()).includes("1001")], [303, false]);
  assertEquals((await me()).status, 401);
  const late = portal.browser();
  const typed = { tipo: "prestador", usuario: A, contrasena: PASSWORD };
  assertEquals((await late.post("/zona-ser", typed)).status, 422);
  await late.post("/clave", { usuario: A });
  await portal.services.background.settled();
  assertEquals(portal.mails, []);
  assertEquals((await outbox(portal)).map(({ kind, to }) => [kind, to]), [["access", OLD]]);
});

Deno.test("S9: a provider that is opened again lets people in with their passwords; old sessions stay ended", async () => {
  await using portal = await testApp();
  const representative = await portal.signIn(A);
  const staff = await portal.signInStaff("administrador");
  await postFrom(staff, PAGE, PAGE, { accion: "cerrar", motivo: REASON });
  const twice = await postFrom(staff, PAGE, PAGE, { accion: "cerrar", motivo: REASON });
  assertEquals(twice.headers.get("location"), `${PAGE}?hecho=igual`);
  await postFrom(staff, PAGE, PAGE, { accion: "abrir", motivo: REASON });
  assertEquals((await representative.get("/portal")).status, 303);
  assertEquals((await (await portal.signIn(A)).get("/portal")).status, 200);
  const names = (await eventsOf(portal, "accessClosed")).map(({ result }) => result);
  assertEquals(names, ["ok", "refused"]);
});

Deno.test("closing asks for a reason and closes nothing without one", async () => {
  await using portal = await testApp();
  const representative = await portal.signIn(A);
  const staff = await portal.signInStaff("administrador");
  const answer = await postFrom(staff, PAGE, PAGE, { accion: "cerrar", motivo: "ya" });
  assertEquals(answer.status, 422);
  assertEquals((await representative.get("/portal")).status, 200);
});

Deno.test("a link that did not arrive is not sent again: it is voided, and the address on file is asked to register", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  await browser.post("/registro", { paso: "nit", nit: A });
  await browser.post("/registro", { paso: "cedula", cedula: "10678452101" });
  const account = { paso: "cuenta", politicas: "si", contrasena: PASSWORD, confirmacion: PASSWORD };
  await browser.post("/registro", account);
  await portal.services.background.settled();
  const link = /\/activar\?[\w-]+/.exec(portal.mails[0]?.text ?? "")?.[0] ?? "";
  const staff = await portal.signInStaff("administrador");
  assert((await textOf(staff, PAGE)).includes("Hay un registro sin activar"));
  await postFrom(staff, PAGE, PAGE, { accion: "activacion" });
  await portal.services.background.settled();
  assertEquals((await browser.post(link, { contrasena: PASSWORD })).status, 410);
  const [, mail] = portal.mails;
  assertEquals(mail?.to, OLD);
  assert(mail?.text.includes(`${ORIGIN}/registro`) && !/activar\?/.test(mail?.text ?? ""));
});

Deno.test("the staff sets the addresses that get notices; the address on file is told, wrong ones are refused (R12)", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const path = `${PAGE}/avisos`;
  const form = {
    accion: "avisos",
    correo1: "uno@a.example",
    pagos1: "si",
    correo3: "dos@a.example",
    semana3: "si",
  };
  const answer = await postFrom(staff, PAGE, path, form);
  assertEquals(answer.headers.get("location"), `${PAGE}?hecho=avisos`);
  const { rows } = await portal.db.$client.execute(
    "SELECT address, wants_postings, wants_weekly FROM provider_contacts ORDER BY position",
  );
  assertEquals(rows.map((row) => Object.values({ ...row })), [
    ["uno@a.example", 1, 0],
    ["dos@a.example", 0, 1],
  ]);
  assertEquals((await outbox(portal)).map(({ kind, to }) => [kind, to]), [["contacts", OLD]]);
  for (const correo1 of ["x@y.example\r\nBcc: z@y.example", "x@y.example,z@y.example", "nada"]) {
    const wrong = await postFrom(staff, PAGE, path, { ...form, correo1 });
    assertEquals(wrong.status, 422, correo1);
    await wrong.body?.cancel();
  }
  assertEquals((await outbox(portal)).length, 1);
});

async function tokenOf({ db }: TestApp): Promise<string> {
  const token = `zs_${"s".repeat(32)}`;
  const kept = {
    nit: A,
    name: "x",
    tokenSha256: sha256(token),
    createdAt: 0,
    expiresOn: null,
  };
  await createApiToken(db, kept);
  return token;
}
