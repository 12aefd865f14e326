import { assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { attentionCases, attentionMessages } from "../../../db/schema.ts";
import { csrfOf, testApp, type TestBrowser } from "../../support/app.ts";
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
import { createAffiliate } from "../../support/people.ts";
import { eventsOf, postFrom, textOf } from "../../support/staff.ts";

const PQRS = "/afiliados/atencion/pqrs";
const FAMILY = "/afiliados/familia";
const HEAD = {
  documentNumber: "9990000101",
  firstName: "Marta",
  state: "AC",
  email: "marta@correo.example",
};
const CHILD = {
  documentType: "TI",
  documentNumber: "9990000103",
  firstName: "Samuel",
  bornOn: "2015-06-01",
  headDocumentType: "CC",
  headDocumentNumber: HEAD.documentNumber,
  kind: "beneficiario",
  state: "AC",
} as const;

const ADULT = {
  ...CHILD,
  documentType: "CC",
  documentNumber: "9990000102",
  firstName: "Pedro",
  bornOn: "1990-01-01",
  email: null,
} as const;

async function actFor(head: TestBrowser): Promise<void> {
  const [, persona = ""] = /name="persona" value="([\w-]+)"/.exec(await textOf(head, FAMILY)) ?? [];
  await (await postFrom(head, FAMILY, FAMILY, { accion: "actuar", persona })).body?.cancel();
}

async function sendKnown(browser: TestBrowser): Promise<string> {
  const csrf = csrfOf(await textOf(browser, `${PQRS}/nueva?tipo=peticion`));
  const fields = { ...FORM, quien: "known", csrf };
  return folioIn(await (await sendCaseForm(browser, `${PQRS}/nueva`, fields)).text());
}

Deno.test("E2: a yes taken back closes the case, which no document opens, and no head gets its news", async () => {
  await using portal = await testApp();
  const head = await portal.signInAffiliate(HEAD);
  const adult = await portal.signInAffiliate(ADULT);
  await (await postFrom(adult, FAMILY, FAMILY, { accion: "permitir" })).body?.cancel();
  await actFor(head);
  const folio = await sendKnown(head);
  const [row] = await portal.db.select().from(attentionCases);
  assertEquals([row?.documentNumber, row?.email], [ADULT.documentNumber, null]);
  assertEquals((await head.get(`${PQRS}/${folio}`)).status, 200);
  await (await postFrom(adult, FAMILY, FAMILY, { accion: "quitar" })).body?.cancel();
  assertEquals((await head.get(`${PQRS}/${folio}`)).status, 303);
  const key = { radicado: folio, clave: ADULT.documentNumber };
  const tried = await postFrom(head, `${PQRS}/estado`, `${PQRS}/estado`, key);
  assertEquals(tried.status, 422);
  assertEquals((await head.get(`${PQRS}/${folio}`)).status, 303);
  assertEquals((await adult.get(`${PQRS}/${folio}`)).status, 200);
});

Deno.test("L1: who opened a case by its key is in the log, and of one without a name, nobody", async () => {
  await using portal = await testApp();
  const unnamed = "PQ-2026-BBBB2222";
  await aCase(portal.db);
  await aCase(portal.db, { folio: unnamed, ...WITHOUT_NAME });
  const browser = await portal.signInAffiliate();
  for (const [radicado, clave] of [[CASE, DOCUMENT], [unnamed, CODE], [CASE, "1"]] as const) {
    const form = { radicado, clave };
    await (await postFrom(browser, `${PQRS}/estado`, `${PQRS}/estado`, form)).body?.cancel();
  }
  const viewed = await eventsOf(portal, "caseViewed");
  assertEquals(viewed.map(({ result, detail }) => [result, detail]), [
    ["ok", { folio: CASE }],
    ["ok", {}],
    ["refused", {}],
  ]);
  assertEquals(viewed.map(({ userId }) => userId !== null), [true, false, true]);
});

Deno.test("who signed in and complains without her name is named neither to the staff nor in the log", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  const page = await textOf(browser, `${PQRS}/nueva?tipo=queja&nombre=no`);
  const fields = { tipo: "queja", quien: "anonymous", texto: "La fila.", csrf: csrfOf(page) };
  const folio = folioIn(await (await sendCaseForm(browser, `${PQRS}/nueva`, fields)).text());
  const csrf = csrfOf(await textOf(browser, `${PQRS}/${folio}`));
  const again = { accion: "mensaje", texto: "Sigue igual.", csrf };
  assertEquals((await sendCaseForm(browser, `${PQRS}/${folio}`, again)).status, 303);
  const messages = await portal.db.select().from(attentionMessages);
  assertEquals(messages.map(({ authorId }) => authorId), [null, null]);
  const events = [
    ...await eventsOf(portal, "caseOpened"),
    ...await eventsOf(portal, "caseMessage"),
  ];
  assertEquals(
    events.map(({ userId, affiliateId, source }) => [userId, affiliateId, source]),
    [[null, null, ""], [null, null, ""]],
  );
});

Deno.test("who acts for a child sends the child's PQRS in her own name, and gets its news", async () => {
  await using portal = await testApp();
  const childId = await createAffiliate(portal.services, CHILD);
  const head = await portal.signInAffiliate(HEAD);
  await actFor(head);
  const form = await textOf(head, `${PQRS}/nueva?tipo=peticion`);
  assertStringIncludes(form, "Marta Camila Pérez Rojas, por Samuel Camila Pérez Rojas");
  const fields = { ...FORM, quien: "known", csrf: csrfOf(form) };
  const folio = folioIn(await (await sendCaseForm(head, `${PQRS}/nueva`, fields)).text());
  const [row] = await portal.db.select().from(attentionCases);
  assertEquals([row?.affiliateId, row?.documentNumber], [childId, CHILD.documentNumber]);
  assertEquals(row?.email, HEAD.email);
  const thread = await textOf(head, `${PQRS}/${folio}`);
  assertStringIncludes(thread, "<strong>Marta Camila Pérez Rojas</strong>");
  await (await postFrom(head, FAMILY, FAMILY, { accion: "volver" })).body?.cancel();
  assertNotMatch(await textOf(head, PQRS), new RegExp(folio));
});
