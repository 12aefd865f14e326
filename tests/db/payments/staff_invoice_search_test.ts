import { assertEquals } from "@std/assert";
import { searchAllInvoices } from "../../../db/payments/staff_invoice_search.ts";

import { testDatabase } from "../../support/database.ts";
import { A, load, PROVIDERS } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";

Deno.test("a search for an invoice stops at its bound, says at which provider, and goes on after it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...somePayments()]);
  const { rows } = await db.$client.execute("SELECT nit FROM providers ORDER BY nit");
  const [last, ...before] = rows.map(({ nit }) => String(nit)).toReversed();
  const whole = await searchAllInvoices(db, "fev 1", undefined);
  assertEquals([whole.looked, whole.stoppedAt, whole.settlements.length], [
    rows.length,
    undefined,
    2,
  ]);
  const found = [];
  let after: string | undefined;
  const stops: (string | undefined)[] = [];
  do {
    const part = await searchAllInvoices(db, "fev 1", after, 1);
    found.push(...part.settlements);
    stops.push(after = part.stoppedAt);
  } while (after !== undefined && stops.length <= rows.length);
  assertEquals(stops, [...before.toReversed(), last, undefined]);
  assertEquals(new Set(found.map(({ voucher }) => voucher.nit)), new Set([A]));
  assertEquals(found.length, 2);
});

Deno.test("an invoice with several keys takes as many lookups of each provider", async () => {
  await using database = await testDatabase();
  await load(database.db, [PROVIDERS(), ...somePayments()]);
  const { looked, stoppedAt } = await searchAllInvoices(database.db, "FE01-1", undefined, 14);
  assertEquals([looked, stoppedAt !== undefined], [2, true]);
});
