import { assert, assertEquals } from "@std/assert";
import { findRegistrant } from "../../db/providers/registrant.ts";
import { search } from "../../db/payments/invoices.ts";
import { testDatabase } from "../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../support/files.ts";
import { somePayments } from "../support/payments.ts";
import { providerOf } from "../db/support/contents.ts";
import { recordTrips } from "../db/support/recorder.ts";

Deno.test("a search and a registrant are one round trip each", async () => {
  await using database = await testDatabase();
  await load(database.db, [PROVIDERS(), ...somePayments()]);
  const provider = await providerOf(database.db, A);
  const { db, trips } = recordTrips(database.db);
  assertEquals((await search(db, provider, "FEV-000001")).settlements.length, 2);
  assertEquals(trips.length, 1);
  assertEquals((await findRegistrant(db, A))?.nit, A);
  assertEquals(trips.length, 2);
});

Deno.test("a load of five hundred vouchers makes as many round trips as one of one voucher", async () => {
  const tripsOf = async (count: number) => {
    await using database = await testDatabase();
    const { db, trips } = recordTrips(database.db);
    const numbers = Array.from({ length: count }, (_, index) => `V${index}`);
    const report = await load(db, [
      PROVIDERS(),
      aFile("comprobantes.csv", VOUCHERS_HEADER, ...numbers.map((number) => aVoucher({ number }))),
      aFile(
        "facturas.csv",
        SETTLEMENTS_HEADER,
        ...numbers.map((number) => aSettlement(number, "FEV-1", "1000,00")),
      ),
    ]);
    assertEquals(report.status, "published");
    return trips.length;
  };
  const one = await tripsOf(1);
  assert(one <= 10, `${one} round trips`);
  assertEquals(await tripsOf(500), one);
});
