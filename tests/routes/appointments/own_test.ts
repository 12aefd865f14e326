import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import ICAL from "ical.js";
import { csrfOf, testApp, type TestBrowser } from "../../support/app.ts";
import {
  anAgenda,
  anAgendasFile,
  aWholeAgenda,
  giveSlot,
  slotIds,
} from "../../support/appointments/agendas.ts";
import { load } from "../../support/files.ts";
import { rowsOf } from "../../db/support/contents.ts";

/** The affiliate who signed in, with an appointment on Tuesday 7 April at eight. */
async function withAppointment() {
  const portal = await testApp(aWholeAgenda(anAgenda()));
  const browser = await portal.signInAffiliate();
  const [person] = await rowsOf(portal.db, "SELECT id FROM affiliates");
  const [first = 0] = await slotIds(portal.db);
  await giveSlot(portal.db, first, Number(person?.id));
  return { portal, browser, path: `/afiliados/citas/a${first}` };
}

async function send(browser: TestBrowser, path: string, form: Record<string, string> = {}) {
  const csrf = csrfOf(await (await browser.get("/afiliados/citas/nueva")).text());
  const answer = await browser.post(path, { csrf, ...form });
  return {
    status: answer.status,
    to: answer.headers.get("location") ?? "",
    html: await answer.text(),
  };
}

async function eventOf(browser: TestBrowser, path: string) {
  const answer = await browser.get(`${path}/cita.ics`);
  assertEquals(answer.headers.get("content-type"), "text/calendar; charset=utf-8");
  const text = await answer.text();
  assertNotMatch(text, /Medicina|Ana/);
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [zone, event] = ["vtimezone", "vevent"].map((name) => calendar.getFirstSubcomponent(name));
  assert(zone && event);
  ICAL.TimezoneService.register(zone);
  return new ICAL.Event(event);
}

Deno.test("the file for one's own calendar keeps its identity and counts the changes", async () => {
  const { portal, browser, path } = await withAppointment();
  await using _ = portal;
  const before = await eventOf(browser, path);
  assertEquals(before.startDate.toJSDate().toISOString(), "2026-04-07T13:00:00.000Z");
  const { to: hours } = await send(browser, `${path}/mover`);
  const page = await (await browser.get(`${hours}?fecha=2026-04-07`)).text();
  assertStringIncludes(page, "Ahora es el martes 7 de abril, 8:00 a. m.");
  const [, , later] = [...page.matchAll(/name="hora" value="(\d+)"/g)].map(([, id]) => id);
  const { to: last } = await send(browser, hours, { hora: later ?? "" });
  assertStringIncludes(await (await browser.get(last)).text(), "Mover la cita");
  assertEquals((await send(browser, last)).to, path);
  const after = await eventOf(browser, path);
  assertEquals([after.uid, after.sequence], [before.uid, before.sequence + 1]);
  assertEquals(after.startDate.toJSDate().toISOString(), "2026-04-07T13:40:00.000Z");
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ subject }) => subject), ["Su cita cambió de hora · Mutual Ser"]);
  assertNotMatch(JSON.stringify(portal.mails), /Medicina|Ana P|IPS/);
});

Deno.test("a cancelled appointment frees its hour, says so, and is cancelled once", async () => {
  const { portal, browser, path } = await withAppointment();
  await using _ = portal;
  assertStringIncludes(await (await browser.get(`${path}/cancelar`)).text(), "¿Cancela esta cita?");
  assertEquals((await send(browser, `${path}/cancelar`)).to, path);
  assertEquals((await send(browser, `${path}/cancelar`)).status, 409);
  assertStringIncludes(await (await browser.get(path)).text(), "Esta cita está cancelada");
  assertStringIncludes(await (await browser.get("/afiliados/citas")).text(), "Cancelada");
  await portal.services.background.settled();
  assertEquals(portal.mails.length, 1);
  const events = await rowsOf(
    portal.db,
    "SELECT detail FROM audit_events WHERE name = 'appointmentCancelled' AND result = 'ok'",
  );
  assertEquals(events.length, 1);
  assertNotMatch(String(events[0]?.detail), /Medicina|Ana|999/);
});

Deno.test("what has begun is neither cancelled nor moved", async () => {
  const { portal, browser, path } = await withAppointment();
  await using _ = portal;
  await portal.db.$client.execute("UPDATE slots SET starts_at = starts_at - 864000000");
  await portal.db.$client.execute("UPDATE appointments SET starts_at = starts_at - 864000000");
  assertStringIncludes(await (await browser.get(path)).text(), "Esta cita ya pasó");
  assertEquals((await send(browser, `${path}/cancelar`)).status, 409);
  assertEquals((await send(browser, `${path}/mover`)).status, 404);
});

Deno.test("an appointment whose hour a load took away says so, and can be moved", async () => {
  const { portal, browser, path } = await withAppointment();
  await using _ = portal;
  await load(portal.db, [anAgendasFile(anAgenda({ from: "8:20" }))]);
  assertStringIncludes(await (await browser.get(path)).text(), "La sede cambió su agenda");
  assertStringIncludes(
    await (await browser.get("/afiliados/citas")).text(),
    "La sede cambió su agenda",
  );
  assertEquals((await send(browser, `${path}/mover`)).status, 303);
});
