import { assert, assertEquals } from "@std/assert";
import { reconcileList } from "../../../db/reconciliation/reconcile.ts";
import type { Db } from "../../../db/client.ts";
import { GROUPS } from "../../../domain/reconciliation/groups.ts";
import type { ListedInvoice } from "../../../domain/reconciliation/pasted.ts";
import { A, aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { testDatabase } from "../../support/database.ts";
import { providerOf } from "../support/contents.ts";
import { plansOf, recordTrips } from "../support/recorder.ts";

const ALL = { tolerance: 0, maxUnlisted: 10 };

function listed(...numbers: string[]): ListedInvoice[] {
  return numbers.map((number, index) => ({
    row: { cells: [number], number: index + 1 },
    number,
    amount: null,
  }));
}

/** A's vouchers of 1, 5 and 9 March, one of them annulled, and B's of the same number. */
async function withPayments() {
  const database = await testDatabase();
  await load(database.db, [
    PROVIDERS(),
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "1", paidOn: "01/03/2026" }),
      aVoucher({ number: "5", paidOn: "05/03/2026" }),
      aVoucher({ number: "6", paidOn: "06/03/2026", state: "Anulado" }),
      aVoucher({ number: "9", paidOn: "09/03/2026" }),
      aVoucher({ nit: B, number: "1", paidOn: "05/03/2026" }),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      aSettlement("1", "FEV-0001", "10,00"),
      aSettlement("5", "FEV-2", "20,00"),
      aSettlement("5", "FEV-3", "30,00"),
      aSettlement("6", "FEV-4", "40,00"),
      aSettlement("9", "fev 1", "50,00"),
      aSettlement("9", "FEV-5", "60,00"),
      aSettlement("1", "AJENA-1", "70,00", B),
    ),
  ]);
  return database;
}

async function groupsOf(db: Db, numbers: string[]) {
  const provider = await providerOf(db, A);
  const { invoices, unlisted } = await reconcileList(db, provider, listed(...numbers), ALL);
  return { groups: invoices.map(({ group, found }) => [group, found?.paidAmount ?? 0]), unlisted };
}

Deno.test("a list finds its invoices in any spelling and over all vouchers, annulled ones not", async () => {
  await using database = await withPayments();
  const { groups } = await groupsOf(database.db, ["fev001", "FEV-4", "FEV-2", "NO-1"]);
  assertEquals(groups, [["paid", 6000], ["notFound", 0], ["paid", 2000], ["notFound", 0]]);
});

Deno.test("what was paid between the first and the last payment that was found, and is not listed", async () => {
  await using database = await withPayments();
  const { unlisted } = await groupsOf(database.db, ["FEV-1"]);
  assertEquals(unlisted.days, { from: "2026-03-01", to: "2026-03-09" });
  assertEquals([unlisted.count, unlisted.paidAmount], [3, 11_000]);
  assertEquals(unlisted.lines.map((line) => line.invoiceNumber), ["FEV-5", "FEV-2", "FEV-3"]);
  const { unlisted: none } = await groupsOf(database.db, ["NO-1"]);
  assertEquals(none, { days: undefined, count: 0, paidAmount: 0, lines: [] });
});

Deno.test("nothing of another provider is found, nor counted as missing", async () => {
  await using database = await withPayments();
  const { groups, unlisted } = await groupsOf(database.db, ["AJENA-1", "FEV-1"]);
  assertEquals(groups[0], ["notFound", 0]);
  assert(!JSON.stringify(unlisted).includes("AJENA"));
});

Deno.test("20,000 numbers, each with many spellings, take at most 25 round trips", async () => {
  await using database = await withPayments();
  const { db, trips } = recordTrips(database.db);
  const numbers = Array.from({ length: 20_000 }, (_, index) => `F1-${index}`);
  const provider = await providerOf(database.db, A);
  await reconcileList(db, provider, listed("FEV-1", ...numbers.slice(1)), ALL);
  assert(trips.length > 0 && trips.length <= 25, `${trips.length}`);
});

Deno.test("lines are looked up by their key, and what is missing by the vouchers of the days", async () => {
  await using database = await withPayments();
  const { db, trips } = recordTrips(database.db);
  await reconcileList(db, await providerOf(database.db, A), listed("FEV-1"), ALL);
  const plans = (await plansOf(database.db, trips)).map(({ plan }) => plan).join("\n");
  assert(plans.includes("settlements_by_invoice"), plans);
  assert(plans.includes("voucher_revisions_list"), plans);
  assert(!/SCAN (settlements|voucher_revisions)/.test(plans), plans);
});

Deno.test("every group is summed, those without an invoice too", async () => {
  await using database = await withPayments();
  const provider = await providerOf(database.db, A);
  const { sums } = await reconcileList(database.db, provider, listed("FEV-1"), ALL);
  assertEquals(sums.map(({ group }) => group), [...GROUPS]);
});
