import { assertEquals, assertMatch } from "@std/assert";
import { openDatabase } from "../../../db/client.ts";
import { visibleContent } from "../support/contents.ts";
import { ROOT, run, temporaryFolder } from "../support/process.ts";

const FOLDER = `${ROOT}/../shared/data`;
const FILES = ["prestadores-2023.csv", "comprobantes-giro-directo-2023.csv"]
  .map((name) => `${FOLDER}/${name}`);
const isAbsent = await Deno.stat(FOLDER).then(() => false, () => true);

Deno.test({
  name: `the real payments of 2023 load to the centavo, once${
    isAbsent ? " (skipped: no files)" : ""
  }`,
  ignore: isAbsent,
  async fn() {
    await using folder = await temporaryFolder();
    const url = `file:${folder.path}/test.db`;
    const load = async () => {
      const outcome = await run("db/commands/load.ts", [...FILES, "--json"], { DATABASE_URL: url });
      assertEquals(outcome.code, 0, outcome.stderr);
      return JSON.parse(outcome.stdout);
    };
    const first = await load();
    assertEquals([first.status, first.errors], ["published", []]);
    assertEquals([first.providers.new, first.vouchers.new, first.settlements.new], [735, 6486, 0]);
    assertEquals(first.paidAmount, "1406293616620.00");
    const [november] = first.warnings;
    assertMatch(november.message, /^revise 169 pagos repetidos con otro número/);
    const db = await openDatabase({ url });
    const { providers, vouchers } = await visibleContent(db);
    db.$client.close();
    assertEquals([providers?.length, vouchers?.length], [735, 6486]);
    const paid = vouchers?.reduce((sum, row) => sum + Number(row.paid_amount), 0);
    assertEquals(paid, 140_629_361_662_000);
    const second = await load();
    assertEquals(second.status, "unchanged");
    assertEquals([second.providers.unchanged, second.vouchers.unchanged], [735, 6486]);
    assertEquals(second.paidAmount, "1406293616620.00");
  },
});
