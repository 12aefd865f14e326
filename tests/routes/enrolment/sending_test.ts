import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { eq } from "drizzle-orm";
import { auditEvents, enrolmentEvents, enrolments, outboxMails } from "../../../db/schema.ts";
import { testApp } from "../../support/app.ts";
import {
  AFILIARSE,
  answerAll,
  EMAIL,
  readyToSign,
  sendTo,
  sentEnrolment,
} from "../../support/enrolment/applicant.ts";

const SIGN = { firma: "  carmen ORTIZ pena " };

Deno.test("the signature is the applicant's own name, and stands with instant, address and hash", async () => {
  await using portal = await testApp();
  const browser = await readyToSign(portal);
  const wrong = await browser.post(`${AFILIARSE}/firma`, { firma: "Carmen" });
  assertEquals(wrong.status, 422);
  const page = await wrong.text();
  assertStringIncludes(page, 'value="Carmen"');
  assertStringIncludes(page, "Los datos y los documentos de esta solicitud son ciertos.");
  await sendTo(browser, `${AFILIARSE}/firma`, SIGN, `${AFILIARSE}/revision`);
  const [row] = await portal.db.select().from(enrolments);
  assertEquals([row?.signedName, row?.signedAt], ["carmen ORTIZ pena", portal.clock.nowMs]);
  const review = await (await browser.get(`${AFILIARSE}/revision`)).text();
  for (const text of ["9.990.000.777", "Carmen", "Bolívar", "Luna", "10/01/2017", "01/04/2026"]) {
    assertStringIncludes(review, text);
  }
  assert(row?.signedFrom && /^[0-9a-f]{64}$/.test(row.signedSha256 ?? ""));
});

Deno.test("what changes after the signature must be signed again before it is sent", async () => {
  await using portal = await testApp();
  const browser = await readyToSign(portal);
  await sendTo(browser, `${AFILIARSE}/firma`, SIGN, `${AFILIARSE}/revision`);
  await answerAll(browser, { contacto: { celular: "3009998877", otroTelefono: "" } });
  await sendTo(browser, `${AFILIARSE}/enviar`, {}, `${AFILIARSE}/firma`);
  assertStringIncludes(
    await (await browser.get(`${AFILIARSE}/firma`)).text(),
    "Algo cambió después de que firmó",
  );
  assertEquals((await portal.db.select().from(enrolments))[0]?.state, "draft");
});

Deno.test("Enviar sends once however often it is pressed, with a promised date and one mail", async () => {
  await using portal = await testApp();
  const browser = await readyToSign(portal);
  await sendTo(browser, `${AFILIARSE}/firma`, SIGN, `${AFILIARSE}/revision`);
  await Promise.all([1, 2, 3].map(async () => {
    await sendTo(browser, `${AFILIARSE}/enviar`, {}, `${AFILIARSE}/estado`);
  }));
  await portal.services.background.settled();
  const [row] = await portal.db.select().from(enrolments);
  assertEquals([row?.state, row?.dueOn, row?.expiresAt], ["sent", "2026-04-24", null]);
  assertEquals(await portal.db.$count(enrolmentEvents), 1);
  const told = await portal.db.select().from(outboxMails)
    .where(eq(outboxMails.kind, "enrolment"));
  assertEquals(told.map(({ toAddress }) => toAddress), [EMAIL]);
  const events = (await portal.db.select().from(auditEvents))
    .filter(({ name, result }) => name === "enrolmentSent" && result === "ok");
  assertEquals(events.length, 1);
});

Deno.test("the applicant sees the state and the date, and can change nothing more", async () => {
  await using portal = await testApp();
  const { browser, folio } = await sentEnrolment(portal);
  const page = await (await browser.get(`${AFILIARSE}/estado`)).text();
  for (const text of [folio, "Recibida", "A más tardar el 24/04/2026"]) {
    assertStringIncludes(page, text);
  }
  const answer = await browser.post(`${AFILIARSE}/contacto`, { celular: "3000000000" });
  assertEquals(answer.status, 410);
  assertStringIncludes(await answer.text(), 'value="3000000000"');
  for (const path of ["/contacto", "/documentos", "/firma", "/revision", "/seguir"]) {
    const led = await browser.get(AFILIARSE + path);
    await led.body?.cancel();
    assertEquals(led.headers.get("location"), `${AFILIARSE}/estado`, path);
  }
  const stored = JSON.stringify((await portal.db.select().from(enrolments))[0]?.typed);
  assertNotMatch(stored, /3000000000/);
});

Deno.test("nothing is sent before every question is answered, papers included", async () => {
  await using portal = await testApp();
  const browser = await readyToSign(portal);
  await answerAll(browser, { motivo: { motivo: "novedad" } });
  await sendTo(browser, `${AFILIARSE}/enviar`, {}, `${AFILIARSE}/novedad`);
});
