import { assertEquals } from "@std/assert";
import { search } from "../../../db/payments/invoices.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf } from "../support/contents.ts";

type Line = [voucher: string, invoice: string];

/** Vouchers 1, 2, 3 … a day after each other, with these lines. */
async function withLines(...lines: Line[]) {
  const database = await testDatabase();
  const numbers = [...new Set(lines.map(([voucher]) => voucher))];
  await load(database.db, [
    PROVIDERS(),
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      ...numbers.map((number, day) => aVoucher({ number, paidOn: `${day + 1}/03/2026` })),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      ...lines.map(([voucher, invoice]) => aSettlement(voucher, invoice, "10,00")),
    ),
  ]);
  const provider = await providerOf(database.db, A);
  const { db } = database;
  const find = async (typed: string) =>
    (await search(db, provider, typed)).settlements
      .map((line) => `${line.voucherNumber} ${line.invoiceNumber}`);
  return { ...database, provider, find };
}

Deno.test("an invoice is found in any spelling, the exact one first, then the newest", async () => {
  await using database = await withLines(
    ["1", "FEV-001234"],
    ["2", "fev 1234"],
    ["3", "FEV1234"],
    ["3", "FEV-12345"],
    ["4", "FEV.1234"],
    ["4", "XFEV-1234"],
  );
  const { find } = database;
  assertEquals(await find("FEV-001234"), ["1 FEV-001234", "4 FEV.1234", "3 FEV1234", "2 fev 1234"]);
  assertEquals(await find("fev 1234"), ["2 fev 1234", "4 FEV.1234", "3 FEV1234", "1 FEV-001234"]);
  assertEquals(await find("  FEV1234 "), ["3 FEV1234", "4 FEV.1234", "2 fev 1234", "1 FEV-001234"]);
  assertEquals(await find("FEV/1234"), ["4 FEV.1234", "3 FEV1234", "2 fev 1234", "1 FEV-001234"]);
});

Deno.test("a prefix that ends in a digit is found with and without the zeros of its number", async () => {
  await using database = await withLines(["1", "FE01-00123"], ["2", "FE01-123"], ["3", "FE01-124"]);
  assertEquals(await database.find("FE01-123"), ["2 FE01-123", "1 FE01-00123"]);
  assertEquals(await database.find("fe01 00123"), ["2 FE01-123", "1 FE01-00123"]);
});

Deno.test("an invoice that several vouchers pay is found in each, with its date and its state", async () => {
  await using database = await withLines(["1", "FEV-1"], ["2", "FEV-1"]);
  const { db, provider } = database;
  await load(db, [
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "2", paidOn: "02/03/2026", state: "Anulado" }),
    ),
  ]);
  const { settlements: found } = await search(db, provider, "FEV-1");
  assertEquals(found.map((line) => [line.voucherNumber, line.paidOn, line.state]), [
    ["2", "2026-03-02", "annulled"],
    ["1", "2026-03-01", "standing"],
  ]);
});

Deno.test("%, _, *, quotes and the like are literal, never a pattern", async () => {
  await using database = await withLines(
    ["1", "FEV-1"],
    ["1", "A%B"],
    ["1", "A_B"],
    ["1", "AXB"],
    ["1", "A*B"],
    ["1", `O'HARA "1"`],
  );
  const { db, provider, find } = database;
  assertEquals(await find("A%B"), ["1 A%B"]);
  assertEquals(await find("A_B"), ["1 A_B"]);
  assertEquals(await find("A*B"), ["1 A*B"]);
  assertEquals(await find(`O'HARA "1"`), [`1 O'HARA "1"`]);
  for (
    const typed of ["%", "_", "*", "FEV%", "FEV-_", "' OR '1'='1", '"', "?", "", " ", "\u0000"]
  ) {
    const found = await search(db, provider, typed);
    const nothing = { vouchers: [], settlements: [], byAmount: [], suggestions: [] };
    assertEquals(found, nothing, typed);
  }
});

Deno.test("a number that names a voucher and an invoice finds both, the voucher exactly", async () => {
  await using database = await withLines(["1500", "FEV-1"], ["2", "1500"], ["3", "01500"]);
  const { db, provider } = database;
  const found = await search(db, provider, " 1500 ");
  assertEquals(found.vouchers.map((voucher) => voucher.documentNumber), ["1500"]);
  assertEquals(found.settlements.map((line) => line.invoiceNumber), ["1500", "01500"]);
  assertEquals((await search(db, provider, "01500")).vouchers, []);
});

Deno.test("lines that a correction removed are not found any more", async () => {
  await using database = await withLines(["1", "FEV-1"]);
  await load(database.db, [
    aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement("1", "FEV-2", "10,00")),
  ]);
  assertEquals(await database.find("FEV-1"), []);
  assertEquals(await database.find("FEV-2"), ["1 FEV-2"]);
});

Deno.test("an amount finds the vouchers that paid it, standing ones only, in any notation", async () => {
  await using database = await withLines(["1", "FEV-1"], ["2", "FEV-2"]);
  const { db, provider } = database;
  const annulled = aVoucher({ number: "3", paid: "1000,00", state: "Anulado" });
  await load(db, [aFile("c.csv", VOUCHERS_HEADER, annulled)]);
  for (const typed of ["1000", "1.000", "$ 1.000,00", "1000.00"]) {
    const { byAmount } = await search(db, provider, typed);
    assertEquals(byAmount.map(({ documentNumber }) => documentNumber), ["2", "1"], typed);
  }
  assertEquals((await search(db, provider, "1000,01")).byAmount, []);
});

Deno.test("a bare number is suggested under every prefix, and what was found is no suggestion", async () => {
  await using database = await withLines(
    ["1", "FEV-0012"],
    ["1", "CBS12"],
    ["2", "X-9"],
    ["2", "FEV-13"],
    ["3", "12"],
  );
  const { db, provider } = database;
  const { settlements, suggestions } = await search(db, provider, "012");
  assertEquals(settlements.map(({ invoiceNumber }) => invoiceNumber), ["12"]);
  assertEquals(suggestions.map((line) => line.invoiceNumber).sort(), ["CBS12", "FEV-0012"]);
  assertEquals((await search(db, provider, "FEV-12")).suggestions, []);
});
