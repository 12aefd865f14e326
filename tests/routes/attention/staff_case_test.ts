import { assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { attentionCases, auditEvents } from "../../../db/schema.ts";
import { type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { aCase, CASE, DOCUMENT, WITHOUT_NAME } from "../../support/attention/cases.ts";
import { aFile, aFormId, sendForm } from "../../support/inquiries.ts";
import { createAffiliate } from "../../support/people.ts";
import { eventsOf, locationOf, postFrom, REASON, textOf } from "../../support/staff.ts";

const PAGE = `/funcionario/atencion/${CASE}`;

async function answer(portal: TestApp, browser: TestBrowser, fields: Record<string, string>) {
  return await sendForm(portal, browser, PAGE, { envio: aFormId(), ...fields });
}

Deno.test("L13: the staff sees who asks and what, and each view is in the log first", async () => {
  await using portal = await testApp();
  await aCase(portal.db, { fileIds: [await aFile(portal.db)] });
  const browser = await portal.signInStaff("atencion");
  const html = await (await browser.get(PAGE)).text();
  for (const text of ["Rosa Inventada", DOCUMENT, "Necesito una copia.", "soporte.pdf"]) {
    assertStringIncludes(html, text);
  }
  const [viewed] = (await portal.db.select().from(auditEvents))
    .filter(({ name }) => name === "caseViewed");
  assertEquals(viewed?.detail, JSON.stringify({ folio: CASE }));
  assertEquals((await browser.get("/funcionario/atencion/PQ-2026-ZZZZ9999")).status, 404);
});

Deno.test("L13: of an affiliate's case the staff says why first, and she reads who saw it and answered", async () => {
  await using portal = await testApp();
  const affiliateId = await createAffiliate(portal.services);
  const file = await aFile(portal.db);
  await aCase(portal.db, { affiliateId, fileIds: [file] });
  const browser = await portal.signInStaff("atencion");
  const attached = `${PAGE}/adjuntos/${file}`;
  await locationOf(await browser.get(attached));
  const asked = await locationOf(await browser.get(PAGE));
  const [form = ""] = asked.split("?");
  const given = await postFrom(browser, asked, form, { motivo: REASON, volver: PAGE });
  assertEquals(await locationOf(given), PAGE);
  assertStringIncludes(await textOf(browser, PAGE), "Necesito una copia.");
  const sent = await browser.get(attached);
  await sent.body?.cancel();
  assertEquals(sent.status, 200);
  const viewed = (await eventsOf(portal, "affiliateViewed")).map(({ detail }) => detail);
  assertEquals(viewed.map(({ affiliate, what, folio }) => [affiliate, what, folio]), [
    [affiliateId, "case", CASE],
    [affiliateId, "case", CASE],
  ]);
  await locationOf(await answer(portal, browser, { accion: "responder", texto: "Listo." }));
  const [answered] = await eventsOf(portal, "caseAnswered");
  assertEquals(answered?.affiliateId, affiliateId);
  await portal.services.deliver();
  const mail = portal.mails.find(({ to }) => to === "rosa@correo.example");
  assertStringIncludes(mail?.text ?? "", "entre a Zona Ser");
  assertNotMatch(mail?.text ?? "", /documento|estado/);
});

Deno.test("L10: an answer is mailed as news alone, to whoever left an address", async () => {
  await using portal = await testApp();
  await aCase(portal.db);
  const browser = await portal.signInStaff("atencion");
  const done = await answer(portal, browser, {
    accion: "responder",
    texto: "Su copia va en camino.",
  });
  assertEquals([done.status, done.headers.get("location")], [303, PAGE]);
  await portal.services.deliver();
  const [mail] = portal.mails.filter(({ to }) => to === "rosa@correo.example");
  assertStringIncludes(mail?.subject ?? "", CASE);
  assertNotMatch(`${mail?.subject} ${mail?.text}`, /copia|Rosa|petici|9990000106/i);
  const [row] = await portal.db.select().from(attentionCases);
  assertEquals([row?.state, row?.settledAt], ["answered", portal.clock.nowMs]);
});

Deno.test("a case without a name is answered like any other, and mails nobody", async () => {
  await using portal = await testApp();
  await aCase(portal.db, WITHOUT_NAME);
  const browser = await portal.signInStaff("atencion");
  assertStringIncludes(await (await browser.get(PAGE)).text(), "Sin nombre");
  const sent = portal.mails.length;
  assertEquals(
    (await answer(portal, browser, { accion: "responder", texto: "Listo." })).status,
    303,
  );
  await portal.services.deliver();
  assertEquals(portal.mails.length, sent);
});

Deno.test("each step needs its text, and one after a step that nobody saw is refused", async () => {
  await using portal = await testApp();
  await aCase(portal.db);
  const browser = await portal.signInStaff("atencion");
  for (const accion of ["responder", "cerrar", "mensaje"]) {
    assertEquals((await answer(portal, browser, { accion, texto: " " })).status, 422, accion);
  }
  assertEquals((await answer(portal, browser, { accion: "tramite", texto: "" })).status, 303);
  const twice = await answer(portal, browser, { accion: "tramite", texto: "Lo miramos." });
  assertEquals(twice.status, 422);
  assertStringIncludes(await twice.text(), "La solicitud cambió mientras escribía.");
  assertEquals(
    (await answer(portal, browser, { accion: "cerrar", texto: "Repetida." })).status,
    303,
  );
  const [row] = await portal.db.select().from(attentionCases);
  assertEquals(row?.state, "closed");
});

Deno.test("the queue has what is overdue on top, finds a radicado, and says what a radicado is", async () => {
  await using portal = await testApp();
  const late = "PQ-2026-LATE2222";
  await aCase(portal.db, { dueAt: portal.clock.nowMs + 5_000_000_000 });
  await aCase(portal.db, { folio: late, dueAt: portal.clock.nowMs - 1 });
  const browser = await portal.signInStaff("atencion");
  const html = await (await browser.get("/funcionario/atencion")).text();
  assertEquals(html.indexOf(late) < html.indexOf(CASE), true);
  assertStringIncludes(html, "Venció el");
  const one = await (await browser.get(`/funcionario/atencion?q=${CASE.toLowerCase()}`)).text();
  assertNotMatch(one, new RegExp(late));
  const wrong = await browser.get(`/funcionario/atencion?q=${DOCUMENT}`);
  assertEquals(wrong.status, 422);
  assertStringIncludes(await wrong.text(), "Escriba un radicado");
  assertEquals((await browser.get("/funcionario/atencion?estado=x")).status, 422);
  assertEquals((await browser.get("/funcionario/atencion?pagina=9")).status, 404);
});
