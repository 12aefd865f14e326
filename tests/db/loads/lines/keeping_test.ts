import { assertEquals } from "@std/assert";
import { openLineKeeping } from "../../../../db/loads/lines/keeping.ts";
import { findKnown } from "../../../../db/loads/known.ts";
import { openLoad, publishLoad } from "../../../../db/loads/loads.ts";
import { stageLoad } from "../../../../db/loads/staging.ts";
import { noFiles } from "../../../../domain/loads/files.ts";
import type { LineKeeping } from "../../../../domain/loads/lines/book.ts";
import { judgeSheet } from "../../../../domain/loads/load.ts";
import { planLoad } from "../../../../domain/loads/plan.ts";
import { letOthersRun } from "../../../../lib/turn.ts";
import { openSortedTexts } from "../../../../lib/upload/sorted_texts.ts";
import { testDatabase } from "../../../support/database.ts";
import {
  aFile,
  aSettlement,
  aVoucher,
  PROVIDERS,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "../../../support/files.ts";
import { reportOf } from "../../support/plan.ts";

const NUMBERS = ["1", "2", "3"];
/** Lines of three vouchers in turn, one of them twice. */
const LINES = Array.from(
  { length: 400 },
  (_, index) =>
    aSettlement(NUMBERS[index % 3] ?? "", `FEV-${index % 399}`, `${index % 399 % 50},00`),
);

/** What is stored of a load whose lines are kept in a certain way, and what is said of it. */
async function outcomeOf(keeping?: LineKeeping) {
  await using database = await testDatabase();
  const { db } = database;
  const files = noFiles(keeping && { keeping });
  const sheets = [
    aFile("facturas.csv", SETTLEMENTS_HEADER, ...LINES),
    aFile("comprobantes.csv", VOUCHERS_HEADER, ...NUMBERS.map((number) => aVoucher({ number }))),
    PROVIDERS(),
  ];
  for (const sheet of sheets) await judgeSheet(files, sheet);
  const plan = await planLoad(files, await findKnown(db, files), letOthersRun);
  await openLoad(db, "one", "prueba", 0);
  await stageLoad(db, "one", plan, { now: () => 0 });
  await publishLoad(db, reportOf(plan, "one"), 0);
  const [lines, vouchers, changes] = await db.$client.batch([
    "SELECT * FROM settlements ORDER BY revision_id, line_number",
    "SELECT settlement_count, sum_paid_amount FROM voucher_revisions ORDER BY id",
    "SELECT * FROM change_log ORDER BY 1",
  ]);
  const { settlements, warnings, errors } = plan;
  return {
    said: { settlements, warnings, errors },
    rows: [lines, vouchers, changes].map((one) => one?.rows.map((row) => Object.values(row))),
  };
}

Deno.test("a load is the same whether its lines are kept in memory or on the disk", async () => {
  using texts = openSortedTexts({ keptBytes: 0, textsABucket: 50 });
  const onDisk = await outcomeOf({ ...openLineKeeping(), texts });
  const inMemory = await outcomeOf();
  assertEquals(onDisk, inMemory);
  assertEquals(onDisk.said.settlements.new, 399);
  assertEquals(onDisk.said.warnings.map(({ message }) => message), [
    "repite la fila 2 de facturas.csv y no se tuvo en cuenta",
  ]);
});
