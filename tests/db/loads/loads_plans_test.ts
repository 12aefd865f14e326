import { assert, assertEquals, assertNotMatch } from "@std/assert";
import { type Db, openDatabase } from "../../../db/client.ts";
import { recall, recallLast } from "../../../db/idempotency.ts";
import { findLoadDifferences } from "../../../db/loads/differences.ts";
import { findLoad, findLoads } from "../../../db/loads/history.ts";
import { undoLoad } from "../../../db/loads/undo.ts";
import { sweepAbandonedLoads } from "../../../db/loads/dropping.ts";
import { findVoucherChanges } from "../../../db/payments/voucher_changes.ts";
import type { LoadReport } from "../../../domain/loads/report.ts";
import { copyOf, templateOf } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { PROVIDERS_HEADER, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf } from "../support/contents.ts";
import { loadToWait, NOW, publish, REASON } from "../support/lifecycle.ts";
import { plansOf, recordTrips } from "../support/recorder.ts";

const numbers = Array.from({ length: 1500 }, (_, index) => `V${index}`);
const payments = (paid: string) => [
  PROVIDERS(),
  aFile(
    "c.csv",
    VOUCHERS_HEADER,
    ...[A, B].flatMap((nit) => numbers.map((number) => aVoucher({ nit, number, paid }))),
  ),
  aFile(
    "f.csv",
    SETTLEMENTS_HEADER,
    ...[A, B].flatMap((nit) => numbers.map((one) => aSettlement(one, "FEV-1", paid, nit))),
  ),
];

let report: LoadReport;

/** Made once: some thousand vouchers, corrected by a load that waits. */
const template = templateOf(async (db) => {
  await load(db, payments("1,00"));
  const moved = aFile("p.csv", PROVIDERS_HEADER, `${A};Clínica A;1067845210;Marta;x@a.example`);
  report = await loadToWait(db, [moved, ...payments("2,00").slice(1)]);
});

async function filled() {
  const database = await copyOf(await template());
  const planner = await openDatabase({ url: `file:${database.path}` });
  return {
    ...database,
    planner,
    async [Symbol.asyncDispose]() {
      planner.$client.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

/**
 * Small lists of a statement's own, the history in its order, the few users, once a statement where
 * providers change hands, and the few webhooks.
 */
const MAY_SCAN =
  /SCAN (json_each|s VIRTUAL TABLE|CONSTANT|chain|written|asking|changed|told|\(subquery|users$|webhooks USING INDEX|loads USING (COVERING )?INDEX)/;

/** What an act sends goes by indices; answers how many round trips it made. */
async function tripsOf(
  { db, planner }: { db: Db; planner: Db },
  act: (db: Db) => Promise<unknown>,
): Promise<number> {
  const recorder = recordTrips(db);
  await act(recorder.db);
  for (const { sql, plan } of await plansOf(planner, recorder.trips)) {
    const context = `${plan}\n\n${sql}`;
    assertNotMatch(plan, /USE TEMP B-TREE|AUTOMATIC/, context);
    const scans = plan.split("\n").filter((line) => /SCAN/.test(line) && !MAY_SCAN.test(line));
    assertEquals(scans, [], context);
  }
  return recorder.trips.length;
}

Deno.test("the history, the differences and a voucher's changes go by index, in few round trips", async () => {
  await using database = await filled();
  const { db } = database;
  const provider = await providerOf(db, A);
  const asks: [trips: number, ask: (db: Db) => Promise<unknown>][] = [
    [1, (db) => findLoads(db, { page: 1 })],
    [1, (db) => findLoad(db, report.id)],
    [2, (db) => findLoadDifferences(db, report.id, { page: 3 })],
    [1, (db) => findVoucherChanges(db, provider, "V7")],
    [1, (db) => recall(db, { scope: "x", key: "y", requestSha256: "z" }, 0)],
    [1, (db) => recallLast(db, { scope: "x", key: "y", requestSha256: "z" }, 0, 0)],
    [1, (db) => sweepAbandonedLoads(db, NOW)],
  ];
  for (const [trips, ask] of asks) assertEquals(await tripsOf(database, ask), trips);
  await publish(db, report);
  assertEquals(await tripsOf(database, (db) => findVoucherChanges(db, provider, "V7")), 1);
});

Deno.test("publishing and undoing thousands of vouchers go by index, in two and three round trips", async () => {
  await using database = await filled();
  assertEquals(
    await tripsOf(database, async (db) => assert((await publish(db, report)).isDone)),
    2,
  );
  const act = { userId: 1, nowMs: NOW, controlTotal: report.paidAmount, reason: REASON };
  const undo = (db: Db) => undoLoad(db, report.id, act);
  assertEquals(await tripsOf(database, async (db) => assert((await undo(db)).isDone)), 3);
});
