import { assertEquals, assertRejects } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { openDatabase } from "../../../db/client.ts";
import { LoadConflictError, openLoad, publishLoad } from "../../../db/loads/loads.ts";
import { dropStaged, sweepAbandonedLoads } from "../../../db/loads/dropping.ts";
import { stageLoad } from "../../../db/loads/staging.ts";
import { findVoucher } from "../../../db/payments/vouchers.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { countRows, countStaged, providerOf, visibleContent } from "../support/contents.ts";
import { planFiles, reportOf } from "../support/plan.ts";
import { findLoadStatus } from "../support/load_status.ts";

const NOW = 1_775_000_000_000;
const MINUTE = 60_000;
const NOTHING_STAGED = { revisions: 0, lines: 0, orphans: 0 };

const voucher = (paid: string, number = "1"): Sheet[] => [
  aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number, paid })),
  aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement(number, "FEV-1", paid)),
];

/** Stages files as a load does before it publishes; answers what publishes them. */
async function stage(db: Db, id: string, sheets: Sheet[], nowMs = NOW) {
  const plan = await planFiles(db, sheets);
  await openLoad(db, id, "prueba", nowMs);
  await stageLoad(db, id, plan, { now: () => nowMs });
  return () => publishLoad(db, reportOf(plan, id), nowMs);
}

async function paidAmount(db: Db): Promise<number | undefined> {
  const found = await findVoucher(db, await providerOf(db, A), "1", { page: 1 });
  return found?.voucher.paidAmount;
}

Deno.test("readers see the old version until a load is published, then the new one", async () => {
  await using database = await testDatabase();
  const { db, path } = database;
  await load(db, [PROVIDERS(), ...voucher("100,00")]);
  const reader = await openDatabase({ url: `file:${path}` });
  try {
    const before = await visibleContent(reader);
    const publish = await stage(db, "second", voucher("200,00"));
    assertEquals(await visibleContent(reader), before);
    assertEquals(await findLoadStatus(db, "second"), "judging");
    await publish();
    assertEquals(await paidAmount(reader), 20_000);
    assertEquals(await findLoadStatus(reader, "second"), "published");
  } finally {
    reader.$client.close();
  }
});

Deno.test("a new provider is seen by nobody until its load is published", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const publish = await stage(db, "first", [PROVIDERS(), ...voucher("100,00")]);
  assertEquals((await visibleContent(db)).providers, []);
  await publish();
  assertEquals((await visibleContent(db)).providers?.length, 3);
});

Deno.test("of two loads that correct one voucher at once the second is refused whole", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...voucher("100,00")]);
  const first = await stage(db, "first", voucher("200,00"));
  const second = await stage(db, "second", [...voucher("300,00"), ...voucher("1,00", "2")]);
  await first();
  const content = await visibleContent(db);
  await assertRejects(second, LoadConflictError);
  assertEquals(await visibleContent(db), content);
  assertEquals(await paidAmount(db), 20_000);
  await dropStaged(db, "second");
  assertEquals(await countStaged(db), NOTHING_STAGED);
  assertEquals(await findLoadStatus(db, "second"), "refused");
});

Deno.test("of two loads that bring one new voucher at once the second is refused whole", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const first = await stage(db, "first", voucher("200,00"));
  const second = await stage(db, "second", voucher("300,00"));
  await second();
  await assertRejects(first, LoadConflictError);
  assertEquals(await paidAmount(db), 30_000);
});

Deno.test("two loads of different vouchers at once are both published", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const first = await stage(db, "first", voucher("200,00", "1"));
  const second = await stage(db, "second", voucher("300,00", "2"));
  await second();
  await first();
  assertEquals((await visibleContent(db)).vouchers?.length, 2);
});

Deno.test("what a process that died had staged is swept by the next load", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...voucher("100,00")], { nowMs: NOW });
  await stage(db, "dead", [...voucher("200,00"), ...voucher("1,00", "2")]);
  const content = await visibleContent(db);
  assertEquals(await countStaged(db), { revisions: 2, lines: 2, orphans: 0 });
  await load(db, [PROVIDERS()], { nowMs: NOW + 10 * MINUTE + 1 });
  assertEquals(await countStaged(db), NOTHING_STAGED);
  assertEquals(await visibleContent(db), content);
  assertEquals(await findLoadStatus(db, "dead"), "refused");
});

Deno.test("a load that gave a sign of life in the last ten minutes is left alone", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const publish = await stage(db, "slow", voucher("200,00"));
  await sweepAbandonedLoads(db, NOW + 10 * MINUTE);
  assertEquals(await countStaged(db), { revisions: 1, lines: 1, orphans: 0 });
  await publish();
  assertEquals(await paidAmount(db), 20_000);
});

Deno.test("a sweep touches no published load, however old", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...voucher("100,00")], { nowMs: 0 });
  const [content, counts] = [await visibleContent(db), await countRows(db)];
  await sweepAbandonedLoads(db, NOW);
  assertEquals(await visibleContent(db), content);
  assertEquals(await countRows(db), counts);
});

Deno.test("a load that nobody opened has no status", async () => {
  await using database = await testDatabase();
  assertEquals(await findLoadStatus(database.db, "none"), undefined);
});
