import { assertEquals, assertStringIncludes } from "@std/assert";
import { createInvitation } from "../../../db/users/invitations.ts";
import { users } from "../../../db/schema.ts";
import { createPasswords } from "../../../lib/password/password.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { rowsOf } from "../../db/support/contents.ts";
import { totpCode } from "../../support/totp.ts";
import { PASSWORD, type TestApp, testApp } from "../../support/app.ts";
import { createMember, createStaff } from "../../support/people.ts";
import { A } from "../../support/files.ts";

const EMAIL = "luz@eps.example";
/** At a higher cost than people's; its thread starts here, as it would have to end within a test. */
const DEARER = createPasswords({ memory: 16, passes: 1, parallelism: 1 });
await DEARER.hash(PASSWORD);
const PERSON = { nombre: "Luz Cogollo", politicas: "si" };

Deno.test("a member of the staff who was invited makes her account and must set up a second factor", async () => {
  await using portal = await testApp();
  await invite(portal, "administrador");
  const form = { ...PERSON, contrasena: PASSWORD, confirmacion: PASSWORD };
  const page = await (await portal.browser().get("/invitacion?t")).text();
  assertStringIncludes(page, "Le invitaron a Mutual Ser");
  assertEquals((await portal.browser().post("/invitacion?t", form)).status, 303);
  const [person] = await portal.db.select().from(users);
  assertEquals([person?.kind, person?.staffRole], ["staff", "administrador"]);
  const browser = portal.browser();
  const signIn = { tipo: "funcionario", usuario: EMAIL, contrasena: PASSWORD };
  assertEquals((await browser.post("/zona-ser", signIn)).headers.get("location"), "/funcionario");
  const home = await browser.get("/funcionario");
  assertEquals(home.headers.get("location"), "/cuenta/segundo-factor");
});

Deno.test("another invitation changes the role of a member of the staff, and nobody's password", async () => {
  await using portal = await testApp();
  const { id } = await createStaff(portal.services, EMAIL, "auditor");
  const [before] = await portal.db.select().from(users);
  await invite(portal, "tesoreria");
  const form = { ...PERSON, contrasena: "cuatro elefantes se balanceaban", confirmacion: "x" };
  assertEquals((await portal.browser().post("/invitacion?t", form)).status, 422);
  await portal.browser().post("/invitacion?t", { contrasena: PASSWORD });
  const [after] = await portal.db.select().from(users);
  assertEquals(after, before && { ...before, id, staffRole: "tesoreria" });
});

Deno.test("S1: the staff's session is not sent with a request that another site started", async () => {
  await using portal = await testApp();
  const { secret } = await createStaff(portal.services, EMAIL, "auditor");
  const browser = portal.browser();
  await browser.post("/zona-ser", { tipo: "funcionario", usuario: EMAIL, contrasena: PASSWORD });
  const codigo = totpCode(secret, portal.clock.nowMs);
  const answer = await browser.post("/zona-ser/codigo", { codigo });
  const cookies = answer.headers.getSetCookie().filter((one) => one.startsWith("zona-ser="));
  assertEquals(cookies.length, 1);
  assertStringIncludes(cookies[0] ?? "", "SameSite=Strict");
});

Deno.test("a password hashed at the cost of before is hashed anew within the sign-in, code and all", async () => {
  await using portal = await testApp([], {}, { passwords: DEARER });
  await portal.signInStaff("tesoreria");
  await portal.signIn();
  const rows = await rowsOf(portal.db, "SELECT password_hash AS hash FROM users");
  assertEquals(rows.map(({ hash }) => DEARER.isOutdated(String(hash))), [false, false]);
});

Deno.test("Tipo Usuario decides whether an address names a team member or one of the staff", async () => {
  await using portal = await testApp();
  await createMember(portal.services, EMAIL, [[A, "contador"]]);
  const form = { usuario: EMAIL, contrasena: PASSWORD };
  const asStaff = await portal.browser().post("/zona-ser", { ...form, tipo: "funcionario" });
  assertEquals(asStaff.status, 422);
  const asMember = await portal.browser().post("/zona-ser", { ...form, tipo: "prestador" });
  assertEquals(asMember.headers.get("location"), "/portal");
});

async function invite({ db, clock }: TestApp, role: string): Promise<void> {
  await createInvitation(db, {
    tokenSha256: sha256("t"),
    handle: "t",
    providerId: null,
    email: EMAIL,
    role,
    invitedBy: null,
    createdAt: clock.nowMs,
    expiresAt: clock.nowMs + 1000,
  });
}
