import { assert, assertEquals, assertRejects } from "@std/assert";
import { openDatabase } from "../../../db/client.ts";
import { loadFiles } from "../../../db/loads/files.ts";
import { findLoad, findLoads } from "../../../db/loads/history.ts";
import { migrateDatabase } from "../../../db/migrate.ts";
import { search } from "../../../db/payments/invoices.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf, visibleContent } from "../support/contents.ts";
import { each, loadToWait, publish } from "../support/lifecycle.ts";
import { losingAnswers } from "../support/losing_answers.ts";
import { withManyLines } from "../support/many_lines.ts";
import { command } from "../support/process.ts";

const payment = () => [
  PROVIDERS(),
  aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid: "1,00" })),
  aFile("f.csv", SETTLEMENTS_HEADER, aSettlement("1", "FEV-1", "1,00")),
];

Deno.test("D3: a load whose last answer was lost is published all the same, and the same again is unchanged", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const options = { source: "prueba", now: () => 0 };
  const losing = losingAnswers(db);
  await assertRejects(() => loadFiles(losing, each(payment()), options), Error, "lost");
  const { loads: [stored] } = await findLoads(db, { page: 1 });
  assertEquals([stored?.status, stored?.summary?.errorCount], ["published", 0]);
  assertEquals((await visibleContent(db)).vouchers?.length, 1);
  assertEquals((await load(db, payment())).status, "unchanged");
});

Deno.test("D3: a publication whose answer was lost is asked for again and answers the first result", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, payment());
  await assertRejects(() => publish(losingAnswers(db), report, 5), Error, "lost");
  const outcome = await publish(db, report, 99);
  assertEquals(outcome, { isDone: true, report: { ...report, status: "published" } });
  assertEquals((await findLoad(db, report.id))?.publishedAt, 5);
});

Deno.test("U16: searches beside a load of another process meet no lock, and see all of it or nothing", async () => {
  await using files = await withManyLines(40);
  const db = await openDatabase({ url: files.url });
  await migrateDatabase(db);
  await load(db, [PROVIDERS()]);
  const provider = await providerOf(db, A);
  const child = command("db/commands/load.ts", files.names, files.env).output();
  let [isLoading, looks] = [true, 0];
  const counts = new Set<number>();
  child.finally(() => isLoading = false);
  while (isLoading) {
    counts.add((await search(db, provider, "FEV-7")).settlements.length);
    await db.$client.execute("INSERT OR REPLACE INTO instance VALUES ('look', 'x')");
    looks++;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assertEquals((await child).code, 0);
  counts.add((await search(db, provider, "FEV-7")).settlements.length);
  db.$client.close();
  assert(looks > 2, `${looks}`);
  assertEquals([...counts], [0, 500]);
});
