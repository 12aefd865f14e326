import { assertEquals } from "@std/assert";
import { addCaseStep, type CaseStep } from "../../../db/attention/steps.ts";
import { attentionCases, attentionMessages, outboxMails } from "../../../db/schema.ts";
import { NOW } from "../../support/app.ts";
import { aCase, CASE } from "../../support/attention/cases.ts";
import { testDatabase } from "../../support/database.ts";
import { aFormId } from "../../support/inquiries.ts";

function anAnswer(wish: Partial<CaseStep> = {}): CaseStep {
  return {
    folio: CASE,
    before: "open",
    after: "answered",
    step: "answered",
    isStaff: true,
    authorId: null,
    messageId: aFormId(),
    text: "Listo.",
    createdAt: NOW + 7,
    fileIds: [],
    ...wish,
  };
}

const MAIL = {
  dedupeKey: "one",
  kind: "attention",
  providerId: null,
  to: "rosa@correo.example",
  subject: "Hay novedades",
  text: "Léalo.",
} as const;

Deno.test("an answer settles the case and takes its mail along; the same form again does nothing", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await aCase(db);
  const answer = anAnswer();
  assertEquals(await addCaseStep(db, answer, [MAIL]), "done");
  assertEquals(await addCaseStep(db, answer, [{ ...MAIL, dedupeKey: "two" }]), "repeated");
  const [row] = await db.select().from(attentionCases);
  assertEquals([row?.state, row?.settledAt], ["answered", NOW + 7]);
  assertEquals([await db.$count(attentionMessages), await db.$count(outboxMails)], [2, 1]);
});

Deno.test("a step after another one that its writer did not see is refused, with its mail", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await aCase(db);
  await addCaseStep(db, anAnswer({ after: "closed", step: "closed" }));
  assertEquals(await addCaseStep(db, anAnswer(), [MAIL]), "refused");
  assertEquals([await db.$count(attentionMessages), await db.$count(outboxMails)], [2, 0]);
});

Deno.test("a form that is sent twice opens one case", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const messageId = aFormId();
  assertEquals(await aCase(db, { messageId }), CASE);
  assertEquals(await aCase(db, { messageId, folio: "PQ-2026-BBBB2222" }), CASE);
  assertEquals([await db.$count(attentionCases), await db.$count(attentionMessages)], [1, 1]);
});
