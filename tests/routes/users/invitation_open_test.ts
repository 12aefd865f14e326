import { assertEquals, assertStringIncludes } from "@std/assert";
import { findAccount } from "../../../db/accounts/users.ts";
import { createInvitation } from "../../../db/users/invitations.ts";
import { findTeam } from "../../../db/users/team.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, B, createAccount, PASSWORD, type TestApp, testApp } from "../../support/app.ts";
import { createMember, createStaff } from "../../support/people.ts";
import { postFrom, REASON } from "../../support/staff.ts";

/* Nobody comes back, or takes her role back, by an invitation from before she left or changed (S9). */

const EMAIL = "ana@contadores.example";
const OTHER = "otra@contadores.example";
const PROVIDER_A = { id: 1, nit: A, legalName: "Clínica A S.A.S." };
const TEAM = "/equipo";
const PEOPLE = "/funcionario/usuarios";

type Open = { email: string; invitedBy: number | null; providerId?: number | null };

/** An open invitation as an administrator; `t` opens it. */
async function open({ db, clock }: TestApp, t: string, { email, invitedBy, ...rest }: Open) {
  const { providerId = PROVIDER_A.id } = rest;
  await createInvitation(db, {
    tokenSha256: sha256(t),
    handle: t,
    providerId,
    email,
    role: "administrador",
    invitedBy,
    createdAt: clock.nowMs,
    expiresAt: clock.nowMs + 1000,
  });
}

async function statusOf(portal: TestApp, ...links: string[]): Promise<number[]> {
  const browser = portal.browser();
  const answers = links.map((link) => browser.get(`/invitacion?${link}`));
  return (await Promise.all(answers)).map(({ status }) => status);
}

/** An administrator with an invitation from her, one to her, and one that is none of hers. */
async function withInvitations(portal: TestApp): Promise<number> {
  const id = await createMember(portal.services, EMAIL, [[A, "administrador"]]);
  await open(portal, "from", { email: OTHER, invitedBy: id });
  await open(portal, "to", { email: EMAIL, invitedBy: null });
  await open(portal, "else", { email: "nadie@contadores.example", invitedBy: null });
  return id;
}

Deno.test("S9: whoever is in the team is not invited to it, and the field says so", async () => {
  await using portal = await testApp();
  const owner = await portal.signIn(A);
  await createMember(portal.services, EMAIL, [[A, "contador"]]);
  const form = { accion: "invitar", correo: EMAIL.toUpperCase(), rol: "administrador" };
  const answer = await postFrom(owner, TEAM, TEAM, form);
  assertEquals(answer.status, 422);
  const page = await answer.text();
  assertStringIncludes(page, "Ya está en su equipo");
  assertStringIncludes(page, EMAIL.toUpperCase());
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 0);
  const other = await portal.signIn(B);
  assertEquals((await postFrom(other, TEAM, TEAM, form)).status, 303);
});

for (const form of [{ accion: "retirar" }, { accion: "rol", rol: "consulta" }]) {
  Deno.test(`S9: "${form.accion}" voids every open invitation to and from a member`, async () => {
    await using portal = await testApp();
    const [owner, stranger] = [await portal.signIn(A), await portal.signIn(B)];
    const persona = String(await withInvitations(portal));
    const links = ["from", "to", "else"];
    assertEquals((await postFrom(stranger, TEAM, TEAM, { ...form, persona })).status, 404);
    assertEquals(await statusOf(portal, ...links), [200, 200, 200]);
    assertEquals((await postFrom(owner, TEAM, TEAM, { ...form, persona })).status, 303);
    assertEquals(await statusOf(portal, ...links), [410, 410, 200]);
  });
}

Deno.test("S9: whoever was taken out is invited again, and asking again to take her out voids nothing", async () => {
  await using portal = await testApp();
  const owner = await portal.signIn(A);
  const persona = String(await createMember(portal.services, EMAIL, [[A, "contador"]]));
  await postFrom(owner, TEAM, TEAM, { accion: "retirar", persona });
  await open(portal, "anew", { email: EMAIL, invitedBy: null });
  const again = await postFrom(owner, TEAM, TEAM, { accion: "retirar", persona });
  assertEquals([again.status, ...await statusOf(portal, "anew")], [404, 200]);
  const joined = await portal.browser().post("/invitacion?anew", { contrasena: PASSWORD });
  assertEquals(joined.status, 303);
});

Deno.test("an invitation leaves the role of somebody who is in the team as it is", async () => {
  await using portal = await testApp();
  await createMember(portal.services, EMAIL, [[A, "consulta"]]);
  await open(portal, "late", { email: EMAIL, invitedBy: null });
  const answer = await portal.browser().post("/invitacion?late", { contrasena: PASSWORD });
  assertEquals(answer.status, 410);
  const { members } = await findTeam(portal.db, PROVIDER_A, portal.clock.nowMs, 0);
  assertEquals(members.map(({ role }) => role), ["consulta"]);
});

Deno.test("S9: a person whom the staff disables takes her open invitations along", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const id = await withInvitations(portal);
  await open(portal, "staff", { email: EMAIL, invitedBy: null, providerId: null });
  const page = `${PEOPLE}/${id}`;
  await postFrom(staff, page, page, { accion: "deshabilitar", motivo: REASON });
  const links = ["from", "to", "else", "staff"];
  assertEquals(await statusOf(portal, ...links), [410, 410, 200, 200]);
});

for (const form of [{ accion: "deshabilitar" }, { accion: "rol", rol: "auditor" }]) {
  Deno.test(`S9: "${form.accion}" voids every open invitation to and from one of the staff`, async () => {
    await using portal = await testApp();
    const staff = await portal.signInStaff("administrador");
    const { id } = await createStaff(portal.services, EMAIL, "administrador");
    await open(portal, "from", { email: OTHER, invitedBy: id, providerId: null });
    await open(portal, "to", { email: EMAIL, invitedBy: null, providerId: null });
    await open(portal, "else", { email: "nadie@eps.example", invitedBy: null, providerId: null });
    const page = `${PEOPLE}/${id}`;
    await postFrom(staff, page, page, { ...form, motivo: REASON });
    assertEquals(await statusOf(portal, "from", "to", "else"), [410, 410, 200]);
    const account = await findAccount(portal.db, { id });
    assertEquals(account?.staffRole, "rol" in form ? "auditor" : "administrador");
  });
}

Deno.test("S9: a staff role that stays as it is leaves the invitations open", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  const { id } = await createStaff(portal.services, EMAIL, "administrador");
  await open(portal, "from", { email: OTHER, invitedBy: id, providerId: null });
  const page = `${PEOPLE}/${id}`;
  await postFrom(staff, page, page, { accion: "rol", rol: "administrador", motivo: REASON });
  assertEquals(await statusOf(portal, "from"), [200]);
});

Deno.test("S9: a provider in new hands takes along whom its representative invited before", async () => {
  await using portal = await testApp();
  const invitedBy = await createAccount(portal.services, A);
  await open(portal, "from", { email: OTHER, invitedBy });
  await open(portal, "else", { email: EMAIL, invitedBy: null });
  const staff = await portal.signInStaff("administrador");
  const page = `/funcionario/prestadores/${A}/contacto`;
  const typed = {
    correo: "nueva@clinica-a.example",
    cedula: "1067845210",
    representante: "Marta Negrete",
    motivo: REASON,
  };
  const review = await (await postFrom(staff, page, page, { ...typed, accion: "revisar" })).text();
  const visto = /name="visto" value="([^"]*)"/.exec(review)?.[1] ?? "";
  await postFrom(staff, page, page, { ...typed, visto, accion: "confirmar" });
  assertEquals(await statusOf(portal, "from", "else"), [410, 200]);
});
