import { assertEquals } from "@std/assert";
import { requestCallback } from "../../../db/appointments/callbacks.ts";
import { chooseCareKind, startDraft } from "../../../db/appointments/drafts.ts";
import { findSlotStep } from "../../../db/appointments/hours.ts";
import { findContactStep, findKindStep } from "../../../db/appointments/steps.ts";
import { affiliates } from "../../../db/schema.ts";
import { anAgenda, aWholeAgenda } from "../../support/appointments/agendas.ts";
import { testDatabase } from "../../support/database.ts";
import { load } from "../../support/files.ts";
import { anAffiliate } from "../../support/people.ts";

const NOW = Date.parse("2026-04-01T15:00:00Z");
const DAYS = { days: ["2026-04-07"], day: "2026-04-07" };

Deno.test("L8: a draft is found while its holder acts for the person for whom it is, and by nobody else", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda()));
  await db.insert(affiliates).values([anAffiliate(), anAffiliate({ documentNumber: "2" })]);
  const draft = { id: "draft", actorId: 1, affiliateId: 2 };
  await startDraft(db, { ...draft, siteCode: "S1" }, NOW);
  const wished = { ...draft, careKind: "Medicina general" };
  for (const other of [{ affiliateId: 1 }, { actorId: 2 }, { id: "other" }]) {
    assertEquals(await chooseCareKind(db, { ...wished, ...other }), false);
  }
  assertEquals(await chooseCareKind(db, wished), true);
  const own = { draftId: "draft", actorId: 1, affiliateId: 2, nowMs: NOW };
  const request = { folio: "LL-1", phone: "1", promisedOn: "2026-04-08" };
  for (const other of [{ affiliateId: 1 }, { actorId: 2 }, { draftId: "other" }]) {
    const foreign = { ...own, ...other };
    assertEquals(await findKindStep(db, foreign), undefined);
    assertEquals(await findSlotStep(db, foreign, DAYS), undefined);
    assertEquals(await findContactStep(db, foreign), undefined);
    const { nowMs, ...of } = foreign;
    assertEquals(await requestCallback(db, { ...request, ...of }, nowMs), undefined);
  }
  const step = await findSlotStep(db, own, DAYS);
  assertEquals([step?.room.has("2026-04-07"), step?.hours.length], [true, 3]);
  const { nowMs, ...of } = own;
  assertEquals(await requestCallback(db, { ...request, ...of }, nowMs), "LL-1");
});
