import { assert, assertEquals } from "@std/assert";
import { eq } from "drizzle-orm";
import { openToGrow } from "../bench/scale/grow.ts";
import { nitOf } from "../bench/scale/country.ts";
import { LONG_VOUCHER } from "../bench/support/payments.ts";
import { search } from "../db/payments/invoices.ts";
import { providers } from "../db/schema.ts";
import { testApp } from "./support/app.ts";
import {
  A,
  aFile,
  aSettlement,
  aVoucher,
  load,
  PROVIDERS,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "./support/files.ts";
import { createAccount } from "./support/people.ts";

const LINES = 400;
const COUNTRY = { providers: 4, weeks: 8, lines: LINES, linesAVoucher: 10 };

const WRONG_SUMS = `SELECT v.id FROM voucher_revisions AS v WHERE
  (v.settlement_count, v.sum_paid_amount, v.sum_copayment) IS NOT (
    SELECT count(*), sum(s.paid_amount), sum(coalesce(s.copayment, 0))
    FROM settlements AS s WHERE s.revision_id = v.id)`;

Deno.test("payments that the scale bench makes are payments as loads make them", async () => {
  await using portal = await testApp();
  const { db, services, path } = portal;
  const lines = Array.from({ length: 30 }, (_, index) => `${index + 1}`);
  await load(db, [
    PROVIDERS(),
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: LONG_VOUCHER, paid: "465,00" })),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      ...lines.map((line) => aSettlement(LONG_VOUCHER, `FEV-${line}`, `${line},00`)),
    ),
  ]);
  await createAccount(services, A);
  const grower = openToGrow(path);
  grower.addProviders(COUNTRY.providers);
  for (let week = 0; week < COUNTRY.weeks; week++) grower.addWeek(COUNTRY, week);
  const count = grower.countLines();
  grower.close();
  assert(count > LINES * 0.6 && count <= LINES + lines.length, `${count}`);
  const none = async (sql: string) => assertEquals((await db.$client.execute(sql)).rows, [], sql);
  await none("PRAGMA foreign_key_check");
  await none(WRONG_SUMS);
  const [largest] = await db.select().from(providers).where(eq(providers.nit, nitOf(1)));
  assert(largest);
  const { settlements } = await search(db, largest, "fev 200010");
  assertEquals(settlements.map(({ invoiceNumber }) => invoiceNumber), ["FEV-200010"]);
});
