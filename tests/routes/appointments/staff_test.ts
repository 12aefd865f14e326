import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { moveForAffiliate } from "../../../db/appointments/staff_moves.ts";
import { type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import {
  anAgenda,
  anAgendasFile,
  aWholeAgenda,
  giveSlot,
  slotIds,
} from "../../support/appointments/agendas.ts";
import { aFile, load } from "../../support/files.ts";
import { eventsOf, postFrom, textOf } from "../../support/staff.ts";
import { rowsOf } from "../../db/support/contents.ts";

const DESK = "/funcionario/agendas";
const WHY = "Hay que moverle la cita: la sede cambió su agenda.";
const PERSON = /María|Pérez Rojas|9990000101|300 111/;

/** An affiliate whose appointment at eight lost its slot, and who waits to be called. */
async function portalWith() {
  const portal = await testApp(aWholeAgenda(anAgenda(), anAgenda({ from: "14:00", to: "15:00" })));
  await portal.signInAffiliate();
  const [first = 0] = await slotIds(portal.db);
  await giveSlot(portal.db, first, 1);
  await load(portal.db, [anAgendasFile(anAgenda({ from: "8:40", to: "10:00" }))]);
  await portal.db.$client.execute(
    `INSERT INTO callback_requests (folio, affiliate_id, asked_by, site_code, care_kind, phone,
       asked_at, promised_on)
     VALUES ('LL-2026-AAAA2222', 1, 1, 'S1', 'Odontología', '300 111 2233', 0, '2026-03-31'),
       ('LL-2026-BBBB3333', 2, 2, 'S1', 'Odontología', '300 111 4455', 0, '2026-04-07')`,
  );
  return { portal, appointment: `${DESK}/citas/a${first}` };
}

/** Types the reason that a page wants first; answers its text. */
async function open(staff: TestBrowser, page: string): Promise<string> {
  const asked = (await staff.get(page)).headers.get("location") ?? "";
  assertMatch(asked, /\/motivo\?volver=/);
  const action = asked.split("?")[0] ?? "";
  const given = await postFrom(staff, asked, action, { motivo: WHY, volver: page });
  assertEquals(given.headers.get("location"), page);
  return await textOf(staff, page);
}

const appointments = (portal: TestApp) =>
  rowsOf(portal.db, "SELECT slot_id, sequence, state FROM appointments");

Deno.test("the desk has what waits, overdue on top, and a day of a site; nobody is named", async () => {
  const { portal } = await portalWith();
  await using _ = portal;
  const staff = await portal.signInStaff("atencion");
  const html = await textOf(staff, `${DESK}?sede=S1&fecha=07/04/2026`);
  assert(html.indexOf("LL-2026-AAAA2222") < html.indexOf("LL-2026-BBBB3333"));
  for (
    const words of ["Venció el 31/03/2026", "CI-2026-", "Apartada, por mover", "Cerrada", "Libre"]
  ) {
    assertStringIncludes(html, words);
  }
  assertNotMatch(html, PERSON);
  const home = await textOf(staff, "/funcionario");
  assertStringIncludes(home, "Llamadas pedidas");
  assertStringIncludes(home, "1 vencida");
  for (const fecha of ["31/02/2026", "<b>"]) {
    const answer = await staff.get(`${DESK}?sede=S1&fecha=${encodeURIComponent(fecha)}`);
    assertEquals(answer.status, 422);
    await answer.body?.cancel();
  }
  assertEquals((await staff.get(`${DESK}?sede=S9`)).status, 200);
});

Deno.test("L8: an appointment is shown after a reason, moved in one step, and its holder is told", async () => {
  const { portal, appointment } = await portalWith();
  await using _ = portal;
  const staff = await portal.signInStaff("atencion");
  const html = await open(staff, appointment);
  assertStringIncludes(html, "María Camila Pérez Rojas");
  const [hour] = [...html.matchAll(/<option value="(\d+)"/g)].map(([, id]) => id);
  for (const hora of ["", "999", "x"]) {
    assertEquals((await postFrom(staff, appointment, appointment, { hora })).status, 422);
  }
  const moved = await postFrom(staff, appointment, appointment, { hora: hour ?? "" });
  assertEquals([moved.status, moved.headers.get("location")], [303, appointment]);
  assertEquals(await appointments(portal), [{
    slot_id: Number(hour),
    sequence: 1,
    state: "booked",
  }]);
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ subject }) => subject), ["Su cita cambió de hora · Mutual Ser"]);
  assertNotMatch(JSON.stringify(portal.mails), /Medicina|Ana P|IPS/);
  assertNotMatch(await textOf(staff, DESK), /CI-2026-/);
  const [view] = await eventsOf(portal, "affiliateViewed");
  assertEquals([view?.affiliateId, view?.detail.what], [1, "appointment"]);
  const [event] = await eventsOf(portal, "appointmentMoved");
  assertEquals([event?.result, event?.detail.affiliate], ["ok", 1]);
});

Deno.test("a site without another hour gives its appointment to the nearest of the department, and no further", async () => {
  await using portal = await testApp([
    aFile(
      "sedes.csv",
      "Código Sede;Nombre;Dirección;Código DANE;Municipio",
      "S1;IPS Caribe;Calle 10;13001;Cartagena",
      "S2;IPS del Río;Carrera 5;08001;Barranquilla",
      "S3;IPS Turbaco;Calle 1;13836;Turbaco",
      "S4;IPS Bazurto;Calle 2;13001;Cartagena",
    ),
    anAgendasFile(
      anAgenda({ to: "8:20" }),
      anAgenda({ site: "S2", professional: "Bea" }),
      anAgenda({ site: "S3", professional: "Cleo", to: "10:00" }),
      anAgenda({ site: "S4", professional: "Dora" }),
      anAgenda({ site: "S4", professional: "Eva", kind: "Odontología" }),
    ),
  ]);
  await portal.signInAffiliate();
  const [of = 0] = (await rowsOf(portal.db, "SELECT id FROM slots WHERE site_code = 'S1'"))
    .map(({ id }) => Number(id));
  await giveSlot(portal.db, of, 1);
  const page = `${DESK}/citas/a${of}`;
  const staff = await portal.signInStaff("atencion");
  const html = await open(staff, page);
  const offered = [...html.matchAll(/<option value="\d+"[^>]*>([^<:]+):[^<]+, (\w+)</g)]
    .map(([, site, professional]) => `${site} ${professional}`);
  assertEquals(offered, [
    ...Array(3).fill("IPS Bazurto, Cartagena Dora"),
    ...Array(3).fill("IPS Turbaco, Turbaco Cleo"),
  ]);
  for (const foreign of ["Bea", "Eva"]) {
    const [slot] = await rowsOf(
      portal.db,
      `SELECT id FROM slots WHERE professional = '${foreign}'`,
    );
    const hora = String(slot?.id);
    assertEquals((await postFrom(staff, page, page, { hora })).status, 422, foreign);
    const result = await moveForAffiliate(
      portal.db,
      { id: `a${of}`, slotId: Number(hora) },
      portal.clock.nowMs,
    );
    assertEquals(result === "done", false, foreign);
  }
  const [, hora = ""] = /<option value="(\d+)"[^>]*>IPS Turbaco/.exec(html) ?? [];
  assertEquals((await postFrom(staff, page, page, { hora })).status, 303);
  assertStringIncludes(await textOf(staff, page), "IPS Turbaco");
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ subject }) => subject), ["Su cita cambió de sede · Mutual Ser"]);
  assertNotMatch(portal.mails[0]?.text ?? "", /Turbaco|Cleo|Medicina/);
});

Deno.test("an hour that was taken meanwhile moves nothing", async () => {
  const { portal, appointment } = await portalWith();
  await using _ = portal;
  const staff = await portal.signInStaff("atencion");
  const html = await open(staff, appointment);
  const [hour] = [...html.matchAll(/<option value="(\d+)"/g)].map(([, id]) => id);
  await giveSlot(portal.db, Number(hour), 77);
  assertEquals((await postFrom(staff, appointment, appointment, { hora: hour ?? "" })).status, 422);
  assertEquals((await appointments(portal)).map(({ sequence }) => sequence), [0, 0]);
});

Deno.test("L8: a call is closed once, with what was agreed, which its holder reads", async () => {
  const { portal } = await portalWith();
  await using _ = portal;
  const call = `${DESK}/llamadas/LL-2026-AAAA2222`;
  const staff = await portal.signInStaff("atencion");
  assertStringIncludes(await open(staff, call), "300 111 2233");
  const short = await postFrom(staff, call, call, { resultado: " <b>" });
  assertEquals(short.status, 422);
  assertStringIncludes(await short.text(), "&lt;b&gt;");
  const resultado = "Cita el viernes a las 9:00, en otra sede.";
  assertEquals((await postFrom(staff, call, call, { resultado })).status, 303);
  assertStringIncludes(await textOf(staff, call), resultado);
  assertNotMatch(await textOf(staff, DESK), /LL-2026-AAAA2222/);
  const again = await postFrom(staff, DESK, call, { resultado });
  assertEquals(again.status, 409);
  const events = await eventsOf(portal, "callbackAnswered");
  assertEquals(events.map(({ result, detail }) => [result, detail.folio]), [
    ["ok", "LL-2026-AAAA2222"],
    ["refused", "LL-2026-AAAA2222"],
  ]);
});

Deno.test("without a reason nothing is shown and nothing is done", async () => {
  const { portal, appointment } = await portalWith();
  await using _ = portal;
  const staff = await portal.signInStaff("atencion");
  for (const page of [appointment, `${DESK}/llamadas/LL-2026-AAAA2222`]) {
    const answer = await staff.get(page);
    assertEquals(answer.status, 303);
    assertNotMatch(await answer.text(), PERSON);
  }
  for (const page of [`${DESK}/citas/nada`, `${DESK}/llamadas/LL-2026-CCCC4444`]) {
    assertEquals((await staff.get(page)).status, 404);
  }
  assertEquals((await eventsOf(portal, "affiliateViewed")).length, 0);
});
