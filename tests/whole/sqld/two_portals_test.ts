import { assert, assertEquals } from "@std/assert";
import PostalMime from "postal-mime";
import type { Db } from "../../../db/client.ts";
import { SIGN_IN_FROM_HERE } from "../../../domain/accounts/attempt_limit.ts";
import { dateInBogota, formatDate } from "../../../domain/dates.ts";
import { aMail, enqueueMails } from "../../db/support/mails.ts";
import { rowsOf } from "../../db/support/contents.ts";
import { csrfOf, type TestBrowser } from "../../support/app.ts";
import { anAgenda, aWholeAgenda, CONTACT } from "../../support/appointments/agendas.ts";
import { A, B, load, PROVIDERS } from "../../support/files.ts";
import { addPerson, createAffiliate } from "../../support/people.ts";
import { smtpServer, type TestSmtpServer } from "../../support/smtp_server.ts";
import { addTreasury, SECRETS, signIn, signInTreasury } from "../../support/sqld/people.ts";
import { startTwoPortals, type TwoPortals } from "../../support/sqld/two_portals.ts";
import { until } from "../../support/sqld/until.ts";
import { onePayment, publishAs, upload } from "../../support/uploads.ts";
import { SQLD_EXISTS } from "../../db/support/sqld.ts";

const MAILS = Array.from({ length: 20 }, (_, number) => aMail(number));
const AFFILIATES = ["9990000101", "9990000102"];
const DAY_MS = 24 * 60 * 60 * 1000;
const TYPED = { telefono: CONTACT.phone, direccion: CONTACT.address, correo: CONTACT.email };

Deno.test("two portals behind a balancer that share a server are one portal", {
  ignore: !SQLD_EXISTS,
  sanitizeOps: false,
  sanitizeResources: false,
}, async (t) => {
  await using smtp = await smtpServer();
  const secrets: string[] = [];
  await using portals = await startTwoPortals(smtp.url, async (db) => {
    secrets.push(...await addEverybody(db));
    await enqueueMails(db, MAILS, Date.now());
  });
  await t.step(
    "a session of one holds at the other, and ends at both at once",
    () => oneSession(portals),
  );
  await t.step("wrong passwords are counted together", () => oneLimit(portals));
  await t.step(
    "a link that is asked for at both at once is one link, which opens at either",
    () => oneLink(portals, smtp),
  );
  await t.step(
    "a load that waits at one is published at the other",
    () => oneLoad(portals, secrets),
  );
  await t.step("of two who book an hour at once, one does", () => oneBooking(portals));
  await t.step("each mail goes out once", async () => {
    await smtp.came(MAILS.length);
    const sent = smtp.incoming.map(({ to }) => to).filter((to) =>
      MAILS.some((mail) => mail.to === to)
    );
    assertEquals(sent.sort(), MAILS.map(({ to }) => to).sort());
  });
});

/** Whoever signs in below; answers the secrets of the treasury's authenticators. */
async function addEverybody(db: Db): Promise<string[]> {
  const date = formatDate(dateInBogota(Date.now() + 7 * DAY_MS));
  await load(db, [PROVIDERS(), ...aWholeAgenda(anAgenda({ date }))]);
  for (const nit of [A, B]) {
    await addPerson(db, { kind: "representative" }, [[nit, "representante"]]);
  }
  const keeper = { db, now: Date.now, settings: { sessionSecrets: SECRETS } };
  for (const documentNumber of AFFILIATES) await createAffiliate(keeper, { documentNumber });
  return await addTreasury(db);
}

async function statusOf(browser: TestBrowser, path: string): Promise<number> {
  const answer = await browser.get(path);
  await answer.body?.cancel();
  return answer.status;
}

async function oneSession(portals: TwoPortals): Promise<void> {
  const [first, second] = [portals.at(0), portals.at(1)];
  await signIn(first, { tipo: "prestador", usuario: A });
  for (const [name, value] of first.cookies) second.cookies.set(name, value);
  const page = await second.get("/portal");
  const csrf = csrfOf(await page.text());
  assertEquals([page.status, await statusOf(first, "/portal")], [200, 200]);
  const left = await second.post("/zona-ser/salir", { csrf });
  assertEquals(left.status, 303, await left.text());
  assertEquals(await statusOf(first, "/portal"), 303);
}

async function oneLimit(portals: TwoPortals): Promise<void> {
  const browser = portals.balanced();
  const wrong = { tipo: "prestador", usuario: B, contrasena: "otra frase cualquiera" };
  const tryOnce = async (one: TestBrowser) => {
    const answer = await one.post("/zona-ser", wrong);
    await answer.body?.cancel();
    return answer.status;
  };
  for (let count = 0; count <= SIGN_IN_FROM_HERE.free; count++) {
    assertEquals(await tryOnce(browser), 422);
  }
  assertEquals([await tryOnce(portals.at(0)), await tryOnce(portals.at(1))], [429, 429]);
}

async function oneLink(portals: TwoPortals, { incoming }: TestSmtpServer): Promise<void> {
  const [first, second] = [portals.at(0), portals.at(1)];
  const asked = await Promise.all([first, second].map(async (browser) => {
    const answer = await browser.post("/clave", { tipo: "prestador", usuario: A });
    await answer.body?.cancel();
    return answer.status;
  }));
  assertEquals(asked, [200, 200]);
  const mails = () => incoming.filter(({ to }) => to === "pagos@clinica-a.example");
  await until(() => Promise.resolve(mails().length > 0));
  const { text = "" } = await PostalMime.parse(mails()[0]?.source ?? "");
  const [link = ""] = /\/clave\?[\w-]{32}/.exec(text) ?? [];
  assertEquals([await statusOf(first, link), await statusOf(second, link)], [200, 200]);
  assertEquals(mails().length, 1);
}

async function oneLoad(portals: TwoPortals, secrets: string[]): Promise<void> {
  const [loader, publisher] = [portals.at(0), portals.at(1)];
  await signInTreasury([loader, publisher], secrets);
  const address = await upload(loader, onePayment());
  await shows(publisher, address, 'name="total"');
  const published = await publishAs(publisher, address, "1.000,00");
  assertEquals(published.status, 303, await published.text());
  await shows(loader, address, "Publicada el");
}

/** Waits until a page has a text: what was uploaded is judged after the answer. */
async function shows(browser: TestBrowser, path: string, text: string): Promise<void> {
  await until(async () => (await (await browser.get(path)).text()).includes(text));
}

async function oneBooking(portals: TwoPortals): Promise<void> {
  const people = [portals.at(0), portals.at(1)];
  const ways = await Promise.all(people.map(async (browser, index) => {
    const usuario = AFFILIATES[index] ?? "";
    await signIn(browser, { tipo: "afiliado", tipoDocumento: "CC", usuario });
    const { to } = await send(browser, "/afiliados/citas/nueva", { sede: "S1" });
    const hours = await send(browser, to, { tipoCita: "Medicina general" });
    const html = await (await browser.get(hours.to)).text();
    const [, hora = ""] = /name="hora" value="(\d+)"/.exec(html) ?? [];
    return { browser, to: hours.to, hora };
  }));
  assertEquals(ways[0]?.hora, ways[1]?.hora);
  const held = await Promise.all(ways.map(({ browser, to, hora }) => send(browser, to, { hora })));
  assertEquals(held.map(({ status }) => status).sort(), [303, 422]);
  const winner = held.findIndex(({ status }) => status === 303);
  const browser = people[1 - winner];
  assert(browser);
  // The form's code and the session are the winner's; the request comes to the other process.
  for (const [name, value] of people[winner]?.cookies ?? []) browser.cookies.set(name, value);
  const booked = await send(browser, held[winner]?.to ?? "", TYPED);
  assertEquals(booked.status, 303);
  const rows = await rowsOf(portals.db, "SELECT state FROM appointments");
  assertEquals(rows.map(({ state }) => state), ["booked"]);
}

/** Posts a form with the code of a page of this browser; answers where it leads. */
async function send(browser: TestBrowser, path: string, form: Record<string, string>) {
  const csrf = csrfOf(await (await browser.get("/afiliados/citas/nueva")).text());
  const answer = await browser.post(path, { csrf, ...form });
  await answer.body?.cancel();
  return { status: answer.status, to: answer.headers.get("location") ?? "" };
}
