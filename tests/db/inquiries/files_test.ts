import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { sweepLeftFiles } from "../../../db/files.ts";
import { findInquiryFile, findInquiryFileForStaff } from "../../../db/inquiries/files.ts";
import { files } from "../../../db/schema.ts";
import { NOW } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, load, PROVIDERS } from "../../support/files.ts";
import { aFile, aFormId, anInquiry, FOLIO } from "../../support/inquiries.ts";
import { addPerson } from "../../support/people.ts";
import { providerOf } from "../support/contents.ts";

async function prepare(db: Db) {
  await load(db, [PROVIDERS()]);
  await addPerson(db, { kind: "representative" }, [[A, "representante"]]);
  return { a: await providerOf(db, A), b: await providerOf(db, B) };
}

Deno.test("a file is found through its own inquiry only, and not before a message took it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const { a, b } = await prepare(db);
  const [kept, left] = [await aFile(db), await aFile(db)];
  await anInquiry(db, { fileIds: [kept] });
  await anInquiry(db, { folio: "CO-2026-BBBB2222" });
  assertEquals((await findInquiryFile(db, a, FOLIO, kept))?.name, "soporte.pdf");
  assertEquals((await findInquiryFileForStaff(db, FOLIO, kept))?.providerId, a.id);
  assertEquals(await findInquiryFile(db, b, FOLIO, kept), undefined);
  assertEquals(await findInquiryFile(db, a, "CO-2026-BBBB2222", kept), undefined);
  assertEquals(await findInquiryFile(db, a, FOLIO, left), undefined);
  assertEquals(await findInquiryFileForStaff(db, FOLIO, left), undefined);
});

Deno.test("a form that comes twice gives its message the files of the first time only", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const { a } = await prepare(db);
  const messageId = aFormId();
  const [first, second] = [await aFile(db), await aFile(db)];
  await anInquiry(db, { messageId, fileIds: [first] });
  await anInquiry(db, { messageId, fileIds: [second] });
  assertEquals((await findInquiryFile(db, a, FOLIO, first))?.id, first);
  assertEquals(await findInquiryFile(db, a, FOLIO, second), undefined);
  await sweepLeftFiles(db, NOW + 2 * 60 * 60 * 1000);
  assertEquals(await db.$count(files), 1);
});
