import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { attentionCases, auditEvents, files } from "../../../db/schema.ts";
import { caseDueAt } from "../../../domain/attention/case.ts";
import { csrfOf, NOW, testApp } from "../../support/app.ts";
import { DOCUMENT, folioIn, FORM, sendCaseForm } from "../../support/attention/cases.ts";
import { PDF } from "../../support/inquiries.ts";

const NEW = "/afiliados/atencion/pqrs/nueva";

Deno.test("anybody asks with her name: a radicado, the promised day, and her file is kept", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const answer = await sendCaseForm(browser, NEW, FORM, [new File([PDF], "carta.pdf")]);
  const html = await answer.text();
  assertEquals(answer.status, 200);
  assertStringIncludes(html, "A más tardar el 24/04/2026");
  assertNotMatch(html, /Su código/);
  const [row] = await portal.db.select().from(attentionCases);
  assertEquals(row?.folio, folioIn(html));
  assertEquals([row?.documentNumber, row?.email, row?.codeSha256], [DOCUMENT, FORM.correo, null]);
  assertEquals([row?.affiliateId, row?.dueAt], [null, caseDueAt(FORM_KIND, NOW)]);
  const [file] = await portal.db.select().from(files);
  assertEquals([file?.name, file?.leftAt], ["carta.pdf", null]);
});

const FORM_KIND = { kind: "petition", risk: "none" } as const;

Deno.test("a claim says until which hour it is answered, and asks for the risk first", async () => {
  await using portal = await testApp();
  const claim = { ...FORM, tipo: "reclamo" };
  const refused = await sendCaseForm(portal.browser(), NEW, claim);
  assertEquals(refused.status, 422);
  assertStringIncludes(await refused.text(), "Escoja una de las cuatro.");
  const taken = await sendCaseForm(portal.browser(), NEW, { ...claim, riesgo: "vital" });
  assertStringIncludes(await taken.text(), "A más tardar el 02/04/2026 a las 10:00");
});

Deno.test("without a name nothing of her is asked, stored or logged, and a code opens the case", async () => {
  await using portal = await testApp();
  const browser = portal.browser("10.9.8.7");
  const form = await (await browser.get(`${NEW}?tipo=queja&nombre=no`)).text();
  assertNotMatch(form, /name="(?:documento|nombre|correo|telefono)"/);
  const fields = { tipo: "queja", quien: "anonymous", texto: "La fila.", nombre: "Rosa" };
  const html = await (await sendCaseForm(browser, NEW, fields)).text();
  const folio = folioIn(html);
  const code = /<strong>([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})<\/strong>/.exec(html)?.[1] ?? "";
  const [row] = await portal.db.select().from(attentionCases);
  assertEquals([row?.name, row?.documentNumber, row?.codeSha256?.length], [null, null, 64]);
  await portal.services.background.settled();
  const events = await portal.db.select().from(auditEvents);
  const opened = events.filter(({ name }) => name === "caseOpened");
  assertEquals(opened.map(({ detail }) => detail), ['{"kind":"complaint"}']);
  assertNotMatch(JSON.stringify(portal.logged), new RegExp(folio));
  const key = { radicado: folio.toLowerCase(), clave: code.toLowerCase().replaceAll("-", " ") };
  const found = await portal.browser().post("/afiliados/atencion/pqrs/estado", key);
  assertEquals(found.headers.get("location"), `/afiliados/atencion/pqrs/${folio}`);
});

Deno.test("a form that is sent twice shows the same radicado and the same code again", async () => {
  await using portal = await testApp();
  const fields = { tipo: "queja", quien: "anonymous", texto: "La fila.", envio: "a".repeat(32) };
  const shown = [];
  for (const browser of [portal.browser(), portal.browser()]) {
    const html = await (await sendCaseForm(browser, NEW, fields)).text();
    shown.push(html.match(/<strong>[^<]+<\/strong>/g)?.join());
  }
  assertEquals(shown[0], shown[1]);
  assertEquals(await portal.db.$count(attentionCases), 1);
});

Deno.test("U1: errors stand beside their fields and nothing typed is lost", async () => {
  await using portal = await testApp();
  const wrong = { ...FORM, correo: "rosa@", telefono: "<b>", texto: "" };
  const answer = await sendCaseForm(portal.browser(), NEW, wrong, [new File(["<html>"], "a.pdf")]);
  const html = await answer.text();
  assertEquals(answer.status, 422);
  assertStringIncludes(html, 'value="Rosa Inventada"');
  assertStringIncludes(html, 'value="rosa@"');
  assertStringIncludes(html, 'value="&lt;b&gt;"');
  for (const field of ["correo", "telefono", "texto", "archivos"]) {
    assertStringIncludes(html, `id="${field}-error"`);
  }
  assertEquals([await portal.db.$count(attentionCases), await portal.db.$count(files)], [0, 0]);
});

Deno.test("E2: one place may send some, and is told to wait then, with its text", async () => {
  await using portal = await testApp();
  const statuses = [];
  for (let number = 0; number < 14; number++) {
    const answer = await sendCaseForm(portal.browser(), NEW, FORM);
    const html = await answer.text();
    statuses.push(answer.status);
    if (answer.status === 429) assertStringIncludes(html, FORM.texto);
  }
  assertEquals(statuses.filter((status) => status === 200).length, 11);
  assertEquals(statuses.at(-1), 429);
  assertEquals((await sendCaseForm(portal.browser("10.0.0.9"), NEW, FORM)).status, 200);
});

Deno.test("another page fills the form in by a body, and nothing of it is in an address", async () => {
  await using portal = await testApp();
  const filled = { tipo: "reclamo", riesgo: "prioritario", texto: "Se venció la entrega." };
  const answer = await portal.browser().post("/afiliados/atencion/pqrs/empezar", filled);
  const html = await answer.text();
  assertEquals(answer.status, 200);
  assertStringIncludes(html, "Se venció la entrega.</textarea>");
  assert(/value="prioritario" checked/.test(html));
  const other = await portal.browser().post("/afiliados/atencion/pqrs/empezar", { tipo: "x" });
  assertEquals(other.status, 422);
});

Deno.test("what stands in the address names one of the five kinds, or leads to them", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  for (const query of ["", "?tipo=claim", "?tipo=__proto__"]) {
    const answer = await browser.get(NEW + query);
    assertEquals(answer.headers.get("location"), "/afiliados/atencion/pqrs", query);
  }
  const choice = await (await browser.get(`${NEW}?tipo=queja`)).text();
  assertStringIncludes(choice, "¿Quiere poner su nombre?");
  assertStringIncludes(choice, `${NEW}?tipo=queja&amp;nombre=no`);
});

Deno.test("whoever signed in as somebody else sends one too, with the code of her page", async () => {
  await using portal = await testApp();
  for (const browser of [await portal.signIn(), await portal.signInStaff("auditor")]) {
    const csrf = csrfOf(await (await browser.get(`${NEW}?tipo=queja&nombre=si`)).text());
    assertEquals((await sendCaseForm(browser, NEW, FORM)).status, 403);
    assertEquals((await sendCaseForm(browser, NEW, { ...FORM, csrf })).status, 200);
  }
  const rows = await portal.db.select().from(attentionCases);
  assertEquals(rows.map(({ affiliateId }) => affiliateId), [null, null]);
});
