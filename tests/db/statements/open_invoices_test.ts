import { assert, assertEquals } from "@std/assert";
import { findOpenInvoices } from "../../../db/statements/open_invoices.ts";
import { A, aFile, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { aPartialLine } from "../../support/payments.ts";
import { testDatabase } from "../../support/database.ts";
import { providerOf } from "../support/contents.ts";
import { plansOf, recordTrips } from "../support/recorder.ts";

const TODAY = "2026-03-31";
const FIRST = { offset: 0, limit: 21 };

async function withPartialPayments() {
  const database = await testDatabase();
  await load(database.db, [
    PROVIDERS(),
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "1", paidOn: "02/01/2026" }),
      aVoucher({ number: "2", paidOn: "10/03/2026" }),
      aVoucher({ number: "3", paidOn: "10/03/2026" }),
      aVoucher({ number: "4", paidOn: "20/03/2026", state: "Anulado" }),
      aVoucher({ nit: B, number: "1", paidOn: "20/03/2026" }),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      aPartialLine("1", "FEV-1", "480,00"),
      aPartialLine("1", "FEV-2", "899,50"),
      aPartialLine("1", "FEV-3", "0,00"),
      aPartialLine("2", "fev 1", "80,00"),
      aPartialLine("3", "FEV-001", "10,00"),
      aPartialLine("3", "FEV-4", "80,00"),
      aPartialLine("2", "FEV-4", "0,00"),
      aPartialLine("4", "FEV-2", "0,00"),
      aPartialLine("1", "FEV-2", "0,00", B),
    ),
  ]);
  return database;
}

Deno.test("what is open of an invoice is the Saldo of its last payment that counts, once", async () => {
  await using database = await withPartialPayments();
  const provider = await providerOf(database.db, A);
  const open = await findOpenInvoices(database.db, provider, TODAY, FIRST);
  assertEquals(
    open.invoices.map((
      { invoiceNumber, voucherNumber, balance },
    ) => [invoiceNumber, voucherNumber, balance]),
    [["FEV-2", "1", 89_950], ["FEV-001", "3", 1000]],
  );
  assertEquals(open.total, { invoices: 2, balance: 90_950 });
  assertEquals(open.ages.map(({ balance }) => balance), [1000, 0, 89_950, 0]);
  const second = await findOpenInvoices(database.db, provider, TODAY, { offset: 1, limit: 21 });
  assertEquals(second.invoices.map(({ invoiceNumber }) => invoiceNumber), ["FEV-001"]);
});

Deno.test("open invoices are one round trip over the provider's own vouchers and their lines", async () => {
  await using database = await withPartialPayments();
  const { db, trips } = recordTrips(database.db);
  await findOpenInvoices(db, await providerOf(database.db, A), TODAY, FIRST);
  assertEquals(trips.length, 1);
  for (const { plan } of await plansOf(database.db, trips)) {
    assert(/SEARCH voucher_revisions USING \w* ?INDEX/.test(plan), plan);
    assert(!/SCAN/.test(plan), plan);
  }
});
