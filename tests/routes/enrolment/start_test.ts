import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { auditEvents, enrolmentKeys, enrolments } from "../../../db/schema.ts";
import { sweepEnrolments } from "../../../db/enrolment/sweep.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import {
  AFILIARSE,
  answerAll,
  ANSWERS,
  beginEnrolment,
  EMAIL,
  sendTo,
} from "../../support/enrolment/applicant.ts";
import { withoutNoise } from "../../support/noise.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

Deno.test("a draft begins with an address, which gets the link that opens it elsewhere", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  await answerAll(browser, { sisben: ANSWERS.sisben ?? {} });
  const [mail] = portal.mails;
  const { folio = "", email } = await draftOf(portal);
  assertEquals([email, mail?.to], [EMAIL, EMAIL]);
  assertStringIncludes(mail?.text ?? "", folio);
  const elsewhere = portal.browser();
  const page = await (await elsewhere.get(linkIn(mail?.text))).text();
  assertStringIncludes(page, folio);
  const [, enlace = ""] = /name="enlace" value="([^"]+)"/.exec(page) ?? [];
  await sendTo(elsewhere, `${AFILIARSE}/enlace`, { enlace }, `${AFILIARSE}/seguir`);
  await leads(elsewhere, "/sustento");
});

Deno.test("L8: whoever gets the link of a request that somebody else began is told not to go on with it", async () => {
  await using portal = await testApp();
  await beginEnrolment(portal);
  const [mail] = portal.mails;
  const page = await (await portal.browser().get(linkIn(mail?.text))).text();
  for (const text of [mail?.text ?? "", page]) assertStringIncludes(text, "quien la empezó v");
});

Deno.test("the database has no secret of a draft, only its hash", async () => {
  await using portal = await testApp();
  await beginEnrolment(portal);
  const secret = linkIn(portal.mails[0]?.text).split("?")[1] ?? "";
  assertEquals(secret.length, 32);
  const rows = JSON.stringify([
    await portal.db.select().from(enrolments),
    await portal.db.select().from(enrolmentKeys),
    await portal.db.select().from(auditEvents),
    portal.logged,
  ]);
  assertEquals(rows.includes(secret), false);
});

Deno.test("a double click begins one draft, and a corrected address moves to it", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const page = await (await browser.get(AFILIARSE)).text();
  const [, borrador = ""] = /name="borrador" value="([^"]+)"/.exec(page) ?? [];
  for (const correo of ["mal@correo.example", EMAIL, EMAIL]) {
    await sendTo(browser, AFILIARSE, { correo, borrador }, `${AFILIARSE}/seguir`);
  }
  assertEquals((await draftOf(portal)).email, EMAIL);
  await portal.services.background.settled();
  const [wrong] = portal.mails.filter(({ to }) => to === "mal@correo.example");
  const link = /\/afiliados\/afiliarse\/enlace\?[\w-]+/.exec(wrong?.text ?? "")?.[0] ?? "";
  const opened = await portal.browser().get(link);
  assert(opened.status !== 303 && !(await opened.text()).includes(borrador), "the wrong mailbox");
  const events = (await portal.db.select().from(auditEvents))
    .filter(({ name }) => name === "enrolmentBegun");
  assertEquals(events.length, 1);
});

Deno.test("another browser sees nothing of a draft, with its radicado or with a secret of its own", async () => {
  await using portal = await testApp();
  await beginEnrolment(portal);
  const { folio } = await draftOf(portal);
  const other = portal.browser();
  for (
    const path of ["/seguir", "/sisben", "/personas", `/sisben?radicado=${folio}`, "/revision"]
  ) {
    await leads(other, "", path);
  }
  const wrong = await other.get(`${AFILIARSE}/enlace?${"A".repeat(32)}`);
  assertEquals(wrong.status, 410);
  assertEquals((await wrong.text()).includes(folio), false);
  const made = await other.get(`${AFILIARSE}/${folio}`);
  assertEquals(made.status, 404);
  await made.body?.cancel();
});

Deno.test("whoever asks for a link gets one answer, and the mail only where both belong together", async () => {
  await using portal = await testApp();
  await beginEnrolment(portal);
  const { folio } = await draftOf(portal);
  const asked = [
    { radicado: folio, correo: "otra@correo.example" },
    { radicado: "AF-2026-AAAA2222", correo: EMAIL },
    { radicado: folio.toLowerCase(), correo: ` ${EMAIL.toUpperCase()} ` },
  ];
  const answers = new Set<string>();
  for (const form of asked) {
    const answer = await portal.browser().post(`${AFILIARSE}/retomar`, form);
    assertEquals(answer.status, 200);
    answers.add(withoutNoise(await answer.text()));
    await portal.services.background.settled();
  }
  assertEquals(answers.size, 1);
  assertEquals(portal.mails.map(({ to }) => to), [EMAIL, EMAIL]);
  const [first, second] = portal.mails.map(({ text }) => linkIn(text));
  assertNotEquals(first, second);
});

Deno.test("a mailbox gets three links an hour, and no stranger uses them up", async () => {
  await using portal = await testApp();
  await beginEnrolment(portal);
  const { folio } = await draftOf(portal);
  const ask = async (radicado: string) => {
    const answer = await portal.browser().post(`${AFILIARSE}/retomar`, { radicado, correo: EMAIL });
    await answer.body?.cancel();
    await portal.services.background.settled();
  };
  for (let number = 2; number < 10; number++) await ask(`AF-2026-AAAA222${number}`);
  for (let number = 0; number < 6; number++) await ask(folio);
  assertEquals(portal.mails.length, 1 + 3);
});

Deno.test("one place cannot begin drafts without end", async () => {
  await using portal = await testApp();
  const statuses = new Set<number>();
  for (let number = 0; number < 40; number++) {
    const answer = await portal.browser().post(AFILIARSE, { correo: `a${number}@correo.example` });
    await answer.body?.cancel();
    statuses.add(answer.status);
  }
  assertEquals([...statuses], [303, 429]);
  assert((await portal.db.select().from(enrolments)).length <= 21);
});

Deno.test("a wrong address comes back with its error", async () => {
  await using portal = await testApp();
  const answer = await portal.browser().post(AFILIARSE, { correo: "carmen@" });
  assertEquals(answer.status, 422);
  const page = await answer.text();
  assertStringIncludes(page, "Escriba un correo completo");
  assertStringIncludes(page, 'value="carmen@"');
});

Deno.test("Salir closes the draft in this browser, and nothing is lost", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  await answerAll(browser, { sisben: ANSWERS.sisben ?? {} });
  await sendTo(browser, `${AFILIARSE}/salir`, {}, `${AFILIARSE}/retomar`);
  await leads(browser, "");
  assertStringIncludes((await draftOf(portal)).typed, "b4");
});

Deno.test("a draft of 30 days no longer opens, and is swept with what opened it", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  const { nowMs } = portal.clock;
  await sweepEnrolments(portal.db, nowMs + 29 * DAY_MS);
  assertEquals((await portal.db.select().from(enrolmentKeys)).length, 2);
  portal.clock.nowMs += 31 * DAY_MS;
  await leads(browser, "");
  const link = await portal.browser().get(linkIn(portal.mails[0]?.text));
  assertEquals(link.status, 410);
  await link.body?.cancel();
  await sweepEnrolments(portal.db, portal.clock.nowMs);
  assertEquals(await portal.db.select().from(enrolments), []);
  assertEquals(await portal.db.select().from(enrolmentKeys), []);
});

async function draftOf({ db }: TestApp) {
  const [row, ...others] = await db.select().from(enrolments);
  assert(row && others.length === 0);
  return row;
}

function linkIn(text = ""): string {
  return /\/afiliados\/afiliarse\/enlace\?[\w-]+/.exec(text)?.[0] ?? "";
}

async function leads(
  browser: ReturnType<TestApp["browser"]>,
  place: string,
  path = "/seguir",
): Promise<void> {
  const answer = await browser.get(AFILIARSE + path);
  await answer.body?.cancel();
  assertEquals(answer.headers.get("location"), AFILIARSE + place, path);
}
