import { assert, assertEquals } from "@std/assert";
import { findLoad } from "../../../db/loads/history.ts";
import { countLoadMails } from "../../../db/loads/mails.ts";
import { previewUndo, undoLoad } from "../../../db/loads/undo.ts";
import type { LoadOutcome } from "../../../domain/loads/outcome.ts";

import { testDatabase } from "../../support/database.ts";
import { A, aFile, aVoucher, B, load, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";
import { EPS } from "../support/mails.ts";
import { visibleContent } from "../support/contents.ts";
import {
  LOADER,
  loadToWait,
  NOW,
  publish,
  PUBLISHER,
  REASON,
  takeBack,
} from "../support/lifecycle.ts";

const THIRD = 13;
const NOTICES = { baseUrl: "http://localhost:8000", secrets: ["x".repeat(32)], eps: EPS };

const files = () => [
  PROVIDERS(),
  aFile(
    "comprobantes.csv",
    VOUCHERS_HEADER,
    aVoucher({ number: "1", paid: "900,00" }),
    aVoucher({ number: "2", paid: "100,00", nit: B }),
  ),
];

async function withPublished() {
  const database = await testDatabase();
  const { db } = database;
  await load(db, [
    PROVIDERS(),
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid: "700,00" })),
  ]);
  const report = await loadToWait(db, files());
  await publish(db, report);
  return { db, report, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

const reasonOf = (outcome: LoadOutcome) => outcome.isDone ? "done" : outcome.reason;
const idOf = (outcome: LoadOutcome) => outcome.isDone ? outcome.report.id : "";

Deno.test("U15: who loaded neither takes the payments back nor lets them be seen again", async () => {
  await using published = await withPublished();
  const { db, report } = published;
  const content = await visibleContent(db);
  assertEquals(reasonOf(await takeBack(db, report.id, NOW, LOADER)), "ownLoad");
  assertEquals(await visibleContent(db), content);
  const undo = await takeBack(db, report.id, NOW, PUBLISHER);
  assertEquals(reasonOf(undo), "done");
  const without = await visibleContent(db);
  assertEquals(reasonOf(await takeBack(db, idOf(undo), NOW, LOADER)), "ownLoad");
  assertEquals(await visibleContent(db), without);
});

Deno.test("U15: who undid can undo neither that undo nor the undo of it", async () => {
  await using published = await withPublished();
  const { db, report } = published;
  const undo = await takeBack(db, report.id, NOW, PUBLISHER);
  const without = await visibleContent(db);
  assertEquals(reasonOf(await takeBack(db, idOf(undo), NOW, PUBLISHER)), "ownUndo");
  assertEquals(await visibleContent(db), without);
  const redo = await takeBack(db, idOf(undo), NOW, THIRD);
  assertEquals(reasonOf(redo), "done");
  assertEquals(reasonOf(await takeBack(db, idOf(redo), NOW, THIRD)), "ownUndo");
  assertEquals(reasonOf(await takeBack(db, idOf(redo), NOW, LOADER)), "ownLoad");
  assertEquals(reasonOf(await takeBack(db, idOf(redo), NOW, PUBLISHER)), "done");
  assertEquals(await visibleContent(db), without);
});

Deno.test("U15: an undo asks for the control total, to the centavo", async () => {
  await using published = await withPublished();
  const { db, report } = published;
  const content = await visibleContent(db);
  const act = { userId: THIRD, nowMs: NOW, reason: REASON };
  for (const wrong of [report.paidAmount + 1, report.paidAmount - 1, 0, -report.paidAmount]) {
    const outcome = await undoLoad(db, report.id, { ...act, controlTotal: wrong });
    assertEquals(reasonOf(outcome), "controlTotal");
    const words = outcome.isDone ? "" : outcome.message;
    assert(!words.includes("1.000,00") || wrong < 0, "the right total is not told");
  }
  assertEquals(await visibleContent(db), content);
  const right = await undoLoad(db, report.id, { ...act, controlTotal: report.paidAmount });
  assertEquals(reasonOf(right), "done");
});

Deno.test("two people who undo a load at once: one of them does, once", async () => {
  await using published = await withPublished();
  const { db, report } = published;
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) => takeBack(db, report.id, NOW, 100 + index)),
  );
  assertEquals(outcomes.map(reasonOf).toSorted(), ["done", ...Array(7).fill("notPublished")]);
});

Deno.test("an undo stores why, and what it changed: vouchers, sums and providers, old and new", async () => {
  await using published = await withPublished();
  const { db, report } = published;
  const effect = {
    isReversal: true,
    fresh: { count: 1, paidAmount: 10_000 },
    corrected: { count: 1, paidAmount: 90_000, before: 70_000 },
    paidProviders: 2,
    restoredProviders: 0,
    listedProviders: 0,
  };
  const load = await findLoad(db, report.id);
  assert(load);
  const seen = await previewUndo(db, load, { userId: THIRD });
  assertEquals(seen.isDone && seen.effect, effect);
  const undo = await takeBack(db, report.id, NOW, THIRD);
  assertEquals((await findLoad(db, idOf(undo)))?.undo, { ...effect, reason: REASON });
  const redo = await takeBack(db, idOf(undo), NOW);
  assertEquals((await findLoad(db, idOf(redo)))?.undo, {
    ...effect,
    isReversal: false,
    reason: REASON,
  });
});

Deno.test("an undo that gives a provider its Correo back tells the address that loses it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const moved = aFile("p.csv", "NIT;Razón Social;Correo", `${A};Clínica A S.A.S.;otro@a.example`);
  const report = await load(db, [moved]);
  const stored = await findLoad(db, report.id);
  assert(stored);
  const seen = await previewUndo(db, stored, { userId: THIRD, notices: NOTICES });
  assertEquals(seen.isDone && seen.told, 1);
  const act = { userId: THIRD, nowMs: NOW, reason: REASON, controlTotal: 0, notices: NOTICES };
  const undo = await undoLoad(db, report.id, act);
  assertEquals(reasonOf(undo), "done");
  const { rows } = await db.$client.execute("SELECT to_address, subject FROM outbox_mails");
  assertEquals(rows.map((row) => [row.to_address, row.subject]), [
    ["otro@a.example", "Cambió el correo de su IPS en Mutual Ser"],
  ]);
  assertEquals((await countLoadMails(db, idOf(undo))).newHands, 1);
});
