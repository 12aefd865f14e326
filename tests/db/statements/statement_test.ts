import { assert, assertEquals } from "@std/assert";
import { findStatement } from "../../../db/statements/statement.ts";
import { A, aFile, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { testDatabase } from "../../support/database.ts";
import { providerOf } from "../support/contents.ts";
import { plansOf, recordTrips } from "../support/recorder.ts";

const TODAY = "2026-03-31";
const HEADER = `${SETTLEMENTS_HEADER};Retefuente;ReteICA;ReteIVA;Impuesto Timbre`;

/** A was paid in both years, with money to apply of each age; B on the same days. */
async function withPayments() {
  const database = await testDatabase();
  const days = ["31/03/2026", "01/03/2026", "28/02/2026", "29/12/2025", "30/03/2025"];
  await load(database.db, [
    PROVIDERS(),
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      ...days.map((paidOn, index) =>
        aVoucher({
          number: `${index}`,
          paidOn,
          paid: "1000,00",
          unapplied: "90,00",
          advance: "10,00",
        })
      ),
      aVoucher({ number: "9", paidOn: "15/03/2026", state: "Anulado", unapplied: "5,00" }),
      aVoucher({ nit: B, number: "1", paidOn: "01/03/2026", paid: "7777,00", unapplied: "7,00" }),
    ),
    aFile("facturas.csv", HEADER, `${A};0;Factura;F-1;950;900;900;0;0;0;20,00;5,00;3,00;2,00`),
  ]);
  return database;
}

Deno.test("a statement sums its months to the cent, annulled vouchers and other providers not", async () => {
  await using database = await withPayments();
  const provider = await providerOf(database.db, A);
  const statement = await findStatement(database.db, provider, 2026, TODAY);
  assertEquals(statement.months.map(({ paid }) => paid), [0, 100_000, 200_000]);
  assertEquals(statement.months[2], {
    month: "2026-03",
    vouchers: 2,
    paid: 200_000,
    withheld: 3000,
    unapplied: 20_000,
    paidYearBefore: 100_000,
  });
  assertEquals(statement.total.paid, 300_000);
  assertEquals(statement.years, [2026, 2025]);
});

Deno.test("what is open is aged by days, advances included, each step from its first day to its last", async () => {
  await using database = await withPayments();
  const provider = await providerOf(database.db, A);
  const { ages } = await findStatement(database.db, provider, 2026, TODAY);
  assertEquals(ages.map(({ vouchers, amount }) => [vouchers, amount]), [
    [2, 20_000],
    [1, 10_000],
    [0, 0],
    [2, 20_000],
  ]);
  const later = (await findStatement(database.db, provider, 2026, "2026-04-01")).ages;
  assertEquals(later.map(({ vouchers }) => vouchers), [1, 2, 0, 2]);
});

Deno.test("who was never paid has no years and no sums", async () => {
  await using database = await testDatabase();
  await load(database.db, [PROVIDERS()]);
  const provider = await providerOf(database.db, A);
  const { years, total } = await findStatement(database.db, provider, 2026, TODAY);
  assertEquals([years, total.paid], [[], 0]);
});

Deno.test("a statement is one round trip over the provider's own vouchers", async () => {
  await using database = await withPayments();
  const { db, trips } = recordTrips(database.db);
  await findStatement(db, await providerOf(database.db, A), 2026, TODAY);
  assertEquals(trips.length, 1);
  for (const { plan } of await plansOf(database.db, trips)) {
    assert(/SEARCH voucher_revisions USING \w* ?INDEX/.test(plan), plan);
  }
});
