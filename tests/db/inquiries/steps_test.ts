import { assertEquals } from "@std/assert";
import { addProviderStep, addStaffStep, type NewStep } from "../../../db/inquiries/steps.ts";
import { noticesOfInquiry } from "../../../db/inquiries/notices.ts";
import { findInquiry } from "../../../db/inquiries/thread.ts";
import { outboxMails } from "../../../db/schema.ts";
import { NOW } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, load, PROVIDERS } from "../../support/files.ts";
import { aFile, aFormId, anInquiry, aProposal, FOLIO, staffDoes } from "../../support/inquiries.ts";
import { somePayments } from "../../support/payments.ts";
import { addPerson } from "../../support/people.ts";
import { providerOf, rowsOf } from "../support/contents.ts";
import { SETTINGS } from "../support/mails.ts";

async function withInquiry() {
  const database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...somePayments()]);
  await addPerson(db, { kind: "representative" }, [[A, "representante"]]);
  await addPerson(db, {
    kind: "staff",
    email: "t@eps.example",
    name: "Luz",
    staffRole: "tesoreria",
  }, []);
  await anInquiry(db, aProposal());
  return { ...database, a: await providerOf(db, A), b: await providerOf(db, B) };
}

function aStep(wish: Partial<NewStep> = {}): NewStep {
  return {
    folio: FOLIO,
    before: "open",
    after: "open",
    step: "message",
    authorId: 1,
    messageId: aFormId(),
    text: "Falta algo.",
    createdAt: NOW + 5,
    fileIds: [],
    ...wish,
  };
}

Deno.test("an entry of a thread is stored once with its files, whoever sends the form again", async () => {
  await using database = await withInquiry();
  const { db, a } = database;
  const step = aStep({ fileIds: [await aFile(db)] });
  const twice = await Promise.all([step, step].map((one) => addProviderStep(db, a, one)));
  assertEquals(twice.sort(), ["done", "repeated"]);
  const thread = await findInquiry(db, a, FOLIO);
  const shown = thread?.messages.map(({ step, files }) => [step, files.map(({ name }) => name)]);
  assertEquals(shown, [["opened", []], ["message", ["soporte.pdf"]]]);
});

Deno.test("a step is refused where another came first, where it is not possible, and where it is not one's own", async () => {
  await using database = await withInquiry();
  const { db, a, b } = database;
  const refused = [
    addProviderStep(db, a, aStep({ before: "answered" })),
    addProviderStep(db, a, aStep({ after: undefined })),
    addProviderStep(db, b, aStep()),
    addProviderStep(db, a, aStep({ folio: "CO-2026-BBBB2222" })),
  ];
  assertEquals(await Promise.all(refused), ["refused", "refused", "refused", "refused"]);
  assertEquals((await findInquiry(db, a, FOLIO))?.messages.length, 1);
});

Deno.test("a decision settles the proposal once, with who and when", async () => {
  await using database = await withInquiry();
  const { db, a } = database;
  const accept = aStep({ step: "accepted", after: "answered", authorId: 2 });
  const back = { ...accept, step: "returned", messageId: aFormId() } as const;
  const results = await Promise.all([accept, back].map((one) => addStaffStep(db, one, [])));
  assertEquals(results.sort(), ["done", "refused"]);
  const { proposal, inquiry } = await findInquiry(db, a, FOLIO) ?? {};
  assertEquals([proposal?.deciderName, proposal?.decidedAt], ["Luz", NOW + 5]);
  assertEquals([proposal?.lines.length, proposal?.total, inquiry?.state], [1, 6000, "answered"]);
  const late = aStep({ step: "returned", before: "answered", after: "answered", authorId: 2 });
  assertEquals(await addStaffStep(db, late, []), "refused");
});

Deno.test("L10: an answer and its mails are one act; the mails have the radicado and nothing of the payment", async () => {
  await using database = await withInquiry();
  const { db, a } = database;
  const step = aStep({ step: "answered", after: "answered", authorId: 2, text: "Son $ 60,00" });
  const told = {
    providerId: a.id,
    folio: FOLIO,
    messageId: step.messageId,
    news: "answered",
  } as const;
  const mails = await noticesOfInquiry(db, told, SETTINGS);
  assertEquals(await addStaffStep(db, { ...step, before: "inProgress" }, mails), "refused");
  assertEquals(await db.$count(outboxMails), 0);
  assertEquals(await addStaffStep(db, step, mails), "done");
  assertEquals(await addStaffStep(db, step, mails), "repeated");
  const sent = await rowsOf(db, "SELECT to_address, subject, text FROM outbox_mails");
  assertEquals(sent.map(({ to_address }) => to_address), ["pagos@clinica-a.example"]);
  const text = sent.map(({ subject, text }) => `${subject}\n${text}`).join("");
  assertEquals(text.includes(`/consultas/${FOLIO}`), true);
  for (const secret of ["1003", "FEV", "60,00", "$", A]) assertEquals(text.includes(secret), false);
});

Deno.test("an inquiry that opens again gets a new date", async () => {
  await using database = await withInquiry();
  const { db, a } = database;
  await staffDoes(db, "answered");
  const again = aStep({ before: "answered", dueOn: "2026-05-05" });
  assertEquals(await addProviderStep(db, a, again), "done");
  const { inquiry } = await findInquiry(db, a, FOLIO) ?? {};
  assertEquals([inquiry?.state, inquiry?.dueOn], ["open", "2026-05-05"]);
});
