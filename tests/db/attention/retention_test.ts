import { assertEquals } from "@std/assert";
import { addCaseStep } from "../../../db/attention/steps.ts";
import { sweepCases } from "../../../db/attention/retention.ts";
import type { Db } from "../../../db/client.ts";
import { sweepLeftFiles } from "../../../db/files.ts";
import {
  attentionCases,
  attentionMessageFiles,
  attentionMessages,
  fileParts,
  files,
} from "../../../db/schema.ts";
import { NOW } from "../../support/app.ts";
import { aCase } from "../../support/attention/cases.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aFormId } from "../../support/inquiries.ts";

const HOUR_MS = 60 * 60 * 1000;

async function closeCase(db: Db, folio: string, createdAt: number): Promise<void> {
  const step = { folio, before: "open", after: "closed", step: "closed", text: "" } as const;
  const by = { isStaff: false, authorId: null, messageId: aFormId(), fileIds: [] };
  assertEquals(await addCaseStep(db, { ...step, ...by, createdAt }), "done");
}

async function counts(db: Db) {
  return [
    await db.$count(attentionCases),
    await db.$count(attentionMessages),
    await db.$count(attentionMessageFiles),
    await db.$count(files),
    await db.$count(fileParts),
  ];
}

Deno.test("L9: a settled case is removed with its files after its time, and one that waits never", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await aCase(db, { folio: "PQ-2026-AAAA1111", fileIds: [await aFile(db)] });
  await aCase(db, { folio: "PQ-2026-BBBB2222", fileIds: [await aFile(db)] });
  await aCase(db, { folio: "PQ-2026-CCCC3333", fileIds: [await aFile(db)] });
  await closeCase(db, "PQ-2026-AAAA1111", NOW);
  await closeCase(db, "PQ-2026-BBBB2222", NOW + 1);
  await sweepCases(db, NOW, NOW);
  assertEquals(await counts(db), [3, 5, 3, 3, 3]);
  await sweepCases(db, NOW + 1, NOW + 1);
  assertEquals(await counts(db), [2, 3, 2, 3, 3]);
  await sweepLeftFiles(db, NOW + 2 + HOUR_MS);
  assertEquals(await counts(db), [2, 3, 2, 2, 2]);
  const folios = await db.select({ folio: attentionCases.folio }).from(attentionCases);
  assertEquals(folios.map(({ folio }) => folio).sort(), ["PQ-2026-BBBB2222", "PQ-2026-CCCC3333"]);
});

Deno.test("a case that opens again is not settled", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const folio = await aCase(db);
  await closeCase(db, folio, NOW);
  const step = {
    folio,
    before: "closed",
    after: "open",
    step: "reopened",
    text: "Otra vez.",
  } as const;
  const by = { isStaff: false, authorId: null, messageId: aFormId(), fileIds: [] };
  await addCaseStep(db, { ...step, ...by, createdAt: NOW + 1, dueAt: NOW + 2 });
  await sweepCases(db, NOW + HOUR_MS, NOW);
  const [kept] = await db.select().from(attentionCases);
  assertEquals([kept?.settledAt, kept?.dueAt], [null, NOW + 2]);
});

Deno.test("more settled cases than one batch takes are all removed", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await db.$client.batch(
    Array.from({ length: 1001 }, (_, index) => ({
      sql: `INSERT INTO attention_cases
        (folio, kind, risk, state, code_sha256, created_at, due_at, settled_at)
        VALUES (?, 'complaint', 'none', 'closed', 'x', 0, 0, 1)`,
      args: [`PQ-2026-${index}`],
    })),
    "write",
  );
  await sweepCases(db, 2, 2);
  assertEquals(await db.$count(attentionCases), 0);
});
