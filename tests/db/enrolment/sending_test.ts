import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { addDocuments, removeDocument } from "../../../db/enrolment/documents.ts";
import { findEnrolment } from "../../../db/enrolment/enrolments.ts";
import { sendEnrolment, signEnrolment } from "../../../db/enrolment/sending.ts";
import { storeFile } from "../../../db/files.ts";
import { enrolmentKeys, enrolments, outboxMails } from "../../../db/schema.ts";
import { testDatabase } from "../../support/database.ts";
import { aSentEnrolment, SENT } from "../../support/enrolment/rows.ts";
import { aMail, NOW } from "../support/mails.ts";

const HOW = { at: NOW, dueOn: "2026-04-24", mail: aMail(1) };

Deno.test("an enrolment is not sent with a paper that came or went after it was judged", async () => {
  for (const isAdded of [true, false]) {
    await using database = await testDatabase();
    const { db } = database;
    const judged = await signedDraft(db);
    const [first] = judged.documents;
    if (isAdded) await addPaper(db, "birth");
    else await removeDocument(db, judged, first?.fileId ?? "", NOW);
    assertEquals(await sendEnrolment(db, judged, HOW), false, isAdded ? "one came" : "one went");
    assertEquals(await stateOf(db), "draft");
    assertEquals(await db.$count(outboxMails), 0);
    if (!isAdded) await addPaper(db, "identity");
    else await removeLast(db);
    assertEquals(await sendEnrolment(db, judged, HOW), isAdded, "the same files again, or others");
  }
});

Deno.test("an enrolment as it was judged is sent once", async () => {
  await using database = await testDatabase();
  const judged = await signedDraft(database.db);
  assertEquals(await sendEnrolment(database.db, judged, HOW), true);
  assertEquals(await stateOf(database.db), "sent");
  assertEquals(await sendEnrolment(database.db, judged, HOW), false);
});

async function signedDraft(db: Db) {
  await aSentEnrolment(db, { state: "draft", dueOn: null, expiresAt: NOW * 2 });
  await db.insert(enrolmentKeys).values({ folio: SENT, secretSha256: "key" });
  await addPaper(db, "identity");
  const signature = { name: "Carmen Ortiz Peña", at: NOW, from: "192.0.2.1", sha256: "signed" };
  await signEnrolment(db, { folio: SENT }, signature);
  return await found(db);
}

async function found(db: Db) {
  const enrolment = await findEnrolment(db, "key", NOW);
  if (!enrolment) throw new Error("no enrolment");
  return enrolment;
}

async function addPaper(db: Db, paper: "identity" | "birth"): Promise<void> {
  const bytes = new TextEncoder().encode(paper);
  const file = { name: "foto.pdf", kind: "pdf" as const, size: bytes.length, parts: [bytes] };
  const fileIds = [await storeFile(db, file, NOW)];
  const whose = { person: "titular", paper, fileIds, sha256s: [crypto.randomUUID()] };
  assertEquals(await addDocuments(db, { folio: SENT }, whose), true);
}

async function removeLast(db: Db): Promise<void> {
  const { documents } = await found(db);
  const last = documents.find(({ paper }) => paper === "birth");
  await removeDocument(db, { folio: SENT }, last?.fileId ?? "", NOW);
}

async function stateOf(db: Db) {
  return (await db.select().from(enrolments))[0]?.state;
}
