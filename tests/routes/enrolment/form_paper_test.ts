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
  assertMatch(text, /\b1\. .*\b2\. /s);
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
