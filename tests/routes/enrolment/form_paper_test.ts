import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { testApp } from "../../support/app.ts";
import { AFILIARSE, EMAIL, sentEnrolment } from "../../support/enrolment/applicant.ts";
import { readPdf } from "../../support/papers/pdf.ts";
import { eventsOf, giveReason } from "../../support/staff.ts";

const FORM = `${AFILIARSE}/formulario.pdf`;

Deno.test("the form prints with numbered boxes, what was declared, who signed and its hash", async () => {
  await using portal = await testApp();
  const { browser, folio } = await sentEnrolment(portal);
  const answer = await browser.get(FORM);
  assertEquals(answer.headers.get("content-type"), "application/pdf");
  assertEquals(answer.headers.get("cache-control"), "no-store");
  const { text } = await readPdf(await answer.bytes());
  for (const words of [folio, EMAIL, "Declaraciones", "Carmen Ortiz"]) {
    assertStringIncludes(text, words);
  }
  const whole = text.replace(/\s+/g, " ");
  for (
    const box of [
      "2. Tipo de afiliación Individual",
      "3. Régimen Subsidiado",
      "4. Tipo de afiliado Cabeza de familia",
      "8. Número Documento 9.990.000.777",
      "12. Discapacidad Física",
      "12. Si la tiene, es Permanente",
      "34. IPS primaria S1 · Hospital Local",
      "26. Número Documento 1050999111",
      "31. Discapacidad Ninguna",
    ]
  ) assertStringIncludes(whole, box);
  assertMatch(whole, /\b1\. .*\b7\. .*\b18\. .*\b34\. .*\b24\. .*\b31\. /);
  assertMatch(text.replace(/\s/g, ""), /[0-9a-f]{64}/);
});

Deno.test("the staff print the same form after a reason, and the log says who did", async () => {
  await using portal = await testApp();
  const { browser, folio } = await sentEnrolment(portal);
  const staff = await portal.signInStaff("afiliaciones");
  const paper = `/funcionario/afiliaciones/${folio}/formulario.pdf`;
  await giveReason(staff, paper);
  const theirs = await staff.get(paper);
  assertEquals(await theirs.bytes(), await (await browser.get(FORM)).bytes());
  const [event] = await eventsOf(portal, "enrolmentViewed");
  assertEquals([event?.detail.folio, event?.detail.what], [folio, "enrolmentForm"]);
});

Deno.test("who has no request open is led to begin one, and gets no paper", async () => {
  await using portal = await testApp();
  await sentEnrolment(portal);
  const answer = await portal.browser().get(FORM);
  assertEquals([answer.status, answer.headers.get("location")], [303, AFILIARSE]);
});
