import { assert, assertEquals, assertMatch } from "@std/assert";
import { findLoad, findLoads } from "../../../db/loads/history.ts";
import { judgeLoad, loadFiles } from "../../../db/loads/files.ts";
import { discardLoad } from "../../../db/loads/publishing.ts";
import { openLoad } from "../../../db/loads/loads.ts";
import { sweepAbandonedLoads } from "../../../db/loads/dropping.ts";
import { stageLoad } from "../../../db/loads/staging.ts";
import { sweepSpent } from "../../../db/sweep.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { countStaged, rowsOf } from "../support/contents.ts";
import { each, LOADER, loadToWait, NOW, publish, takeBack } from "../support/lifecycle.ts";
import { planFiles } from "../support/plan.ts";
import { listenTo } from "../support/recorder.ts";

const MINUTE = 60_000;
const payment = (paid: string, number = "1") => [
  aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number, paid })),
  aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement(number, "FEV-1", paid)),
];
const NONE = { new: 0, changed: 0, unchanged: 0 };

Deno.test("the history has every load, newest first, by pages, with who and what and how much", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, [PROVIDERS()], { nowMs: NOW });
  const bad = await loadToWait(db, payment("mil"), { nowMs: NOW + 1 });
  const waiting = await loadToWait(db, payment("1000,00"), { nowMs: NOW + 2 });
  const gone = await loadToWait(db, payment("5,00", "2"), { nowMs: NOW + 3 });
  await discardLoad(db, gone.id);
  const { loads, total } = await findLoads(db, { page: 1 });
  assertEquals(total, 4);
  assertEquals(loads.map(({ id, status }) => [id, status]), [
    [gone.id, "refused"],
    [waiting.id, "waiting"],
    [bad.id, "refused"],
    [first.id, "published"],
  ]);
  const [, one] = loads;
  assertEquals([one?.source, one?.createdBy, one?.startedAt], ["navegador", LOADER, NOW + 2]);
  assertEquals(one?.files, ["comprobantes.csv", "facturas.csv"]);
  assertEquals(one?.summary, {
    providers: NONE,
    vouchers: { ...NONE, new: 1 },
    settlements: { ...NONE, new: 1 },
    paidAmount: 100_000,
    errorCount: 0,
    warningCount: 0,
  });
  assertEquals(loads[2]?.summary?.errorCount, bad.errors.length);
  const second = await findLoads(db, { page: 2, perPage: 3 });
  assertEquals([second.loads.map(({ id }) => id), second.total], [[first.id], 4]);
});

Deno.test("a load that nobody knows is not found", async () => {
  await using database = await testDatabase();
  assertEquals(await findLoad(database.db, "none"), undefined);
  assertEquals(await findLoads(database.db, { page: 1 }), { loads: [], total: 0 });
});

Deno.test("a load can be opened first and judged under its id; its report has that id", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const opened = await openLoad(db, "mine", "navegador", NOW, {
    createdBy: LOADER,
    files: ["pagos.xlsx"],
  });
  const before = await findLoad(db, "mine");
  assertEquals([before?.status, before?.progress.stage, before?.files], [
    "judging",
    "reading",
    ["pagos.xlsx"],
  ]);
  assertEquals(before?.report.status, "judging");
  const sheets = each([PROVIDERS(), ...payment("1,00")]);
  const report = await judgeLoad(db, opened, sheets, { publish: "later", now: () => NOW });
  assertEquals([report.id, report.status], ["mine", "waiting"]);
  assertEquals((await findLoad(db, "mine"))?.report, report);
});

Deno.test("any process sees rows read, judged and stored while a load goes on", async () => {
  await using database = await testDatabase();
  const numbers = Array.from({ length: 4500 }, (_, index) => `V${index}`);
  let nowMs = NOW;
  const seen: string[] = [];
  const watched = listenTo(database.db, async (trip) => {
    if (!trip.some(({ sql }) => /^(update|INSERT|\s+INSERT|\s+WITH)/.test(sql))) return;
    const [row] = await rowsOf(
      database.db,
      "SELECT stage, rows_read, rows_judged, lines_stored, lines_total FROM loads",
    );
    if (row) seen.push(Object.values(row).join(" "));
  });
  await loadFiles(
    watched,
    each([
      PROVIDERS(),
      aFile("c.csv", VOUCHERS_HEADER, ...numbers.map((number) => aVoucher({ number }))),
      aFile("f.csv", SETTLEMENTS_HEADER, ...numbers.map((one) => aSettlement(one, "F", "1,00"))),
    ]),
    { source: "prueba", publish: "later", createdBy: 1, now: () => nowMs += 600 },
  );
  const stages = new Set(seen.map((line) => line.split(" ")[0]));
  assertEquals([...stages], ["reading", "judging", "storing"]);
  assert(seen.some((line) => /^reading [1-9]\d+ 0 0 0$/.test(line)), seen.join("\n"));
  assert(seen.some((line) => /^storing 9003 9003 [1-9]\d* 4500$/.test(line)), seen.join("\n"));
  const [last] = await rowsOf(
    database.db,
    "SELECT stage, rows_read, rows_judged, lines_total FROM loads",
  );
  assertEquals(last, { stage: "done", rows_read: 9003, rows_judged: 9003, lines_total: 4500 });
});

Deno.test("a load whose process died is refused by the sweep with a sentence that says so", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  await openLoad(db, "dead", "navegador", NOW, { createdBy: LOADER });
  await stageLoad(db, "dead", await planFiles(db, payment("1,00")), { now: () => NOW });
  await sweepSpent(db, NOW + 10 * MINUTE);
  assertEquals((await findLoad(db, "dead"))?.status, "judging");
  await sweepSpent(db, NOW + 10 * MINUTE + 1);
  const found = await findLoad(db, "dead");
  assertEquals([found?.status, found?.report.status, found?.progress.stage], [
    "refused",
    "refused",
    "done",
  ]);
  assertMatch(found?.report.errors[0]?.message ?? "", /se interrumpió/);
  assertEquals(await countStaged(db), { revisions: 0, lines: 0, orphans: 0 });
});

Deno.test("what a process left that died while it dropped a refused load is swept too", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, [PROVIDERS(), ...payment("1,00")]);
  const dying = listenTo(db, (trip) => {
    if (trip.some(({ sql }) => sql.startsWith("DELETE FROM settlements"))) throw new Error("died");
  });
  await discardLoad(dying, report.id).catch(() => {});
  assertEquals((await countStaged(db))?.revisions, 1);
  await sweepAbandonedLoads(db, NOW);
  assertEquals(await countStaged(db), { revisions: 0, lines: 0, orphans: 0 });
  assertMatch((await findLoad(db, report.id))?.report.errors[0]?.message ?? "", /retirada/);
});

Deno.test("the record of an undone load keeps its report and says what it was undone by", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, [PROVIDERS(), ...payment("1,00")]);
  await publish(db, report);
  const undo = await takeBack(db, report.id, NOW + 1, 5);
  assert(undo.isDone);
  const found = await findLoad(db, report.id);
  assertEquals(found?.report, { ...report, status: "undone" });
  assertEquals([found?.undoneByLoadId, found?.undoneBy], [undo.report.id, 5]);
});
