import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { addCaseStep } from "../../../db/attention/steps.ts";
import {
  affiliates,
  attentionCases,
  attentionMessages,
  auditEvents,
  users,
} from "../../../db/schema.ts";
import { caseDueAt } from "../../../domain/attention/case.ts";
import {
  csrfOf,
  NOW,
  PASSWORD,
  type TestApp,
  testApp,
  type TestBrowser,
} from "../../support/app.ts";
import {
  aCase,
  CASE,
  CODE,
  DOCUMENT,
  folioIn,
  FORM,
  sendCaseForm,
  WITHOUT_NAME,
} from "../../support/attention/cases.ts";
import { anAffiliate } from "../../support/people.ts";
import { aFile, aFormId } from "../../support/inquiries.ts";

const PQRS = "/afiliados/atencion/pqrs";
const OTHER = "PQ-2026-BBBB2222";

async function letIn(portal: TestApp, radicado = CASE, clave = DOCUMENT): Promise<TestBrowser> {
  const browser = portal.browser();
  const answer = await browser.post(`${PQRS}/estado`, { radicado, clave });
  assertEquals(answer.headers.get("location"), `${PQRS}/${radicado}`);
  return browser;
}

async function answered(portal: TestApp): Promise<void> {
  const answer = { folio: CASE, before: "open", after: "answered", step: "answered" } as const;
  const by = { isStaff: true, authorId: null, messageId: aFormId(), fileIds: [] };
  await addCaseStep(portal.db, { ...answer, ...by, text: "Aquí está.", createdAt: NOW });
}

Deno.test("radicado and document show how a case stands, its thread and its files", async () => {
  await using portal = await testApp();
  const file = await aFile(portal.db);
  await aCase(portal.db, { fileIds: [file] });
  await answered(portal);
  const browser = await letIn(portal);
  const answer = await browser.get(`${PQRS}/${CASE}`);
  const html = await answer.text();
  assertEquals(answer.headers.get("cache-control"), "no-store");
  for (const text of ["Respondida", "Necesito una copia.", "Aquí está.", "soporte.pdf"]) {
    assertStringIncludes(html, text);
  }
  const sent = await browser.get(`${PQRS}/${CASE}/adjuntos/${file}`);
  assertEquals(sent.status, 200);
  assertStringIncludes(sent.headers.get("content-disposition") ?? "", "attachment");
  await sent.body?.cancel();
  const missing = await browser.get(`${PQRS}/${CASE}/adjuntos/none`);
  assertEquals(missing.status, 404);
});

Deno.test("E2: every wrong pair gets one answer, and the right one of somebody else opens nothing", async () => {
  await using portal = await testApp();
  await aCase(portal.db);
  await aCase(portal.db, { folio: OTHER, ...WITHOUT_NAME });
  const pairs = [
    [CASE, "9990000107"],
    [CASE, CODE],
    [CASE, ""],
    [OTHER, DOCUMENT],
    [OTHER, "null"],
    ["PQ-2026-ZZZZ9999", DOCUMENT],
    ["'; --", DOCUMENT],
  ];
  for (const [radicado = "", clave = ""] of pairs) {
    const answer = await portal.browser().post(`${PQRS}/estado`, { radicado, clave });
    const html = await answer.text();
    assertEquals([answer.status, answer.headers.has("set-cookie")], [422, false], radicado);
    assertStringIncludes(html, "No encontramos una solicitud con esos dos datos.");
  }
  const browser = await letIn(portal, OTHER, CODE);
  for (
    const path of [`${PQRS}/${CASE}`, `${PQRS}/${CASE}/adjuntos/x`, `${PQRS}/PQ-2026-ZZZZ9999`]
  ) {
    const answer = await browser.get(path);
    assertEquals([answer.status, answer.headers.get("location")], [303, `${PQRS}/estado`], path);
  }
  const written = await sendCaseForm(browser, `${PQRS}/${CASE}`, { texto: "Yo." });
  assertEquals(written.headers.get("location"), `${PQRS}/estado`);
  assertEquals(await portal.db.$count(attentionMessages), 2);
});

Deno.test("E2: documents cannot be tried with one radicado from many places", async () => {
  await using portal = await testApp();
  await aCase(portal.db);
  const statuses = [];
  for (let number = 0; number < 12; number++) {
    const form = { radicado: CASE, clave: String(1_000_000 + number) };
    const answer = await portal.browser(`10.0.0.${number}`).post(`${PQRS}/estado`, form);
    await answer.body?.cancel();
    statuses.push(answer.status);
  }
  assertEquals([statuses[0], statuses.at(-1)], [422, 429]);
});

Deno.test("whoever was let in writes again: the case opens with a new promise; then she leaves", async () => {
  await using portal = await testApp();
  await aCase(portal.db);
  await answered(portal);
  const browser = await letIn(portal);
  portal.clock.nowMs += 60_000;
  const done = await sendCaseForm(browser, `${PQRS}/${CASE}`, { texto: "Falta una hoja." });
  assertEquals(done.headers.get("location"), `${PQRS}/${CASE}?hecho=mensaje`);
  const [row] = await portal.db.select().from(attentionCases);
  const promised = caseDueAt({ kind: "petition", risk: "none" }, portal.clock.nowMs);
  assertEquals([row?.state, row?.settledAt, row?.dueAt], ["open", null, promised]);
  const empty = await sendCaseForm(browser, `${PQRS}/${CASE}`, { texto: " " });
  assertEquals(empty.status, 422);
  const closed = await sendCaseForm(browser, `${PQRS}/${CASE}`, { texto: "", accion: "cerrar" });
  assertEquals(closed.status, 303);
  await browser.post(`${PQRS}/salir`, {});
  assertEquals((await browser.get(`${PQRS}/${CASE}`)).status, 303);
});

Deno.test("J8: too many messages in a case without a name raise an alarm that does not name it", async () => {
  await using portal = await testApp();
  await aCase(portal.db, WITHOUT_NAME);
  const browser = await letIn(portal, CASE, CODE);
  const statuses = [];
  for (let number = 0; number < 23; number++) {
    const answer = await sendCaseForm(browser, `${PQRS}/${CASE}`, { texto: "Otra vez." });
    await answer.body?.cancel();
    statuses.push(answer.status);
  }
  assertEquals([statuses[0], statuses.at(-1)], [303, 429]);
  await portal.services.background.settled();
  const events = await portal.db.select().from(auditEvents);
  assert(events.some(({ name }) => name === "alarm"));
  assertNotMatch(JSON.stringify([events, portal.logged]), new RegExp(CASE));
});

Deno.test("a browser is let in for some hours and not longer", async () => {
  await using portal = await testApp();
  await aCase(portal.db);
  const browser = await letIn(portal);
  portal.clock.nowMs += 5 * 60 * 60 * 1000;
  assertEquals((await browser.get(`${PQRS}/${CASE}`)).status, 303);
});

Deno.test("an affiliate who signed in types nothing of herself, and sees her cases and no other", async () => {
  await using portal = await testApp();
  await aCase(portal.db, { folio: OTHER });
  const browser = await portal.signInAffiliate();
  const form = await (await browser.get(`${PQRS}/nueva?tipo=peticion`)).text();
  assertStringIncludes(form, "María Camila Pérez Rojas");
  assertNotMatch(form, /name="documento"/);
  const fields = { ...FORM, quien: "known", csrf: csrfOf(form), documento: "1" };
  const html = await (await sendCaseForm(browser, `${PQRS}/nueva`, fields)).text();
  const folio = folioIn(html);
  assertNotMatch(html, /Su código/);
  assert(!browser.cookies.has("solicitud"));
  const start = await (await browser.get(PQRS)).text();
  assertStringIncludes(start, folio);
  assertNotMatch(start, new RegExp(OTHER));
  const own = await browser.get(`${PQRS}/${folio}`);
  assertStringIncludes(await own.text(), "María Camila Pérez Rojas");
  assertEquals((await browser.get(`${PQRS}/${OTHER}`)).status, 303);
  const row = (await portal.db.select().from(attentionCases)).find((one) => one.folio === folio);
  assertEquals([row?.documentNumber, row?.name], ["9990000101", "María Camila Pérez Rojas"]);
  const stranger = await portal.browser().get(`${PQRS}/${folio}`);
  assertEquals(stranger.status, 303);
});

Deno.test("L6: whoever has not accepted today's policies reads no case of hers before she does", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  const [person] = await portal.db.select({ id: affiliates.id }).from(affiliates);
  await aCase(portal.db, { affiliateId: person?.id ?? 0 });
  const statusOf = async () => {
    const answer = await browser.get(`${PQRS}/${CASE}`);
    await answer.body?.cancel();
    return answer.status;
  };
  assertEquals(await statusOf(), 200);
  await portal.db.update(users).set({ acceptedPolicy: "2020-01" });
  assert(await statusOf() !== 200);
});

Deno.test("a message whose session ended comes back as it was typed after the sign-in", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  const form = await (await browser.get(`${PQRS}/nueva?tipo=peticion`)).text();
  const fields = { ...FORM, quien: "known", csrf: csrfOf(form) };
  const folio = folioIn(await (await sendCaseForm(browser, `${PQRS}/nueva`, fields)).text());
  const csrf = csrfOf(await (await browser.get(`${PQRS}/${folio}`)).text());
  portal.clock.nowMs += 31 * 60_000;
  const late = { texto: "Falta una hoja.", accion: "mensaje", csrf };
  const answer = await sendCaseForm(browser, `${PQRS}/${folio}`, late);
  assertEquals(answer.headers.get("location"), "/zona-ser?next=%2Fformulario");
  const ask = await (await browser.get("/zona-ser?next=%2Fformulario")).text();
  assertMatch(ask, /<option value="afiliado" selected/);
  const { documentNumber: usuario } = anAffiliate();
  const who = { tipo: "afiliado", tipoDocumento: "CC", usuario, contrasena: PASSWORD };
  await browser.post("/zona-ser", { ...who, next: "/formulario" });
  const html = await (await browser.get("/formulario")).text();
  assertStringIncludes(html, "Falta una hoja.</textarea>");
  assertEquals(await portal.db.$count(attentionMessages), 1);
});

Deno.test("C1: what an affiliate sends needs the code of her own page", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  const sent = await sendCaseForm(browser, `${PQRS}/nueva`, { ...FORM, quien: "known" });
  assertEquals([sent.status, await portal.db.$count(attentionCases)], [403, 0]);
});

Deno.test("whose session ended while she wrote is asked who she is, and keeps her text", async () => {
  await using portal = await testApp();
  const fields = { tipo: "queja", quien: "known", texto: "Esperé tres horas." };
  const answer = await sendCaseForm(portal.browser(), `${PQRS}/nueva`, fields);
  const html = await answer.text();
  assertEquals(answer.status, 422);
  assertStringIncludes(html, "Esperé tres horas.</textarea>");
  assertStringIncludes(html, 'name="documento"');
  assertStringIncludes(html, "Su sesión terminó mientras escribía.");
});
