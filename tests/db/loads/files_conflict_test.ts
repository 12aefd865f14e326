import { assertEquals, assertMatch } from "@std/assert";
import type { Sheet } from "../../../domain/loads/files.ts";
import { findLoadStatus } from "../support/load_status.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { countStaged, valueOf, visibleContent } from "../support/contents.ts";
import { listenTo } from "../support/recorder.ts";

const payment = (paid: string): Sheet[] => [
  aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid })),
  aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement("1", "FEV-1", paid)),
];

Deno.test("a load that another one overtakes is refused with the reason, and can be repeated", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payment("100,00")]);
  let isOvertaken = false;
  const slow = listenTo(db, async (trip) => {
    if (isOvertaken || !trip.some(({ sql }) => sql.includes("SET is_current = 1"))) return;
    isOvertaken = true;
    assertEquals((await load(db, payment("200,00"))).status, "published");
  });
  const report = await load(slow, payment("300,00"));
  assertEquals([isOvertaken, report.status, report.errors.length], [true, "refused", 1]);
  assertMatch(report.errors[0]?.message ?? "", /otra carga/);
  assertEquals(await findLoadStatus(db, report.id), "refused");
  assertEquals(await countStaged(db), { revisions: 0, lines: 0, orphans: 0 });
  assertEquals((await visibleContent(db)).vouchers?.map((row) => row.paid_amount), [20_000]);
  assertEquals((await load(db, payment("300,00"))).status, "published");
  assertEquals((await visibleContent(db)).vouchers?.map((row) => row.paid_amount), [30_000]);
  assertEquals(await valueOf(db, "SELECT count(*) FROM voucher_revisions"), 3);
});
