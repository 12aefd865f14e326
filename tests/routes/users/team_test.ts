import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { auditEvents, invitations, memberships, users } from "../../../db/schema.ts";
import { A, B, createAccount, csrfOf, PASSWORD, type TestApp, testApp } from "../../support/app.ts";
import type { TestBrowser } from "../../support/app.ts";
import { createMember } from "../../support/people.ts";
import { aFile, aSettlement, aVoucher } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";

const EMAIL = "ana@contadores.example";
const NEW = "cuatro elefantes se balanceaban";
const NEWCOMER = {
  nombre: "Ana Ruiz",
  politicas: "si",
  contrasena: NEW,
  confirmacion: NEW,
};

Deno.test("somebody who is invited chooses name and password, and sees this provider alone", async () => {
  await using portal = await testApp(somePayments());
  const link = await invite(portal, await portal.signIn(A), EMAIL, "contador");
  const browser = portal.browser();
  const page = await (await browser.get(link)).text();
  assertStringIncludes(page, "Le invitaron a Clínica A S.A.S.");
  assertEquals((await portal.db.select().from(memberships)).length, 1);
  const bad = await browser.post(link, {
    ...NEWCOMER,
    nombre: "",
    politicas: "",
    confirmacion: "x",
  });
  assertEquals(bad.status, 422);
  const answer = await browser.post(link, NEWCOMER);
  assertEquals(answer.headers.get("location"), "/zona-ser?activada=si");
  const member = await enter(portal, EMAIL, NEW);
  const html = await (await member.get(`/pagos?${ALL_MARCH}`)).text();
  assertStringIncludes(html, "Clínica A S.A.S.");
  assertEquals((await member.get("/pagos/B-1")).status, 404);
  assertEquals((await member.get("/equipo")).status, 403);
  const file = await member.get("/export.csv?comprobante=1001");
  assertStringIncludes(await file.text(), "1001");
});

Deno.test("an invitation is used once, ends in three days, and a newer one or its sender voids it", async () => {
  await using portal = await testApp();
  const owner = await portal.signIn(A);
  const first = await invite(portal, owner, EMAIL, "consulta");
  await act(owner, { accion: "invitar", correo: EMAIL, rol: "consulta" });
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 1);
  portal.clock.nowMs += 6000;
  const second = await invite(portal, owner, EMAIL, "contador");
  assertEquals((await portal.browser().get(first)).status, 410);
  const uses = await Promise.all([
    portal.browser().post(second, NEWCOMER),
    portal.browser().post(second, NEWCOMER),
  ]);
  assertEquals(uses.map(({ status }) => status).sort(), [303, 410]);
  const third = await invite(portal, owner, "otra@contadores.example", "contador");
  const page = await (await owner.get("/equipo")).text();
  const handle = /name="invitacion" value="([^"]+)"/.exec(page)?.[1] ?? "";
  await owner.post("/equipo", { csrf: csrfOf(page), accion: "anular", invitacion: handle });
  assertEquals((await portal.browser().get(third)).status, 410);
  const late = await invite(portal, owner, "tarde@contadores.example", "contador");
  portal.clock.nowMs += 3 * 24 * 60 * 60 * 1000 + 1;
  assertEquals((await portal.browser().get(late)).status, 410);
});

Deno.test("R4: of an invitation only the hash of its secret is stored", async () => {
  await using portal = await testApp();
  const link = await invite(portal, await portal.signIn(A), EMAIL, "contador");
  const token = link.split("?")[1] ?? "";
  assert(/^[\w-]{32}$/.test(token));
  assert(!JSON.stringify(await portal.db.select().from(invitations)).includes(token));
});

Deno.test("somebody who has an account joins a second provider with her password, and switches visibly", async () => {
  await using portal = await testApp(somePayments());
  await createMember(portal.services, EMAIL, [[A, "contador"]]);
  const link = await invite(portal, await portal.signIn(B), EMAIL, "administrador");
  assertEquals((await portal.browser().post(link, { contrasena: "no es esta" })).status, 422);
  assertEquals((await portal.browser().post(link, { contrasena: PASSWORD })).status, 303);
  const member = await enter(portal, EMAIL);
  const before = await (await member.get("/portal")).text();
  assertStringIncludes(before, "Cambiar de IPS");
  assertStringIncludes(before, "Lo último de Clínica A S.A.S.");
  const form = { csrf: csrfOf(before), ips: B };
  assertEquals((await member.post("/cuenta/ips", form)).headers.get("location"), "/portal");
  assertStringIncludes(
    await (await member.get("/portal")).text(),
    "Lo último de Hospital B E.S.E.",
  );
  assertEquals((await member.get("/equipo")).status, 200);
  assertStringIncludes(
    await (await (await enter(portal, EMAIL)).get("/portal")).text(),
    "Hospital B",
  );
});

Deno.test("T10: a form of a tab that was made for another provider does nothing, and its parts are renewed", async () => {
  await using portal = await testApp(somePayments());
  await createMember(portal.services, EMAIL, [[A, "administrador"], [B, "administrador"]]);
  const member = await enter(portal, EMAIL);
  const tabOfA = csrfOf(await (await member.get("/equipo")).text());
  await member.post("/cuenta/ips", { csrf: tabOfA, ips: B });
  const form = { csrf: tabOfA, accion: "invitar", correo: "x@y.example", rol: "contador" };
  const answer = await member.post("/equipo", form);
  assertEquals(answer.status, 409);
  assertStringIncludes(await answer.text(), "Esta página era de otra IPS");
  assertEquals((await portal.db.select().from(invitations)).length, 0);
  const headers = { "hx-request": "true", "zona-ser-nit": A };
  const part = await member.get(`/pagos?${ALL_MARCH}`, headers);
  assertEquals([part.status, part.headers.get("hx-refresh"), await part.text()], [409, "true", ""]);
  assertEquals(
    (await member.get(`/pagos?${ALL_MARCH}`, { ...headers, "zona-ser-nit": B })).status,
    200,
  );
});

Deno.test("T10: the change of provider is explicit, kept, and only to one's own", async () => {
  await using portal = await testApp();
  await createMember(portal.services, EMAIL, [[A, "contador"]]);
  const member = await enter(portal, EMAIL);
  const csrf = csrfOf(await (await member.get("/cuenta/ips")).text());
  for (const ips of [B, "800000118", "x", ""]) {
    assertEquals((await member.post("/cuenta/ips", { csrf, ips })).status, 404, ips);
  }
  await createMember(portal.services, "dos@contadores.example", [[A, "consulta"], [B, "consulta"]]);
  const other = await enter(portal, "dos@contadores.example");
  const own = csrfOf(await (await other.get("/cuenta/ips")).text());
  await other.post("/cuenta/ips", { csrf: own, ips: B });
  await portal.services.background.settled();
  const events = await portal.db.select().from(auditEvents);
  const switches = events.filter(({ name }) => name === "providerSwitch");
  assertEquals(switches.map(({ providerId }) => providerId), [2]);
});

Deno.test("S9: whoever is taken out of the team is out at the next request", async () => {
  await using portal = await testApp(somePayments());
  const owner = await portal.signIn(A);
  const id = await createMember(portal.services, EMAIL, [[A, "contador"]]);
  const member = await enter(portal, EMAIL);
  assertEquals((await member.get("/portal")).status, 200);
  await act(owner, { accion: "retirar", persona: String(id) });
  assertEquals((await member.get("/portal")).headers.get("location"), "/zona-ser?next=%2Fportal");
  const again = await enter(portal, EMAIL);
  assertEquals((await again.get("/portal")).headers.get("location"), "/cuenta/ips");
  assertStringIncludes(await (await again.get("/cuenta/ips")).text(), "ninguna IPS le da acceso");
});

Deno.test("S9: a role that changes counts at the next request", async () => {
  await using portal = await testApp(somePayments());
  const owner = await portal.signIn(A);
  const id = await createMember(portal.services, EMAIL, [[A, "contador"]]);
  const member = await enter(portal, EMAIL);
  const file = await member.get("/export.csv?comprobante=1001");
  assertStringIncludes(await file.text(), "1001");
  await act(owner, { accion: "rol", persona: String(id), rol: "consulta" });
  const refused = await member.get("/export.csv?comprobante=1001");
  assertEquals(refused.status, 403);
  assertStringIncludes(await refused.text(), "no descargar");
});

Deno.test("S9: a download that runs stops where the access ends", async () => {
  await using portal = await testApp([
    aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid: "3000,00" })),
    aFile(
      "f.csv",
      SETTLEMENTS_HEADER,
      ...Array.from({ length: 3000 }, (_, index) => aSettlement("1", `FEV-${index}`, "1,00")),
    ),
  ]);
  const owner = await portal.signIn(A);
  const id = await createMember(portal.services, EMAIL, [[A, "contador"]]);
  const member = await enter(portal, EMAIL);
  const answer = await member.get(`/export.csv?${ALL_MARCH}`);
  const reader = answer.body?.getReader();
  assert((await reader?.read())?.value?.length);
  await act(owner, { accion: "retirar", persona: String(id) });
  portal.clock.nowMs += 1000;
  let problem: unknown;
  for (let chunk = 0; chunk < 100 && problem === undefined; chunk++) {
    const next = await reader?.read().catch((error) => problem = error);
    if (next?.done) break;
  }
  assert(problem instanceof Error);
});

Deno.test("T1: nobody touches a member or an invitation of another provider", async () => {
  await using portal = await testApp();
  const [ownerA, ownerB] = [await portal.signIn(A), await portal.signIn(B)];
  const id = await createMember(portal.services, EMAIL, [[A, "contador"]]);
  await invite(portal, ownerA, "otra@contadores.example", "contador");
  const [open] = await portal.db.select().from(invitations);
  const tries: Record<string, string>[] = [
    { accion: "retirar", persona: String(id) },
    { accion: "rol", persona: String(id), rol: "consulta" },
    { accion: "retirar", persona: "999" },
    { accion: "anular", invitacion: open?.handle ?? "" },
    { accion: "anular", invitacion: "no-hay" },
  ];
  for (const form of tries) {
    assertEquals((await act(ownerB, form)).status, 404, JSON.stringify(form));
  }
  const kept = await portal.db.select().from(memberships);
  assertEquals(kept.find(({ userId }) => userId === id)?.revokedAt, null);
});

Deno.test("T6: nobody makes herself more than she is, whatever the form says besides", async () => {
  await using portal = await testApp();
  const owner = await portal.signIn(A);
  const representative = await createAccount(portal.services, A);
  const own = { persona: String(representative), rol: "consulta" };
  assertEquals((await act(owner, { accion: "rol", ...own })).status, 403);
  assertEquals((await act(owner, { accion: "retirar", ...own })).status, 403);
  const administrator = await portal.signInMember("administrador");
  assertEquals((await act(administrator, { accion: "retirar", ...own })).status, 404);
  const wrongRole = { accion: "invitar", correo: EMAIL, rol: "representante" };
  assertEquals((await act(owner, wrongRole)).status, 422);
  const link = await invite(portal, owner, EMAIL, "consulta");
  const more = {
    rol: "administrador",
    role: "representante",
    kind: "staff",
    staff_role: "auditor",
  };
  await portal.browser().post(link, { ...NEWCOMER, ...more, correo: "otro@x.example", nit: B });
  const [person] = (await portal.db.select().from(users)).filter(({ email }) => email === EMAIL);
  assertEquals([person?.kind, person?.staffRole], ["member", null]);
  const member = await enter(portal, EMAIL, NEW);
  assertEquals((await member.get("/equipo")).status, 403);
  assertEquals((await member.get("/funcionario")).status, 403);
});

Deno.test("what happened is read and downloaded by whoever manages the team, and is of this provider alone", async () => {
  await using portal = await testApp(somePayments());
  const owner = await portal.signIn(A);
  await (await (await portal.signIn(B)).get(`/export.csv?${ALL_MARCH}`)).text();
  const member = await portal.signInMember("contador");
  await (await member.get("/export.csv?comprobante=1001")).text();
  await portal.services.background.settled();
  const page = await (await owner.get("/equipo/actividad")).text();
  assertStringIncludes(page, "Descarga: comprobante 1001");
  assertStringIncludes(page, "Ana contador");
  assertStringIncludes(page, "3 hechos");
  const csv = await (await owner.get("/equipo/actividad.csv")).text();
  const [header, own, ...others] = csv.trim().split("\r\n");
  assertStringIncludes(header ?? "", "Persona;Qué pasó;Resultado");
  assertStringIncludes(own ?? "", 'Representante legal;"Descarga');
  assertEquals(others.length, 3);
  assertEquals(
    (await owner.get("/equipo/actividad?desde=31/02/2026&hasta=01/03/2026")).status,
    422,
  );
  assertEquals((await owner.get("/equipo/actividad?pagina=99")).status, 404);
});

/** Invites through the real form; answers the link's path. */
async function invite(portal: TestApp, owner: TestBrowser, correo: string, rol: string) {
  const answer = await act(owner, { accion: "invitar", correo, rol });
  assertEquals(answer.headers.get("location"), "/equipo?hecho=invitado");
  await portal.services.background.settled();
  const mail = portal.mails.findLast(({ to }) => to === correo);
  return /\/invitacion\?[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "";
}

async function act(owner: TestBrowser, form: Record<string, string>): Promise<Response> {
  const csrf = csrfOf(await (await owner.get("/cuenta")).text());
  return await owner.post("/equipo", { csrf, ...form });
}

async function enter(portal: TestApp, usuario: string, contrasena = PASSWORD) {
  const browser = portal.browser();
  await browser.post("/zona-ser", { tipo: "prestador", usuario, contrasena });
  return browser;
}
