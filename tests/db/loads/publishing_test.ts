import { assert, assertEquals, assertMatch } from "@std/assert";
import { openDatabase } from "../../../db/client.ts";
import { findLoad } from "../../../db/loads/history.ts";
import { discardLoad, publishWaitingLoad } from "../../../db/loads/publishing.ts";
import { sweepAbandonedLoads } from "../../../db/loads/dropping.ts";
import type { LoadOutcome } from "../../../domain/loads/outcome.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { PROVIDERS_HEADER, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { countRows, countStaged, rowsOf, valueOf, visibleContent } from "../support/contents.ts";
import { LOADER, loadToWait, NOW, publish, PUBLISHER } from "../support/lifecycle.ts";

const NOTHING_STAGED = { revisions: 0, lines: 0, orphans: 0 };
const EMPTY = { providers: [], vouchers: [], settlements: [] };
const DAY_MS = 24 * 60 * 60 * 1000;

const payment = (paid: string, number = "1"): Sheet[] => [
  aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number, paid })),
  aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement(number, "FEV-1", paid)),
];

const reasonOf = (outcome: LoadOutcome) => outcome.isDone ? "done" : outcome.reason;

Deno.test("a load that is to be published later waits, and nobody sees anything of it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, [PROVIDERS(), ...payment("1234567,50")]);
  assertEquals([report.status, report.paidAmount, report.errors], ["waiting", 123_456_750, []]);
  assertEquals(await visibleContent(db), EMPTY);
  const found = await findLoad(db, report.id);
  assertEquals(found?.report, report);
  assertEquals([found?.createdBy, found?.publishedBy, found?.publishedAt], [LOADER, null, null]);
});

Deno.test("U14: another person with the right control total publishes; who and when is stored", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, [PROVIDERS(), ...payment("1234567,50")]);
  const outcome = await publish(db, report, NOW + DAY_MS);
  assertEquals(outcome, { isDone: true, report: { ...report, status: "published" } });
  const { providers, vouchers, settlements } = await visibleContent(db);
  assertEquals([providers?.length, vouchers?.length, settlements?.length], [3, 1, 1]);
  const found = await findLoad(db, report.id);
  assertEquals([found?.status, found?.publishedBy, found?.publishedAt, found?.createdBy], [
    "published",
    PUBLISHER,
    NOW + DAY_MS,
    LOADER,
  ]);
});

Deno.test("U14: who loaded cannot publish, and a wrong control total is refused; the load goes on waiting", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const { id, paidAmount } = await loadToWait(db, [PROVIDERS(), ...payment("1000,00")]);
  const act = async (userId: number, controlTotal: number) =>
    reasonOf(await publishWaitingLoad(db, id, { userId, controlTotal, nowMs: NOW }));
  assertEquals(await act(LOADER, paidAmount), "samePerson");
  for (const wrong of [paidAmount + 1, paidAmount - 1, 0, -paidAmount, 1000, Number.NaN]) {
    assertEquals(await act(PUBLISHER, wrong), "controlTotal", `${wrong}`);
  }
  assertEquals(await visibleContent(db), EMPTY);
  assertEquals((await findLoad(db, id))?.status, "waiting");
  assertEquals(await act(PUBLISHER, paidAmount), "done");
});

Deno.test("a load without a loader cannot be published by a second person", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, [PROVIDERS(), ...payment("1,00")]);
  await db.$client.execute("UPDATE loads SET created_by = NULL");
  assertEquals(reasonOf(await publish(db, report)), "noLoader");
});

Deno.test("D3: publishing a published load again answers its first result and changes nothing", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, [PROVIDERS(), ...payment("1,00")]);
  const first = await publish(db, report, NOW);
  const stored = await rowsOf(db, "SELECT * FROM loads");
  assertEquals(await publish(db, report, NOW + DAY_MS), first);
  const other = { userId: 99, controlTotal: 5, nowMs: NOW + DAY_MS };
  assertEquals(await publishWaitingLoad(db, report.id, other), first);
  assertEquals(await rowsOf(db, "SELECT * FROM loads"), stored);
});

Deno.test("two people who publish one load at once are both told that it is published, once", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, [PROVIDERS(), ...payment("1,00")]);
  const other = await openDatabase({ url: `file:${database.path}` });
  const [first, second] = await Promise.all([
    publish(db, report),
    publishWaitingLoad(other, report.id, { userId: 13, controlTotal: 100, nowMs: NOW }),
  ]);
  other.$client.close();
  assertEquals([first.isDone, second.isDone], [true, true]);
  assertEquals(second, first);
  assertEquals((await visibleContent(db)).vouchers?.length, 1);
});

Deno.test("U10: of two waiting loads of the same file one is published, the other refused whole", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const files = () => [PROVIDERS(), ...payment("5000,00")];
  const [first, second] = await Promise.all([loadToWait(db, files()), loadToWait(db, files())]);
  assertEquals([first?.status, second?.status], ["waiting", "waiting"]);
  assert(first && second);
  assertEquals(reasonOf(await publish(db, second)), "done");
  const content = await visibleContent(db);
  const outcome = await publish(db, first);
  assertEquals(reasonOf(outcome), "conflict");
  assertMatch(outcome.isDone ? "" : outcome.message, /cargue de nuevo/);
  assertEquals(await visibleContent(db), content);
  assertEquals(content.vouchers?.length, 1);
  assertEquals(await countStaged(db), NOTHING_STAGED);
  const stored = await findLoad(db, first.id);
  assertEquals([stored?.status, stored?.report.errors.length], ["refused", 1]);
  assertEquals(reasonOf(await publish(db, first)), "notWaiting");
});

Deno.test("a waiting correction is refused where another load corrected the voucher meanwhile", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payment("1,00")]);
  const slow = await loadToWait(db, [...payment("2,00"), ...payment("7,00", "2")]);
  await load(db, payment("3,00"));
  assertEquals(reasonOf(await publish(db, slow)), "conflict");
  const { vouchers } = await visibleContent(db);
  assertEquals(vouchers?.map((row) => row.paid_amount), [300]);
});

Deno.test("a waiting load lists its changes of providers, and undoes no change that others made meanwhile", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const header = `${PROVIDERS_HEADER};Teléfono`;
  const file = (line: string) => aFile("prestadores.csv", header, line);
  const slow = await loadToWait(db, [file(`${A};Clínica A;;;;604 1`), ...payment("1,00")]);
  await load(db, [file(`${A};Clínica A S.A.S.;1067845210;Marta;pagos@a.example;604 2`)]);
  assertEquals(reasonOf(await publish(db, slow)), "done");
  const columns = "legal_name, representative_id, email, phone";
  assertEquals(await rowsOf(db, `SELECT ${columns} FROM providers`), [{
    legal_name: "Clínica A",
    representative_id: "1067845210",
    email: "pagos@a.example",
    phone: "604 1",
  }]);
});

Deno.test("a discarded load is refused as withdrawn, leaves nothing behind and cannot be published", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const empty = await countRows(db);
  const report = await loadToWait(db, [PROVIDERS(), ...payment("1,00")]);
  const outcome = await discardLoad(db, report.id);
  assert(outcome.isDone);
  assertEquals(outcome.report.status, "refused");
  assertMatch(outcome.report.errors[0]?.message ?? "", /retirada/);
  assertEquals(await countRows(db), { ...empty, loads: 1 });
  assertEquals((await findLoad(db, report.id))?.report, outcome.report);
  assertEquals(reasonOf(await publish(db, report)), "notWaiting");
  assertEquals(reasonOf(await discardLoad(db, report.id)), "notWaiting");
  assertEquals(reasonOf(await discardLoad(db, "no such load")), "notFound");
});

Deno.test("a published load is not discarded", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, [PROVIDERS(), ...payment("1,00")]);
  const content = await visibleContent(db);
  assertEquals(reasonOf(await discardLoad(db, report.id)), "notWaiting");
  assertEquals(await visibleContent(db), content);
});

Deno.test("of publishing and discarding one load at once one wins, whole", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const other = await openDatabase({ url: `file:${database.path}` });
  await load(db, [PROVIDERS()]);
  for (let round = 0; round < 10; round++) {
    const report = await loadToWait(db, payment("1,00", `${round}`));
    const acts = [publish(db, report), discardLoad(other, report.id)];
    const outcomes = await Promise.all(round % 2 === 0 ? acts : acts.toReversed());
    assertEquals(outcomes.filter(({ isDone }) => isDone).length, 1);
    const status = (await findLoad(db, report.id))?.status;
    const sql = "SELECT count(*) FROM voucher_revisions WHERE load_id = ?";
    assertEquals(await valueOf(db, sql, [report.id]), status === "published" ? 1 : 0);
    assertEquals(await countStaged(db), NOTHING_STAGED);
  }
  other.$client.close();
});

Deno.test("a waiting load survives restarts and sweeps, however old", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, [PROVIDERS(), ...payment("1,00")]);
  await sweepAbandonedLoads(db, NOW + 365 * DAY_MS);
  await load(db, [PROVIDERS()], { nowMs: NOW + 365 * DAY_MS });
  const later = await openDatabase({ url: `file:${database.path}` });
  assertEquals(reasonOf(await publish(later, report)), "done");
  later.$client.close();
  assertEquals((await visibleContent(db)).vouchers?.length, 1);
});

Deno.test("a load that changes nothing, or is refused, does not wait", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payment("1,00")]);
  assertEquals((await loadToWait(db, payment("1,00"))).status, "unchanged");
  const bad = await loadToWait(db, payment("mil"));
  assertEquals(bad.status, "refused");
  assertEquals(reasonOf(await publish(db, bad)), "notWaiting");
});

Deno.test("notices may be turned off when loading or when publishing", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const quiet = await loadToWait(db, payment("1,00", "1"), { withoutNotices: true });
  await publish(db, quiet);
  const loud = await loadToWait(db, payment("1,00", "2"));
  const act = { userId: PUBLISHER, controlTotal: 100, nowMs: NOW, withoutNotices: true };
  assertEquals((await findLoad(db, loud.id))?.withoutNotices, false);
  await publishWaitingLoad(db, loud.id, act);
  for (const { id } of [quiet, loud]) {
    assertEquals((await findLoad(db, id))?.withoutNotices, true);
  }
});
