import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import {
  affiliates,
  enrolmentDocuments,
  enrolmentEvents,
  enrolments,
  staffNotes,
} from "../../../db/schema.ts";
import { sweepEnrolments } from "../../../db/enrolment/sweep.ts";
import { VIEW_REASON_MS } from "../../../domain/affiliates/view_reason.ts";
import { csrfOf, testApp, type TestBrowser } from "../../support/app.ts";
import {
  AFILIARSE,
  answerAll,
  EMAIL,
  sendTo,
  sentEnrolment,
} from "../../support/enrolment/applicant.ts";
import { aSentEnrolment, SENT } from "../../support/enrolment/rows.ts";
import { aFile, load, somePlaces } from "../../support/files.ts";
import { eventsOf, giveReason, locationOf, postFrom, textOf } from "../../support/staff.ts";

const WHY = "Reviso la solicitud para decidir sobre ella.";
const LIST = "/funcionario/afiliaciones";
const APPROVE = { accion: "aprobar", codigo: "13001", fecha: "01/05/2026" };

Deno.test("the staff's queue has what waits, overdue on top, and each view is in the log", async () => {
  await using portal = await testApp();
  await aSentEnrolment(portal.db, { folio: "AF-2026-LATE2222", dueOn: "2026-03-20" });
  await aSentEnrolment(portal.db);
  const staff = await portal.signInStaff("afiliaciones");
  const list = await (await staff.get(LIST)).text();
  assert(list.indexOf("AF-2026-LATE2222") < list.indexOf(SENT));
  for (const text of ["Venció el 20/03/2026", "Carmen Ortiz", "Nunca he estado en una EPS"]) {
    assertStringIncludes(list, text);
  }
  const page = await textOf(staff, await opened(staff, SENT));
  for (const text of ["9.990.000.777", "Luna Inés Ortiz", EMAIL]) assertStringIncludes(page, text);
  assertEquals((await eventsOf(portal, "enrolmentViewed")).length, 1);
});

Deno.test("L8: a request, its documents and its form open after a reason, typed once for one request", async () => {
  await using portal = await testApp();
  const { folio } = await sentEnrolment(portal);
  await aSentEnrolment(portal.db);
  const [document] = await portal.db.select().from(enrolmentDocuments);
  const [staff, colleague] = [
    await portal.signInStaff("afiliaciones"),
    await portal.signInStaff("afiliaciones"),
  ];
  const address = `${LIST}/${folio}`;
  const views = [
    [address, "enrolment"],
    [`${address}/formulario.pdf`, "enrolmentForm"],
    [`${address}/documentos/${document?.fileId}`, "enrolmentDocument"],
  ] as const;
  for (const [path] of views) {
    const asked = await locationOf(await staff.get(path));
    assertEquals(asked, `${address}/motivo?${new URLSearchParams({ volver: path })}`);
    assertNotMatch(await textOf(staff, asked), /Carmen|Ortiz|1050999111/);
  }
  assertEquals(await eventsOf(portal, "enrolmentViewed"), []);
  await giveReason(staff, address, WHY);
  for (const [path, what] of views) {
    const answer = await staff.get(path);
    await answer.body?.cancel();
    const [event] = (await eventsOf(portal, "enrolmentViewed")).slice(-1);
    const [note] = await portal.db.select().from(staffNotes);
    assertEquals([answer.status, event?.detail], [200, { folio, what, note: note?.id }]);
    assertEquals([note?.reason, note?.act], [WHY, "enrolmentViewed"]);
  }
  const shown = await (await staff.get(address)).text();
  assertStringIncludes(shown, "<h2>Quien se afilia</h2>");
  await locationOf(await staff.get(`${LIST}/${SENT}`));
  await locationOf(await colleague.get(address));
  portal.clock.nowMs += VIEW_REASON_MS + 1;
  await locationOf(await staff.get(address));
});

Deno.test("a reason for a request that says nothing is asked for again, and opens nothing", async () => {
  await using portal = await testApp();
  await aSentEnrolment(portal.db);
  const staff = await portal.signInStaff("afiliaciones");
  const reason = `${LIST}/${SENT}/motivo`;
  const answer = await postFrom(staff, reason, reason, { motivo: "<b>x", volver: "//evil" });
  assertEquals(answer.status, 422);
  const page = await answer.text();
  for (const text of ["Escriba el motivo", "&lt;b&gt;x"]) assertStringIncludes(page, text);
  assertEquals(await portal.db.$count(staffNotes), 0);
  const given = await postFrom(staff, reason, reason, { motivo: WHY, volver: "//evil" });
  assertEquals(await locationOf(given), `${LIST}/${SENT}`);
  for (const path of [`${LIST}/AF-2026-NADA2222/motivo`, `${LIST}/x/motivo`]) {
    assertEquals((await staff.get(path)).status, 404, path);
  }
});

Deno.test("what is missing goes back in the staff's words; the applicant corrects, signs and sends again", async () => {
  await using portal = await testApp();
  const { browser, folio } = await sentEnrolment(portal);
  const staff = await portal.signInStaff("afiliaciones");
  const texto = "La foto de la tarjeta de identidad no se lee: envíela de nuevo.";
  await decide(staff, folio, { accion: "devolver", texto });
  await portal.services.background.settled();
  assertNotMatch(portal.mails.at(-1)?.text ?? "", /tarjeta|falta/);
  const state = await (await browser.get(`${AFILIARSE}/estado`)).text();
  for (const text of ["Falta algo", texto, "Corregir mi solicitud"]) {
    assertStringIncludes(state, text);
  }
  await answerAll(browser, { contacto: { celular: "3009998877", otroTelefono: "" } });
  await sendTo(
    browser,
    `${AFILIARSE}/firma`,
    { firma: "Carmen Ortiz Peña" },
    `${AFILIARSE}/revision`,
  );
  await sendTo(browser, `${AFILIARSE}/enviar`, {}, `${AFILIARSE}/estado`);
  const states = (await portal.db.select().from(enrolmentEvents)).map(({ state }) => state);
  assertEquals(states, ["sent", "returned", "sent"]);
});

Deno.test("a decision needs its words or its code, keeps what was typed, and is taken once", async () => {
  await using portal = await testApp();
  await aSentEnrolment(portal.db);
  const staff = await portal.signInStaff("afiliaciones");
  const wrong: [Record<string, string>, string][] = [
    [{ accion: "devolver", texto: "corto" }, "Escriba qué falta o por qué"],
    [{ accion: "rechazar", texto: "" }, "Escriba qué falta o por qué"],
    [{ accion: "aprobar", codigo: "5001", fecha: "01/05/2026" }, "empiezan por 13"],
    [{ accion: "aprobar", codigo: "13001", fecha: "31/02/2026" }, "no existe"],
  ];
  for (const [form, message] of wrong) {
    const answer = await postFrom(staff, await opened(staff, SENT), `${LIST}/${SENT}`, form);
    assertEquals(answer.status, 422, message);
    const page = await answer.text();
    assertStringIncludes(page, message);
    for (const typed of Object.values(form)) {
      if (typed !== form.accion) assertStringIncludes(page, typed);
    }
  }
  const pages = [await textOf(staff, `${LIST}/${SENT}`), await textOf(staff, `${LIST}/${SENT}`)];
  const answers = await Promise.all(pages.map(async (page) => {
    const answer = await staff.post(`${LIST}/${SENT}`, { csrf: csrfOf(page), ...APPROVE });
    await answer.body?.cancel();
    return answer.status;
  }));
  assertEquals(answers.sort(), [303, 409]);
  assertEquals(await portal.db.$count(enrolmentEvents), 1);
});

Deno.test("approved requests leave once in a file of Afiliados that the portal's own loader takes", async () => {
  await using portal = await testApp();
  await aSentEnrolment(portal.db);
  await aSentEnrolment(portal.db, { folio: "AF-2026-WAIT2222" });
  const staff = await portal.signInStaff("afiliaciones");
  await decide(staff, SENT, APPROVE);
  const [first, again] = [await makeFile(staff), await makeFile(staff)];
  assertEquals(first, again);
  const file = await staff.get(first);
  const lines = (await file.text()).trim().split("\r\n");
  const report = await load(portal.db, [aFile("afiliados.csv", ...lines)]);
  assertEquals([report.errors, report.warnings, report.status], [[], [], "published"]);
  const rows = await portal.db.select().from(affiliates);
  const shown = rows.map((row) => [
    `${row.documentType} ${row.documentNumber}`,
    row.firstName,
    row.secondSurname,
    row.bornOn,
    row.regime,
    row.kind,
    row.state,
    row.affiliatedOn,
    row.daneCode,
    row.municipality,
    row.email,
    row.headDocumentNumber,
    row.kinship,
    row.sisbenGroup,
    row.primarySiteCode,
    row.primarySiteName,
  ]);
  assertEquals(shown, [
    [
      "CC 9990000777",
      "Carmen",
      "Peña",
      "1962-03-05",
      "subsidiado",
      "cabeza",
      "AC",
      "2026-05-01",
      "13001",
      "Cartagena",
      EMAIL,
      null,
      null,
      "B4",
      "S1",
      "Hospital Local",
    ],
    [
      "TI 1050999111",
      "Luna",
      null,
      "2017-01-10",
      "subsidiado",
      "beneficiario",
      "AC",
      "2026-05-01",
      "13001",
      "Cartagena",
      null,
      "9990000777",
      "Hijo",
      "B4",
      "S1",
      "Hospital Local",
    ],
  ]);
});

Deno.test("the code of the municipality is proposed from the offices, and a known document is said", async () => {
  await using portal = await testApp(somePlaces());
  await aSentEnrolment(portal.db);
  const staff = await portal.signInStaff("afiliaciones");
  const page = await textOf(staff, await opened(staff, SENT));
  assertStringIncludes(page, "Oficinas de su departamento:");
  assertEquals(page.includes("Este documento ya está en Afiliados"), false);
});

Deno.test("a draft is not there for the staff, and what was decided is swept after its time", async () => {
  await using portal = await testApp();
  await aSentEnrolment(portal.db, {
    folio: "AF-2026-DRAF2222",
    state: "draft",
    expiresAt: portal.clock.nowMs + 1,
  });
  await aSentEnrolment(portal.db);
  const staff = await portal.signInStaff("afiliaciones");
  const draft = await staff.get(`${LIST}/AF-2026-DRAF2222`);
  assertEquals(draft.status, 404);
  await draft.body?.cancel();
  await decide(staff, SENT, { accion: "rechazar", texto: "Vive fuera de donde atendemos." });
  const day = 24 * 60 * 60 * 1000;
  await sweepEnrolments(portal.db, portal.clock.nowMs + 364 * day);
  assertEquals((await portal.db.select().from(enrolments)).map(({ folio }) => folio), [SENT]);
  await sweepEnrolments(portal.db, portal.clock.nowMs + 366 * day);
  assertEquals(await portal.db.$count(enrolments), 0);
});

async function decide(staff: TestBrowser, folio: string, form: Record<string, string>) {
  const page = await opened(staff, folio);
  const answer = await postFrom(staff, page, page, form);
  await answer.body?.cancel();
  assertEquals(answer.status, 303);
}

/** The address of a request that this member of the staff has given a reason for. */
async function opened(staff: TestBrowser, folio: string): Promise<string> {
  const address = `${LIST}/${folio}`;
  const answer = await staff.get(address);
  await answer.body?.cancel();
  if (answer.status === 303) await giveReason(staff, address, WHY);
  return address;
}

/** Makes a file where any waits; answers the address of the newest. */
async function makeFile(staff: TestBrowser): Promise<string> {
  const list = `${LIST}?estado=aprobadas`;
  const csrf = csrfOf(await (await staff.get(list)).text());
  await (await staff.post(`${LIST}/archivo`, { csrf })).body?.cancel();
  const page = await (await staff.get(list)).text();
  return /\/funcionario\/afiliaciones\/archivo\/\d+/.exec(page)?.[0] ?? "";
}
