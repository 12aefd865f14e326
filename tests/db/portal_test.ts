import { assertEquals } from "@std/assert";
import { findPortalFigures } from "../../db/portal.ts";
import { testDatabase } from "../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER, type VoucherWish } from "../support/files.ts";
import { providerOf } from "./support/contents.ts";

const TODAY = "2026-04-10";

/** The figures of A with these vouchers; `settled` is one line of that Valor Pagado. */
async function figuresOf(...wishes: (VoucherWish & { settled?: string })[]) {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [
    PROVIDERS(),
    aFile("comprobantes.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher)),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      ...wishes.flatMap(({ number, settled }) =>
        settled === undefined ? [] : [aSettlement(number, `FEV-${number}`, settled)]
      ),
    ),
  ]);
  return await findPortalFigures(db, await providerOf(db, A), TODAY, 1);
}

Deno.test("a provider without payments has no last one and zeros", async () => {
  assertEquals(await figuresOf(), {
    last: undefined,
    month: { count: 0, paidAmount: 0 },
    unapplied: { count: 0, amount: 0, from: null, to: null },
    differences: [],
    offersPasskey: false,
    answeredInquiries: 0,
  });
});

Deno.test("the last payment is the newest that stands, of one day that of the highest number", async () => {
  const figures = await figuresOf(
    { number: "1", paidOn: "08/04/2026" },
    { number: "3", paidOn: "08/04/2026" },
    { number: "2", paidOn: "08/04/2026" },
    { number: "4", paidOn: "09/04/2026", state: "Anulado" },
  );
  assertEquals(figures.last?.documentNumber, "3");
});

Deno.test("the month is from its first day to today, without annulled vouchers", async () => {
  const figures = await figuresOf(
    { number: "1", paidOn: "31/03/2026", paid: "1,00" },
    { number: "2", paidOn: "01/04/2026", paid: "20,00" },
    { number: "3", paidOn: "10/04/2026", paid: "300,00" },
    { number: "4", paidOn: "11/04/2026", paid: "4000,00" },
    { number: "5", paidOn: "09/04/2026", paid: "50000,00", state: "Anulado" },
  );
  assertEquals(figures.month, { count: 2, paidAmount: 32_000 });
});

Deno.test("unapplied money is summed with advances over all time, without annulled vouchers", async () => {
  const figures = await figuresOf(
    { number: "1", paidOn: "01/01/2020", unapplied: "10,00" },
    { number: "2", advance: "5,50" },
    { number: "3", unapplied: "1,00", advance: "1,00" },
    { number: "4" },
    { number: "5", unapplied: "", advance: "" },
    { number: "6", unapplied: "99,00", state: "Anulado" },
  );
  const days = { from: "2020-01-01", to: "2026-03-15" };
  assertEquals(figures.unapplied, { count: 3, amount: 1_750, ...days });
});

Deno.test("differences are vouchers with invoices, of the last twelve months, that do not add up", async () => {
  const figures = await figuresOf(
    { number: "good", paid: "100,00", settled: "100,00" },
    { number: "applied", paid: "100,00", settled: "90,00", unapplied: "6,00", advance: "4,00" },
    { number: "empty", paid: "100,00", settled: "100,00", unapplied: "", advance: "" },
    { number: "none", paid: "100,00" },
    { number: "more", paid: "100,00", settled: "99,99" },
    { number: "less", paid: "100,00", settled: "100,00", unapplied: "0,01" },
    { number: "old", paidOn: "09/04/2025", paid: "100,00", settled: "1,00" },
    { number: "edge", paidOn: "10/04/2025", paid: "100,00", settled: "1,00" },
    { number: "annulled", paid: "100,00", settled: "1,00", state: "Anulado" },
  );
  assertEquals(figures.differences.map((voucher) => voucher.documentNumber), [
    "more",
    "less",
    "edge",
  ]);
});

Deno.test("at most five differences are shown, the newest", async () => {
  const wishes = Array.from({ length: 7 }, (_, day) => ({
    number: `${day}`,
    paidOn: `${day + 1}/04/2026`,
    paid: "100,00",
    settled: "1,00",
  }));
  const figures = await figuresOf(...wishes);
  assertEquals(figures.differences.map((voucher) => voucher.documentNumber), [
    "6",
    "5",
    "4",
    "3",
    "2",
  ]);
});
