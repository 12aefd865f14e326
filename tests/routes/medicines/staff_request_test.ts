import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { storeFile } from "../../../db/files.ts";
import {
  affiliates,
  medicineRequestFiles,
  medicineRequests,
  outboxMails,
  pendingMedicines,
} from "../../../db/schema.ts";
import { csrfOf, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { PDF } from "../../support/inquiries.ts";
import {
  aMedicineRequest,
  aPendingMedicine,
  HANDLE,
  REQUEST,
} from "../../support/medicines/lines.ts";
import { eventsOf, textOf } from "../../support/staff.ts";

const QUEUE = "/funcionario/medicamentos";
const PAGE = `${QUEUE}/${REQUEST}`;
const OWN = `/afiliados/medicamentos/solicitudes/${REQUEST}`;
const MAIL = "maria@correo.example";

Deno.test("the queue has what is overdue on top, and names neither the person nor the medicine", async () => {
  await using portal = await withRequest();
  const { db, clock } = portal;
  await db.insert(medicineRequests).values([
    aMedicineRequest({ folio: "MD-2026-LATE", formId: "2", dueAt: clock.nowMs - 5 * HOUR_MS }),
    aMedicineRequest({ folio: "MD-2026-OVER", formId: "3", state: "delivered" }),
  ]);
  const staff = await portal.signInStaff("atencion");
  const page = await textOf(staff, QUEUE);
  assert(page.indexOf("MD-2026-LATE") < page.indexOf(REQUEST));
  assertMatch(page, /Venció hace 5 horas/);
  assertMatch(page, /2 solicitudes/);
  assertNotMatch(page, /MD-2026-OVER|Losartán|Metformina|María|9990000101|Calle 5/);
  const over = await textOf(staff, `${QUEUE}?estado=terminadas`);
  assertStringIncludes(over, "MD-2026-OVER");
  assertNotMatch(over, /MD-2026-LATE/);
  assertEquals((await staff.get(`${QUEUE}?pagina=2`)).status, 404);
  assertEquals((await staff.get(`${QUEUE}?estado=otro`)).status, 422);
});

Deno.test("L8: one request is seen after a typed reason, and each view is an event of its person", async () => {
  await using portal = await withRequest();
  const staff = await portal.signInStaff("atencion");
  const asked = await staff.get(PAGE);
  assertEquals(asked.status, 303);
  assertMatch(asked.headers.get("location") ?? "", /motivo\?volver=/);
  await giveReason(staff);
  const page = await textOf(staff, PAGE);
  for (const text of ["María Camila Pérez Rojas", "CC 9990000101", "Losartán 50 mg"]) {
    assertStringIncludes(page, text);
  }
  assertStringIncludes(page, "Ordenados 60, entregados 20, faltan 40");
  const events = await eventsOf(portal, "affiliateViewed");
  assertEquals(events.map(({ affiliateId, detail }) => [affiliateId, detail.what]), [
    [1, "medicines"],
  ]);
});

Deno.test("a delivery is scheduled and made: the affiliate sees each state, and gets mails that say nothing", async () => {
  await using portal = await withRequest();
  const affiliate = await portal.signInAffiliate({ documentNumber: "9990000109" });
  await portal.db.update(medicineRequests).set({ affiliateId: 2, requestedBy: 1 });
  await portal.db.update(affiliates).set({ email: MAIL });
  const staff = await portal.signInStaff("atencion");
  await giveReason(staff);
  await step(staff, { accion: "programar", fecha: "03/04/2026" });
  assertMatch(await textOf(affiliate, OWN), /Programada.*Entrega: <strong>03\/04\/2026/s);
  await step(staff, { accion: "entregar" });
  assertMatch(await textOf(affiliate, OWN), /Entregada/);
  assertNotMatch(await textOf(staff, PAGE), /<form[^>]*medicamentos/);
  assertEquals((await post(staff, { accion: "entregar" })).status, 409);
  const mails = await portal.db.select().from(outboxMails);
  assertEquals(mails.map(({ toAddress }) => toAddress), [MAIL, MAIL]);
  for (const { subject, text } of mails) {
    assertNotMatch(subject + text, /medic|losart|MD-2026|María|9990000/i);
  }
  const events = await eventsOf(portal, "medicineRequestMoved");
  assertEquals(events.map(({ detail }) => detail), [
    { folio: REQUEST, step: "schedule", affiliate: 2 },
    { folio: REQUEST, step: "deliver", affiliate: 2 },
  ]);
});

Deno.test("a refusal has a reason that the affiliate reads, and another request may follow", async () => {
  await using portal = await withRequest();
  const staff = await portal.signInStaff("atencion");
  await giveReason(staff);
  await step(staff, { accion: "rechazar", motivo: "El médico suspendió la fórmula." });
  const [row] = await portal.db.select().from(medicineRequests);
  assertEquals([row?.state, row?.reason], ["refused", "El médico suspendió la fórmula."]);
});

Deno.test("what is missing in a step is told beside its field, and nothing is moved on", async () => {
  await using portal = await withRequest();
  const staff = await portal.signInStaff("atencion");
  await giveReason(staff);
  const wrong = [
    [{ accion: "" }, "accion"],
    [{ accion: "borrar" }, "accion"],
    [{ accion: "programar", fecha: "31/02/2026" }, "fecha"],
    [{ accion: "programar", fecha: "31/03/2026" }, "fecha"],
    [{ accion: "rechazar", motivo: " " }, "motivo"],
    [{ accion: "rechazar", motivo: "x".repeat(501) }, "motivo"],
  ] as const;
  for (const [form, field] of wrong) {
    const answer = await post(staff, form);
    assertEquals(answer.status, 422, field);
    assertStringIncludes(await answer.text(), `id="${field}-error"`);
  }
  assertEquals((await portal.db.select().from(medicineRequests))[0]?.state, "received");
  assertEquals((await staff.get(`${QUEUE}/MD-2026-NONE`)).status, 404);
});

Deno.test("L8: the picture of a formula is seen with a reason too, and is an event", async () => {
  await using portal = await withRequest();
  const { db } = portal;
  const fileId = await storeFile(
    db,
    { name: "f.pdf", kind: "pdf", size: PDF.length, parts: [PDF] },
    0,
  );
  await db.insert(medicineRequestFiles).values({ folio: REQUEST, fileId });
  const staff = await portal.signInStaff("atencion");
  const file = `${PAGE}/formula/${fileId}`;
  assertEquals((await staff.get(file)).status, 303);
  await giveReason(staff);
  assertEquals(await (await staff.get(file)).bytes(), PDF);
  assertEquals((await staff.get(`${PAGE}/formula/x`)).status, 404);
  assertEquals((await eventsOf(portal, "attachmentDownloaded")).length, 1);
});

const HOUR_MS = 60 * 60 * 1000;

/** A request of the affiliate with number 1 for a medicine that is owed to her. */
async function withRequest(): Promise<TestApp> {
  const portal = await testApp();
  await portal.signInAffiliate({ email: MAIL });
  await portal.db.insert(pendingMedicines).values(aPendingMedicine());
  await portal.db.insert(medicineRequests).values(
    aMedicineRequest({ pendingHandle: HANDLE, asked: "Losartán 50 mg" }),
  );
  return portal;
}

/** Types a reason for the person of the request, as whoever opens it is asked to. */
async function giveReason(staff: TestBrowser): Promise<void> {
  const asked = (await staff.get(PAGE)).headers.get("location") ?? "";
  const csrf = csrfOf(await textOf(staff, asked));
  const [path = ""] = asked.split("?");
  const form = { csrf, motivo: "Revisa lo que pidió a domicilio.", volver: PAGE };
  assertEquals((await staff.post(path, form)).headers.get("location"), PAGE);
}

async function post(staff: TestBrowser, form: Record<string, string>): Promise<Response> {
  return await staff.post(PAGE, { csrf: csrfOf(await textOf(staff, "/cuenta")), ...form });
}

async function step(staff: TestBrowser, form: Record<string, string>): Promise<void> {
  const answer = await post(staff, form);
  assertEquals([answer.status, answer.headers.get("location")], [303, PAGE]);
}
