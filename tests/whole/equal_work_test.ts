import { assert, assertEquals } from "@std/assert";
import { affiliates } from "../../db/schema.ts";
import { createApp } from "../../routes/app.tsx";
import { recordTrips } from "../db/support/recorder.ts";
import { A, B, createAccount, ORIGIN, PASSWORD, type TestApp, testApp } from "../support/app.ts";
import { C } from "../support/files.ts";
import { countHashes } from "../support/hashes.ts";
import { anAffiliate, createAffiliate, createMember, giveSecondFactor } from "../support/people.ts";

const UNKNOWN = "800191045";
const CEDULAS: Record<string, string> = { [A]: "10678452101", [B]: "731234561", [C]: "326549871" };
const WRONG = "otra frase cualquiera";
const MEMBER = "ana@equipo.example";

Deno.test("R3: an unknown NIT and a wrong cédula cost the same statements and no hash", async () => {
  await using portal = await testApp();
  const works = [];
  for (const nit of [A, UNKNOWN]) {
    works.push(await workOf(portal, [{ paso: "nit", nit }, { paso: "cedula", cedula: "123456" }]));
  }
  assertEquals(works[1], works[0]);
  assertEquals(works[0]?.hashes, 0);
});

Deno.test("R3: providers that are new, registered or without address cost the same statements and one hash each", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, B);
  const works = [];
  for (const nit of [A, B, C]) {
    const cedula = CEDULAS[nit] ?? "";
    const account = { paso: "cuenta", politicas: "si", contrasena: WRONG, confirmacion: WRONG };
    works.push(await workOf(portal, [{ paso: "nit", nit }, { paso: "cedula", cedula }, account]));
  }
  assertEquals(works[1], works[0]);
  assertEquals(works[2], works[0]);
  assertEquals(works[0]?.hashes, 1);
});

Deno.test("R3: affiliates that are new, registered, without address, or nobody cost the same statements and one hash each", async () => {
  await using portal = await testApp();
  const person = (number: string) => ({
    documentNumber: number,
    email: `${number}@correo.example`,
  });
  const known = [anAffiliate(person("9990000101")), anAffiliate({ documentNumber: "9990000102" })];
  await portal.db.insert(affiliates).values(known);
  await createAffiliate(portal.services, person("9990000103"));
  const account = { paso: "cuenta", politicas: "si", contrasena: WRONG, confirmacion: WRONG };
  const works = [];
  for (const documento of ["9990000101", "9990000102", "9990000103", "9990000999"]) {
    const who = { paso: "datos", tipoDocumento: "CC", documento, nacimiento: "05/03/1962" };
    works.push(await workOf(portal, [who, account], { path: "/afiliados/registro" }));
  }
  for (const work of works) assertEquals(work, works[0]);
  assertEquals([works[0]?.status, works[0]?.hashes], [303, 1]);
});

Deno.test("R3: the answer does not wait for the mail, however long that takes", async () => {
  const mailServer = Promise.withResolvers<void>();
  let sent = 0;
  const mailer = { send: () => mailServer.promise.then(() => void sent++) };
  await using portal = await testApp([], {}, { mailer });
  const account = { paso: "cuenta", politicas: "si", contrasena: WRONG, confirmacion: WRONG };
  const browser = portal.browser();
  await browser.post("/registro", { paso: "nit", nit: A });
  await browser.post("/registro", { paso: "cedula", cedula: CEDULAS[A] ?? "" });
  const answer = await browser.post("/registro", account);
  assertEquals([answer.status, sent], [303, 0]);
  mailServer.resolve();
  await portal.services.background.settled();
  assertEquals(sent, 1);
});

Deno.test("A6: an unknown or inactive user or a wrong password, with a second factor or without: the same answer and one hash", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  await giveSecondFactor(portal.services, await createAccount(portal.services, B));
  const dormant = await createMember(portal.services, MEMBER, [[A, "contador"]]);
  await portal.db.$client.execute(`UPDATE users SET activated_at = NULL WHERE id = ${dormant}`);
  const users = [A, B, C, UNKNOWN, MEMBER, "nadie@equipo.example"];
  const seen = [];
  for (const usuario of users) {
    const work = await workOf(portal, [{ tipo: "prestador", usuario, contrasena: WRONG }], {
      path: "/zona-ser",
    });
    seen.push({ ...work, html: work.html.replaceAll(usuario, "USUARIO") });
  }
  const [first, ...others] = seen;
  assertEquals([first?.status, first?.hashes], [422, 1]);
  for (const [index, other] of others.entries()) assertEquals(other, first, users[index + 1]);
});

Deno.test("A6: a right password of an inactive account gets the same answer as a wrong one", async () => {
  await using portal = await testApp();
  const dormant = await createMember(portal.services, MEMBER, [[A, "contador"]]);
  await portal.db.$client.execute(`UPDATE users SET disabled_at = 1 WHERE id = ${dormant}`);
  const path = "/zona-ser";
  const [right, wrong] = [
    await workOf(portal, [{ tipo: "prestador", usuario: MEMBER, contrasena: PASSWORD }], { path }),
    await workOf(portal, [{ tipo: "prestador", usuario: MEMBER, contrasena: WRONG }], { path }),
  ];
  assertEquals(right, wrong);
});

Deno.test("A14: asking for a new password costs the same statements for every user, and no hash", async () => {
  await using portal = await testApp();
  await createAccount(portal.services, A);
  await giveSecondFactor(portal.services, await createAccount(portal.services, B));
  const works = [];
  for (const usuario of [A, B, C, UNKNOWN]) {
    works.push(await workOf(portal, [{ usuario }], { path: "/clave" }));
  }
  for (const work of works) assertEquals(work, works[0]);
  assertEquals([works[0]?.status, works[0]?.hashes], [200, 0]);
});

type Work = { status: number; html: string; hashes: number; trips: string[][] };

/** What the last of some forms costs until it is answered, and what it answers. */
async function workOf(
  portal: TestApp,
  forms: Record<string, string>[],
  { path = "/registro" } = {},
): Promise<Work> {
  const { db, trips } = recordTrips(portal.db);
  const { signal } = new AbortController();
  const background = { run: () => {}, settled: () => Promise.resolve(), signal };
  const app = await createApp({ ...portal.services, db, background });
  const cookies: string[] = [];
  let work: Work | undefined;
  for (const form of forms) {
    trips.length = 0;
    using hashes = countHashes();
    const answer = await app.request(ORIGIN + path, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { origin: ORIGIN, cookie: cookies.at(-1) ?? "" },
    });
    cookies.push(...answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? ""));
    const html = (await answer.text()).replace(/nonce="[^"]*"/g, "").replace(/[\d.]+-\d\b/g, "NIT");
    const sent = trips.map((trip) => trip.map(verbOf));
    work = { status: answer.status, html, hashes: hashes.total, trips: sent };
  }
  assert(work);
  return work;
}

/** `insert into "consents"`, `SELECT max(blocked_until) AS`: what a statement does, and to what. */
function verbOf({ sql }: { sql: string }): string {
  return sql.trim().split(/\s+/).slice(0, 3).join(" ");
}
