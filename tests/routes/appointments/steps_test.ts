import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { HOLD_MS } from "../../../domain/appointments/booking.ts";
import { csrfOf, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { anAgenda, aWholeAgenda, CONTACT } from "../../support/appointments/agendas.ts";
import { rowsOf } from "../../db/support/contents.ts";

const DENTIST = anAgenda({ kind: "Odontología", professional: "Dra. Rita", date: "20/04/2026" });
const agendas = () => aWholeAgenda(anAgenda(), DENTIST, anAgenda({ site: "S2" }));
const TYPED = { telefono: CONTACT.phone, direccion: CONTACT.address, correo: CONTACT.email };
const OTHER = { documentNumber: "9990000777" };
const HEALTH = /Medicina|Odontolog|Ana P|Rita/;

/** Posts a form with the code of a page of this browser; answers where it leads. */
async function send(browser: TestBrowser, path: string, form: Record<string, string> = {}) {
  const csrf = csrfOf(await (await browser.get("/afiliados/citas/nueva")).text());
  const answer = await browser.post(path, { csrf, ...form });
  return {
    status: answer.status,
    to: answer.headers.get("location") ?? "",
    html: await answer.text(),
  };
}

/** Chooses site and kind; answers the address of the hours. */
async function toHours(browser: TestBrowser, tipoCita = "Medicina general") {
  const { to } = await send(browser, "/afiliados/citas/nueva", { sede: "S1" });
  const chosen = await send(browser, to, { tipoCita });
  assertEquals(chosen.status, 303, chosen.html);
  return chosen.to;
}

const hoursOn = (html: string) =>
  [...html.matchAll(/name="hora" value="(\d+)"/g)].map(([, id]) => id);

async function toContact(browser: TestBrowser, tipoCita?: string) {
  const hours = await toHours(browser, tipoCita);
  const html = await (await browser.get(hours)).text();
  return await send(browser, hours, { hora: hoursOn(html)[0] ?? "" });
}

async function book(browser: TestBrowser, tipoCita?: string): Promise<string> {
  const { to } = await toContact(browser, tipoCita);
  const { status, to: appointment, html } = await send(browser, to, TYPED);
  assertEquals(status, 303, html);
  return appointment;
}

const appointments = (portal: TestApp) =>
  rowsOf(portal.db, "SELECT state, phone, address, email, sequence FROM appointments");

Deno.test("an appointment is made in five steps, and nothing of it stands in an address or a title", async () => {
  await using portal = await testApp(agendas());
  const browser = await portal.signInAffiliate({
    phone: "605 555 0000",
    email: "m@correo.example",
  });
  const sites = await (await browser.get("/afiliados/citas/nueva")).text();
  assert(
    sites.indexOf("IPS Caribe") < sites.indexOf("IPS del Río"),
    "the municipality comes first",
  );
  const addresses: string[] = [];
  const follow = async (path: string, form: Record<string, string>) => {
    const { to, html } = await send(browser, path, form);
    addresses.push(to);
    assert(to !== "", html);
    const page = await browser.get(to);
    assertEquals([page.status, page.headers.get("cache-control")], [200, "no-store"]);
    const text = await page.text();
    assertNotMatch(/<title>(.*?)<\/title>/.exec(text)?.[1] ?? "", HEALTH);
    return { to, text };
  };
  const kinds = await follow("/afiliados/citas/nueva", { sede: "S1" });
  assertStringIncludes(kinds.text, "María Camila Pérez Rojas");
  const hours = await follow(kinds.to, { tipoCita: "Medicina general" });
  assertStringIncludes(hours.text, "martes 7 de abril, 8:00 a. m.");
  assertStringIncludes(
    hours.text,
    "a más tardar el jueves 9 de abril".replace("jueves 9", "miércoles 8"),
  );
  const day = await (await browser.get(`${hours.to}?fecha=2026-04-07`)).text();
  assertEquals(hoursOn(day).length, 4, "the nearest, and the three of the day");
  const contact = await follow(hours.to, { hora: hoursOn(day)[2] ?? "" });
  assertStringIncludes(contact.text, 'value="605 555 0000"');
  assertStringIncludes(contact.text, "Le guardamos esta hora hasta las 10:05 a. m.");
  const done = await follow(contact.to, TYPED);
  for (const words of ["CI-2026-", "Medicina general", "Ana Pérez", "8:20 a. m.", "IPS Caribe"]) {
    assertStringIncludes(done.text, words);
  }
  assertEquals(await appointments(portal), [{ state: "booked", ...CONTACT, sequence: 0 }]);
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ to }) => to), [CONTACT.email]);
  assertNotMatch(JSON.stringify([portal.mails, portal.logged, addresses]), HEALTH);
  assertNotMatch(JSON.stringify(portal.mails), /IPS Caribe|María/);
});

Deno.test("what was not chosen, or cannot be, is said beside it and loses nothing", async () => {
  await using portal = await testApp(agendas());
  const browser = await portal.signInAffiliate();
  for (const sede of ["", "S9", "<script>"]) {
    assertEquals((await send(browser, "/afiliados/citas/nueva", { sede })).status, 422);
  }
  const { to } = await send(browser, "/afiliados/citas/nueva", { sede: "S1" });
  for (const tipoCita of ["", "Cirugía"]) {
    assertEquals((await send(browser, to, { tipoCita })).status, 422);
  }
  const hours = await toHours(browser);
  for (const hora of ["", "0", "x", "999999", "1; DROP TABLE slots"]) {
    assertEquals((await send(browser, hours, { hora })).status, 422, hora);
  }
  const { to: contact } = await toContact(browser);
  const typed = { telefono: "123", direccion: "Calle <b>9</b>", correo: "no" };
  const { status, html } = await send(browser, contact, typed);
  assertEquals(status, 422);
  assertStringIncludes(html, "Escriba el teléfono completo");
  assertStringIncludes(html, 'value="Calle &lt;b&gt;9&lt;/b&gt;"');
  assertEquals(await appointments(portal), []);
});

Deno.test("an hour that somebody holds is offered to nobody else, and comes back by itself", async () => {
  await using portal = await testApp(agendas());
  const [one, other] = [await portal.signInAffiliate(), await portal.signInAffiliate(OTHER)];
  const { to } = await toContact(one);
  const hours = await toHours(other);
  const offered = async () => hoursOn(await (await other.get(`${hours}?fecha=2026-04-07`)).text());
  assertEquals((await offered()).length, 3, "the nearest and two of three");
  const held = await rowsOf(portal.db, "SELECT id FROM slots WHERE hold_id IS NOT NULL");
  const taken = await send(other, hours, { hora: String(held[0]?.id) });
  assertEquals(taken.status, 422);
  assertStringIncludes(taken.html, "Esa hora la acaba de tomar otra persona");
  portal.clock.nowMs += HOLD_MS;
  assertEquals((await offered()).length, 4);
  assertStringIncludes(await (await one.get(to)).text(), "ya no está guardada para usted");
  const late = await send(one, to, { ...TYPED, telefono: "300 999 8877" });
  assertEquals([late.status, late.to], [303, to]);
  assertEquals(await appointments(portal), []);
});

Deno.test("nobody has two of a kind to come: the page leads to the one that there is", async () => {
  await using portal = await testApp(agendas());
  const browser = await portal.signInAffiliate();
  const appointment = await book(browser);
  const again = await (await browser.get(await toHours(browser))).text();
  assertStringIncludes(again, "Ya tiene una cita de este tipo");
  assertStringIncludes(again, appointment);
  assertEquals(hoursOn(again), []);
  await book(browser, "Odontología");
  assertEquals((await appointments(portal)).length, 2);
});

Deno.test("who sends the last form twice has one appointment, and sees it", async () => {
  await using portal = await testApp(agendas());
  const browser = await portal.signInAffiliate();
  const { to } = await toContact(browser);
  const ends = [await send(browser, to, TYPED), await send(browser, to, TYPED)];
  assertEquals(ends.map((end) => end.status), [303, 303]);
  assertEquals(ends[0]?.to, ends[1]?.to);
  assertEquals((await browser.get(to)).headers.get("location"), ends[0]?.to);
  assertEquals((await appointments(portal)).length, 1);
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 1);
});

Deno.test("where the promise cannot be met one asks to be called, once, with a radicado and a date", async () => {
  await using portal = await testApp(agendas());
  const browser = await portal.signInAffiliate({ phone: "605 555 0000" });
  const hours = await toHours(browser, "Odontología");
  const page = await (await browser.get(hours)).text();
  assertStringIncludes(page, "Pedir que me llamen");
  assertStringIncludes(page, "a más tardar el miércoles 8 de abril");
  const call = hours.replace("/hora", "/llamada");
  assertStringIncludes(await (await browser.get(call)).text(), 'value="605 555 0000"');
  assertEquals((await send(browser, call, { telefono: "no" })).status, 422);
  const { to } = await send(browser, call, { telefono: "300 111 2233" });
  assertMatch(to, /^\/afiliados\/citas\/llamadas\/LL-2026-[0-9A-Z]{8}$/);
  assertEquals((await send(browser, call, { telefono: "300 444 5566" })).to, to);
  const shown = await (await browser.get(to)).text();
  assertStringIncludes(shown, "A más tardar el 08/04/2026");
  assertStringIncludes(shown, "300 111 2233");
  const other = await portal.signInAffiliate(OTHER);
  assertEquals((await other.get(to)).status, 404);
});

Deno.test("L11: another's draft and appointment are not found, whatever is asked of them", async () => {
  await using portal = await testApp(agendas());
  const owner = await portal.signInAffiliate();
  const { to: contact } = await toContact(owner, "Odontología");
  const appointment = await book(owner);
  const other = await portal.signInAffiliate(OTHER);
  const hours = contact.replace("/datos", "/hora");
  const call = contact.replace("/datos", "/llamada");
  for (
    const path of [
      contact,
      hours,
      call,
      appointment,
      `${appointment}/cita.ics`,
      `${appointment}/cancelar`,
    ]
  ) {
    assertEquals((await other.get(path)).status, 404, path);
  }
  const acts = [
    [contact, TYPED],
    [call, { telefono: "300 111 2233" }],
    [`${appointment}/cancelar`, {}],
    [`${appointment}/mover`, {}],
  ] as const;
  for (const [path, form] of acts) assertEquals((await send(other, path, form)).status, 404, path);
  assertEquals((await appointments(portal)).map(({ state }) => state), ["booked"]);
});
