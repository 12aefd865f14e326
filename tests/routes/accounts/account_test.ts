import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { users } from "../../../db/schema.ts";
import { A, B, csrfOf, PASSWORD, testApp, type TestBrowser } from "../../support/app.ts";
import { REAL_PASSWORDS } from "../../support/hashes.ts";

const NEW = "un caimán verde en Ayapel";

Deno.test("A13: the password changes only with the current one, and its owner is told", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const wrong = await post(browser, {
    accion: "clave",
    actual: "otra",
    contrasena: NEW,
    confirmacion: NEW,
  });
  assertEquals(wrong.status, 422);
  assertStringIncludes(await wrong.text(), "No es su contraseña actual.");
  const right = await post(browser, {
    accion: "clave",
    actual: PASSWORD,
    contrasena: NEW,
    confirmacion: NEW,
  });
  assertEquals(right.headers.get("location"), "/cuenta?hecho=clave");
  await portal.services.background.settled();
  assertEquals(portal.mails.map((mail) => mail.to), ["pagos@clinica-a.example"]);
});

Deno.test("A13: the new password must differ from the current one", async () => {
  await using portal = await testApp();
  const form = { accion: "clave", actual: PASSWORD, contrasena: PASSWORD, confirmacion: PASSWORD };
  const answer = await post(await portal.signIn(), form);
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), "Escoja una distinta de la actual.");
});

Deno.test("S10: changing the password ends the other sessions and keeps this one", async () => {
  await using portal = await testApp();
  const [here, there] = [await portal.signIn(), await portal.signIn()];
  await post(here, { accion: "clave", actual: PASSWORD, contrasena: NEW, confirmacion: NEW });
  assertEquals((await here.get("/portal")).status, 200);
  assertEquals((await there.get("/portal")).status, 303);
});

Deno.test("S10: one sees one's sessions and ends one, or all the others", async () => {
  await using portal = await testApp();
  const here = await portal.signIn();
  const others = [await portal.signIn(), await portal.signIn(), await portal.signIn()];
  const html = await (await here.get("/cuenta")).text();
  assertEquals(html.match(/>Terminar</g)?.length, 3);
  assertEquals(html.match(/Esta sesión/g)?.length, 1);
  const [handle = ""] = handlesOf(html);
  await post(here, { accion: "sesion", sesion: handle });
  const statuses = await Promise.all(others.map(async (one) => (await one.get("/portal")).status));
  assertEquals(statuses.filter((status) => status === 303).length, 1);
  await post(here, { accion: "otras" });
  for (const other of others) assertEquals((await other.get("/portal")).status, 303);
  assertEquals((await here.get("/portal")).status, 200);
});

Deno.test("T1: nobody ends a session of somebody else, and no page shows a session's id", async () => {
  await using portal = await testApp();
  const [mine, theirs, theirsToo] = [
    await portal.signIn(A),
    await portal.signIn(B),
    await portal.signIn(B),
  ];
  const html = await (await theirs.get("/cuenta")).text();
  const [handle = ""] = handlesOf(html);
  await post(mine, { accion: "sesion", sesion: handle });
  assertEquals((await theirsToo.get("/portal")).status, 200);
  const rows = await portal.db.$client.execute("SELECT id FROM sessions");
  for (const { id } of rows.rows) assert(!html.includes(String(id)));
});

Deno.test("S11: the database holds no secret that opens a session", async () => {
  await using portal = await testApp();
  const { cookies } = await portal.signIn();
  const [, payload = ""] = (cookies.get("zona-ser") ?? "").split(".");
  const { sid } = JSON.parse(atob(payload));
  const rows = await portal.db.$client.execute("SELECT * FROM sessions");
  assertEquals(rows.rows.length, 1);
  assert(!JSON.stringify(rows.rows).includes(sid));
});

Deno.test("guessing the current password in an open session costs a wait", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const form = { accion: "clave", actual: "otra", contrasena: NEW, confirmacion: NEW };
  for (let times = 0; times < 10; times++) await post(browser, form);
  const refused = await post(browser, { ...form, actual: PASSWORD });
  assertEquals([refused.status, refused.headers.get("retry-after")], [429, "30"]);
  assertStringIncludes(await refused.text(), "Demasiados intentos. Espere");
});

Deno.test("A5: a hash made at another cost is replaced at the next sign-in", async () => {
  await using portal = await testApp([], {}, { passwords: REAL_PASSWORDS });
  const browser = await portal.signIn();
  assertEquals((await browser.get("/portal")).status, 200);
  const cheap = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA";
  await portal.db.update(users).set({ passwordHash: `${cheap}$${await cheapHash()}` });
  const form = { tipo: "prestador", usuario: A, contrasena: PASSWORD };
  assertEquals((await portal.browser().post("/zona-ser", form)).status, 303);
  await portal.services.background.settled();
  const [user] = await portal.db.select().from(users);
  assert(user?.passwordHash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  assertEquals((await portal.browser().post("/zona-ser", form)).status, 303);
});

async function cheapHash(): Promise<string> {
  const { argon2id } = await import("hash-wasm");
  const hash = await argon2id({
    password: PASSWORD,
    salt: new TextEncoder().encode("somesaltsomesalt"),
    memorySize: 8,
    iterations: 1,
    parallelism: 1,
    hashLength: 32,
    outputType: "binary",
  });
  return hash.toBase64({ omitPadding: true });
}

async function post(browser: TestBrowser, form: Record<string, string>): Promise<Response> {
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  return await browser.post("/cuenta", { ...form, csrf });
}

function handlesOf(html: string): string[] {
  return [...html.matchAll(/name="sesion" value="([^"]+)"/g)].map((match) => match[1] ?? "");
}
