import { assert, assertEquals } from "@std/assert";
import { A, B, csrfOf, PASSWORD, type TestApp, testApp, type TestBrowser } from "../support/app.ts";
import { createMember } from "../support/people.ts";

/** What nobody may say of oneself or of others by adding a field to a form. */
const EXTRA: Record<string, string> = {
  rol: "administrador",
  role: "representante",
  nit: B,
  tenant_id: "2",
  provider_id: "2",
  providerId: "2",
  activo: "1",
  activatedAt: "1",
  activated_at: "1",
  id: "2",
  kind: "staff",
  staffRole: "administrador",
  staff_role: "administrador",
  userId: "2",
  user_id: "2",
  email: "ladron@evil.example",
  acceptedPolicy: "2099-01",
  passwordHash: "x",
  isValidated: "true",
  isReceived: "true",
};
const INVITED = "luz@equipo.example";
const NEW = "otra frase muy distinta de todas";

type Story = (portal: TestApp, extra: Record<string, string>) => Promise<void>;

const STORIES: Record<string, Story> = {
  "registration and activation": async (portal, { nit: _, ...extra }) => {
    const browser = portal.browser();
    const account = { paso: "cuenta", politicas: "si", contrasena: NEW, confirmacion: NEW };
    await done(browser.post("/registro", { ...extra, paso: "nit", nit: A }));
    await done(
      browser.post("/registro", { ...extra, nit: B, paso: "cedula", cedula: "1067845210" }),
    );
    await done(browser.post("/registro", { ...extra, nit: B, ...account }));
    await portal.services.background.settled();
    await done(browser.post(linkOf(portal, "activar"), { ...extra, contrasena: NEW }));
  },
  "password of one's own account": async (portal, extra) => {
    const browser = await portal.signIn(A);
    const form = { accion: "clave", actual: PASSWORD, contrasena: NEW, confirmacion: NEW };
    await done(browser.post("/cuenta", { ...extra, ...form, csrf: await codeOf(browser) }));
  },
  "role of a member": async (portal, { rol: _, ...extra }) => {
    const id = await createMember(portal.services, INVITED, [[A, "consulta"]]);
    const browser = await portal.signIn(A);
    const form = { accion: "rol", persona: String(id), rol: "contador" };
    await done(browser.post("/equipo", { ...extra, ...form, csrf: await codeOf(browser) }));
  },
  "invitation and its acceptance": async (portal, { rol: _, ...extra }) => {
    const browser = await portal.signIn(A);
    const form = { accion: "invitar", correo: INVITED, rol: "consulta" };
    await done(browser.post("/equipo", { ...extra, ...form, csrf: await codeOf(browser) }));
    await portal.services.background.settled();
    const guest = { nombre: "Luz Mar", politicas: "si", contrasena: NEW, confirmacion: NEW };
    const link = linkOf(portal, "invitacion");
    await done(portal.browser().post(link, { rol: "administrador", ...extra, ...guest }));
  },
  "new password by mail": async (portal, extra) => {
    await portal.signIn(A);
    await portal.browser().post("/clave", { ...extra, usuario: A });
    await portal.services.background.settled();
    const form = { contrasena: NEW, confirmacion: NEW };
    await done(portal.browser().post(linkOf(portal, "clave"), { ...extra, ...form }));
  },
  "data request": async (portal, extra) => {
    const browser = await portal.signIn(A);
    const form = { solicitud: "consulta", texto: "qué guardan", csrf: await codeOf(browser) };
    await done(browser.post("/cuenta/datos", { ...extra, ...form }));
  },
};

for (const [name, tell] of Object.entries(STORIES)) {
  Deno.test(`T6: fields that no form has change nothing: ${name}`, async () => {
    await using plain = await testApp();
    await using dressed = await testApp();
    await tell(plain, {});
    await tell(dressed, EXTRA);
    for (const portal of [plain, dressed]) await portal.services.background.settled();
    const [own, other] = [await contents(plain), await contents(dressed)];
    assertEquals(other, own);
    assert(own.users && own.users.length > 0);
  });
}

/** The rows of everything that says who somebody is, without what is random in them. */
async function contents({ db }: TestApp): Promise<Record<string, unknown[]>> {
  const tables = ["users", "memberships", "providers", "consents", "activation_tokens"]
    .concat("invitations", "sessions", "data_requests", "password_resets");
  const found: Record<string, unknown[]> = {};
  for (const table of tables) {
    const { rows, columns } = await db.$client.execute(`SELECT * FROM ${table}`);
    // Where the key is random the order is, too.
    found[table] = rows.map((row) =>
      JSON.stringify(columns.map((name, index) => [name, withoutChance(name, row[index])]))
    ).sort();
  }
  return found;
}

function withoutChance(column: string, value: unknown): unknown {
  const isRandom = /sha256|password_hash|handle|folio/.test(column) ||
    column === "id" && typeof value === "string";
  return isRandom && value !== null ? "by chance" : value;
}

async function done(asked: Promise<Response>): Promise<void> {
  const answer = await asked;
  await answer.body?.cancel();
  assertEquals(answer.status, 303);
}

async function codeOf(browser: TestBrowser): Promise<string> {
  return csrfOf(await (await browser.get("/cuenta")).text());
}

function linkOf({ mails }: TestApp, path: string): string {
  const texts = mails.map(({ text }) => text).join("\n");
  return new RegExp(`/${path}\\?[\\w-]+`).exec(texts)?.[0] ?? "";
}
