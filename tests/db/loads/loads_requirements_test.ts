import { assert, assertEquals, assertMatch } from "@std/assert";
import { openDatabase } from "../../../db/client.ts";
import { findLoad } from "../../../db/loads/history.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { countRows, countStaged, valueOf, visibleContent } from "../support/contents.ts";
import { loadToWait, publish } from "../support/lifecycle.ts";

const NOTHING_STAGED = { revisions: 0, lines: 0, orphans: 0 };
const EMPTY = { providers: [], vouchers: [], settlements: [] };

const vouchers = (rows: string[], name = "comprobantes.csv") =>
  aFile(name, VOUCHERS_HEADER, ...rows);
const lines = (rows: string[], name = "facturas.csv") => aFile(name, SETTLEMENTS_HEADER, ...rows);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `V${index}`);
const vouchersOf = (names: string[]) => names.map((number) => aVoucher({ number, paid: "3,00" }));
const linesOf = (names: string[]) =>
  names.flatMap((number) => [
    aSettlement(number, "FEV-1", "1,00"),
    aSettlement(number, "FEV-2", "2,00"),
  ]);
const payments = (count: number): Sheet[] => [
  PROVIDERS(),
  vouchers(vouchersOf(numbers(count))),
  lines(linesOf(numbers(count))),
];

Deno.test("U8: one bad row of ten thousand publishes nothing, now or later, and is the only finding", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const rows = vouchersOf(numbers(10_000));
  rows[7000] = aVoucher({ number: "V7000", paidOn: "31/02/2026" });
  for (const start of [load, loadToWait]) {
    const { id, status, errors } = await start(db, [PROVIDERS(), vouchers(rows)]);
    assertEquals([status, errors.length, errors[0]?.cell], ["refused", 1, "B7002"]);
    assertEquals(await visibleContent(db), EMPTY);
    assertEquals(await countStaged(db), NOTHING_STAGED);
    assertEquals((await findLoad(db, id))?.report.errors, errors);
  }
});

Deno.test("U9: the same rows again, renamed, reordered or overlapping, change no total", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const names = numbers(20);
  await load(db, payments(20));
  const content = await visibleContent(db);
  const counts = await countRows(db);
  const again: Sheet[][] = [
    payments(20),
    [vouchers(vouchersOf(names), "otro.csv"), lines(linesOf(names), "nombre.csv")],
    [
      vouchers(vouchersOf(names).toReversed()),
      lines(names.toReversed().flatMap((one) => linesOf([one]))),
    ],
    [vouchers(vouchersOf(names.slice(5, 9)))],
    [lines(linesOf(names.slice(3, 4)))],
  ];
  for (const sheets of again) {
    assertEquals((await load(db, sheets)).status, "unchanged");
    assertEquals(await visibleContent(db), content);
  }
  assertEquals(await countRows(db), { ...counts, loads: 1 + again.length });
  const overlapping = [vouchers(vouchersOf(numbers(22))), lines(linesOf(numbers(22)))];
  const report = await load(db, overlapping);
  assertEquals(report.vouchers, { new: 2, changed: 0, unchanged: 20 });
  assertEquals(await valueOf(db, "SELECT sum(paid_amount) FROM voucher_revisions"), 22 * 300);
  const turned = await load(db, [lines(linesOf(names).toReversed())]);
  assertEquals(turned.status, "published");
  const paid = "SELECT sum(sum_paid_amount) FROM voucher_revisions WHERE is_current = 1";
  assertEquals(await valueOf(db, paid), 22 * 300);
});

Deno.test("U10: two parallel loads of one file publish one batch, in whatever order they go", async () => {
  for (let round = 0; round < 5; round++) {
    await using database = await testDatabase();
    const { db } = database;
    const other = await openDatabase({ url: `file:${database.path}` });
    const reports = await Promise.all([load(db, payments(600)), load(other, payments(600))]);
    other.$client.close();
    const states = reports.map(({ status }) => status).sort();
    assert(states.includes("published"), `${states}`);
    assert(states.includes("refused") || states.includes("unchanged"), `${states}`);
    const { vouchers, settlements } = await visibleContent(db);
    assertEquals([vouchers?.length, settlements?.length], [600, 1200]);
    assertEquals(await countStaged(db), NOTHING_STAGED);
  }
});

Deno.test("U13: where the disk fills up in the middle the load is refused with a sentence, and service goes on", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, payments(10));
  const content = await visibleContent(db);
  const pages = Number(await valueOf(db, "PRAGMA page_count"));
  const more = () => [vouchers(vouchersOf(numbers(2000))), lines(linesOf(numbers(2000)))];
  for (const spare of [0, 2, 20, 60, 150]) {
    await db.$client.execute(`PRAGMA max_page_count = ${pages + spare}`);
    for (const start of [load, loadToWait]) {
      const { id, status, errors } = await start(db, more());
      assertEquals([status, errors.length], ["refused", 1]);
      assertMatch(errors[0]?.message ?? "", /no hay espacio en el disco/);
      assertEquals(await visibleContent(db), content);
      assertEquals(await countStaged(db), NOTHING_STAGED);
      const kept = (await findLoad(db, id))?.status;
      assert(kept === undefined || kept === "refused", kept);
    }
  }
  await db.$client.execute("PRAGMA max_page_count = 1000000");
  assertEquals((await load(db, more())).status, "published");
  assertEquals(await valueOf(db, "PRAGMA integrity_check"), "ok");
  assertEquals((await visibleContent(db)).vouchers?.length, 2000);
});

Deno.test("U13: a disk that is full when a load is published leaves it waiting, to be published later", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const report = await loadToWait(db, payments(3000));
  const content = await visibleContent(db);
  const pages = Number(await valueOf(db, "PRAGMA page_count"));
  await db.$client.execute(`PRAGMA max_page_count = ${pages}`);
  const outcome = await publish(db, report);
  assertEquals(outcome.isDone ? "done" : outcome.reason, "diskFull");
  assertMatch(outcome.isDone ? "" : outcome.message, /no hay espacio/);
  assertEquals(await visibleContent(db), content);
  assertEquals((await findLoad(db, report.id))?.status, "waiting");
  await db.$client.execute("PRAGMA max_page_count = 1000000");
  assertEquals((await publish(db, report)).isDone, true);
  assertEquals((await visibleContent(db)).vouchers?.length, 3000);
});

Deno.test("U15: a row of a NIT that is not on file refuses the load, its cell named", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const rows = [aVoucher({ number: "1" }), aVoucher({ nit: "800000118", number: "2" })];
  const report = await loadToWait(db, [PROVIDERS(), vouchers(rows)]);
  assertEquals(report.errors.map(({ file, cell, value }) => [file, cell, value]), [
    ["comprobantes.csv", "A3", "800000118"],
  ]);
  assertEquals([report.status, await visibleContent(db)], ["refused", EMPTY]);
});
