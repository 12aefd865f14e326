import { assertEquals, assertStringIncludes } from "@std/assert";
import { auditEvents, outboxMails } from "../../../db/schema.ts";
import { A, testApp, type TestBrowser } from "../../support/app.ts";
import { aFile as aPaymentFile, aVoucher, load, VOUCHERS_HEADER } from "../../support/files.ts";
import { aFormId, anInquiry, aProposal, FOLIO, PDF, sendForm } from "../../support/inquiries.ts";
import { somePayments } from "../../support/payments.ts";

const THREAD = `/funcionario/consultas/${FOLIO}`;

async function htmlOf(browser: TestBrowser, path: string): Promise<string> {
  return await (await browser.get(path)).text();
}

async function withInquiry(wish: Parameters<typeof anInquiry>[1] = {}) {
  const portal = await testApp(somePayments());
  const provider = await portal.signIn(A);
  const staff = await portal.signInStaff("tesoreria");
  await anInquiry(portal.db, wish);
  return {
    ...portal,
    portal,
    provider,
    staff,
    act: (accion: string, texto = "", envio = aFormId(), files: File[] = []) =>
      sendForm(portal, staff, THREAD, { accion, texto, envio }, files),
  };
}

Deno.test("the queue shows who waits, what is overdue first, and the first page counts it", async () => {
  await using one = await withInquiry({ dueOn: "2026-03-31" });
  await anInquiry(one.db, { folio: "CO-2026-BBBB2222", providerId: 2 });
  const html = await htmlOf(one.staff, "/funcionario/consultas");
  assertStringIncludes(html, "Venció el 31/03/2026");
  assertEquals(html.indexOf(FOLIO) < html.indexOf("CO-2026-BBBB2222"), true);
  assertStringIncludes(await htmlOf(one.staff, "/funcionario"), "1 vencida");
  const found = await htmlOf(one.staff, "/funcionario/consultas?q=900.356.158-8");
  assertEquals([found.includes(FOLIO), found.includes("BBBB2222")], [true, false]);
  assertStringIncludes(
    await htmlOf(one.staff, "/funcionario/consultas?q=co-2026-bbbb2222"),
    "Hospital B",
  );
  const csv = await htmlOf(one.staff, "/funcionario/consultas/lista.csv?estado=todas");
  assertStringIncludes(csv, `${A};Clínica A S.A.S.;${FOLIO}`);
});

Deno.test("a filter that is none is refused, and a search that is none keeps what was typed", async () => {
  await using one = await withInquiry();
  for (const query of ["estado=x", "tipo=x", "estado=constructor", "pagina=0"]) {
    assertEquals((await one.staff.get(`/funcionario/consultas?${query}`)).status, 422, query);
  }
  const answer = await one.staff.get("/funcionario/consultas?q=nadie");
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), 'value="nadie"');
});

Deno.test("an answer needs words, reaches the thread, and its mail names the radicado alone", async () => {
  await using one = await withInquiry();
  assertEquals((await one.act("responder", " ")).status, 422);
  const file = new File([PDF], "soporte.pdf");
  const envio = aFormId();
  for (const _ of [1, 2]) {
    assertEquals((await one.act("responder", "Son $ 900,00.", envio, [file])).status, 303);
  }
  const html = await htmlOf(one.provider, `/consultas/${FOLIO}`);
  for (const text of ["Respondida", "Son $ 900,00.", "soporte.pdf", "Mutual Ser"]) {
    assertStringIncludes(html, text);
  }
  assertStringIncludes(await htmlOf(one.provider, "/portal"), "1 respondida");
  const mails = await one.db.select().from(outboxMails);
  assertEquals(mails.map(({ toAddress }) => toAddress), ["pagos@clinica-a.example"]);
  assertStringIncludes(mails[0]?.text ?? "", `/consultas/${FOLIO}`);
  assertEquals(/900|1003|Clínica/.test(mails[0]?.text.replace(/\S+baja\S+/, "") ?? ""), false);
});

Deno.test("en trámite needs no words and sends no mail; a message without an answer does", async () => {
  await using one = await withInquiry();
  const envio = aFormId();
  for (const _ of [1, 2]) assertEquals((await one.act("tramite", "", envio)).status, 303);
  assertEquals(await one.db.$count(outboxMails), 0);
  assertStringIncludes(await htmlOf(one.provider, `/consultas/${FOLIO}`), "En trámite");
  assertEquals((await one.act("mensaje")).status, 422);
  assertEquals((await one.act("mensaje", "¿De qué cuenta?")).status, 303);
  assertEquals(await one.db.$count(outboxMails), 1);
  assertStringIncludes(await htmlOf(one.staff, THREAD), "En trámite");
});

Deno.test("a proposal is accepted or returned with a reason, and is decided once", async () => {
  await using one = await withInquiry(aProposal());
  assertEquals((await one.act("devolver")).status, 422);
  assertEquals((await one.act("devolver", "Está glosada.")).status, 303);
  assertEquals((await one.act("aceptar")).status, 422);
  const html = await htmlOf(one.provider, `/consultas/${FOLIO}`);
  for (const text of ["Devuelta", "Está glosada.", "Proponer de nuevo"]) {
    assertStringIncludes(html, text);
  }
  const again = await htmlOf(
    one.provider,
    `/consultas/nueva?comprobante=1003&tipo=aplicar-saldo&radicado=${FOLIO}`,
  );
  assertStringIncludes(again, "FEV-77\t60,00");
  await one.services.background.settled();
  const events = await one.db.select().from(auditEvents);
  assertEquals(events.filter(({ name }) => name === "proposalReturned").length, 1);
});

Deno.test("what a load applied meanwhile is not accepted", async () => {
  await using one = await withInquiry(aProposal());
  const applied = aVoucher({ number: "1003", paid: "900,00", unapplied: "59,99" });
  await load(one.db, [aPaymentFile("comprobantes.csv", VOUCHERS_HEADER, applied)]);
  const answer = await one.act("aceptar");
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), "tiene hoy $\u00a059,99 por aplicar");
});

Deno.test("what the provider closed meanwhile takes no answer, and nothing typed is lost", async () => {
  await using one = await withInquiry();
  await sendForm(one.portal, one.provider, `/consultas/${FOLIO}`, { accion: "cerrar" });
  const answer = await one.act("responder", "Ya está.");
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), "La consulta cambió mientras escribía");
  assertEquals(await one.db.$count(outboxMails), 0);
});
