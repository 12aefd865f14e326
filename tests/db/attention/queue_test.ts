import { assertEquals } from "@std/assert";
import { findCaseQueue } from "../../../db/attention/queue.ts";
import { addCaseStep } from "../../../db/attention/steps.ts";
import { countOpenWork } from "../../../db/staff/work.ts";
import { NOW } from "../../support/app.ts";
import { aCase } from "../../support/attention/cases.ts";
import { testDatabase } from "../../support/database.ts";
import { aFormId } from "../../support/inquiries.ts";

Deno.test("what is due first is on top, whenever it came, and what is answered comes after it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const late = await aCase(db, { folio: "PQ-2026-LATE2222", dueAt: NOW - 5 });
  const answered = await aCase(db, { folio: "PQ-2026-DONE2222", dueAt: NOW - 9 });
  const vital = { kind: "claim", risk: "vital" } as const;
  const soon = await aCase(db, { folio: "PQ-2026-SNNN2222", ...vital, dueAt: NOW + 5 });
  const later = await aCase(db, { folio: "PQ-2026-TTTT2222", dueAt: NOW + 50 });
  await addCaseStep(db, {
    folio: answered,
    before: "open",
    after: "answered",
    step: "answered",
    isStaff: true,
    authorId: null,
    messageId: aFormId(),
    text: "Listo.",
    createdAt: NOW,
    fileIds: [],
  });
  const folios = async (filter: Parameters<typeof findCaseQueue>[1]) =>
    (await findCaseQueue(db, filter, 1)).cases.map(({ folio }) => folio);
  assertEquals(await folios({ state: "all" }), [late, soon, later, answered]);
  assertEquals(await folios({ state: "pending" }), [late, soon, later]);
  assertEquals(await folios({ state: "answered" }), [answered]);
  assertEquals(await folios({ state: "pending", kind: "claim" }), [soon]);
  assertEquals(await folios({ state: "all", folio: later }), [later]);
  assertEquals((await countOpenWork(db, NOW, "payments")).cases, { open: 3, late: 1 });
});
