import { assertEquals } from "@std/assert";
import { findVoucher } from "../../../db/payments/vouchers.ts";
import { SETTLEMENT_AMOUNTS } from "../../../domain/payments/settlement.ts";
import { ALL_SETTLEMENT_COLUMNS } from "../../../domain/payments/columns.ts";
import type { Db } from "../../../db/client.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf, rowsOf } from "../support/contents.ts";

const ALL_HEADERS = ["NIT", ...ALL_SETTLEMENT_COLUMNS.map((column) => column.header)].join(";");

/** A row of Facturas with all twenty columns; every amount is another one, every fourth empty. */
function aFullSettlement(voucher: string, invoice: string, seed: number): string {
  let amount = seed;
  const cells = ALL_SETTLEMENT_COLUMNS.map(({ key, kind }) => {
    if (key === "voucherNumber") return voucher;
    if (key === "invoiceNumber") return invoice;
    if (kind === "date") return "16/03/2026";
    if (kind === "text") return `texto ${key}`;
    const isRequired = key === "invoiceAmount" || key === "paidAmount";
    return ++amount % 4 === 0 && !isRequired ? "" : `${amount % 3 === 0 ? "-" : ""}${amount},25`;
  });
  return [A, ...cells].join(";");
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (one) => `_${one.toLowerCase()}`);

/** The sums that every revision keeps, and the sums over its lines. */
async function sums(db: Db) {
  const columns = SETTLEMENT_AMOUNTS.map(snakeCase);
  const kept = await rowsOf(
    db,
    `SELECT id, settlement_count AS lines, ${columns.map((one) => `sum_${one} AS ${one}`)}
     FROM voucher_revisions ORDER BY id`,
  );
  const counted = await rowsOf(
    db,
    `SELECT v.id, count(line_number) AS lines,
       ${columns.map((one) => `coalesce(sum(s.${one}), 0) AS ${one}`)}
     FROM voucher_revisions AS v LEFT JOIN settlements AS s ON revision_id = v.id
     GROUP BY v.id ORDER BY v.id`,
  );
  return { kept, counted };
}

Deno.test("every sum that a revision stores is the sum over its lines, old revisions too", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const numbers = ["1", "2", "3"];
  await load(db, [
    PROVIDERS(),
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      ...numbers.map((number) => aVoucher({ number })),
      aVoucher({ nit: B, number: "1" }),
    ),
    aFile(
      "facturas.csv",
      ALL_HEADERS,
      ...Array.from({ length: 40 }, (_, line) => aFullSettlement("1", `FEV-${line}`, line * 17)),
      ...Array.from({ length: 7 }, (_, line) => aFullSettlement("2", `FEV-${line}`, line * 31)),
    ),
  ]);
  await load(db, [
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid: "2,00" })),
    aFile("facturas.csv", ALL_HEADERS, aFullSettlement("2", "FEV-1", 5)),
  ]);
  const { kept, counted } = await sums(db);
  assertEquals(kept.length, 6);
  assertEquals(kept, counted);
});

Deno.test("all twenty columns of a line are read back as the file said them", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [
    PROVIDERS(),
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1" })),
    aFile("facturas.csv", ALL_HEADERS, aFullSettlement("1", "FEV-1", 100)),
  ]);
  const found = await findVoucher(db, await providerOf(db, A), "1", { page: 1 });
  assertEquals(found?.settlements, [{
    voucherNumber: "1",
    lineNumber: 1,
    documentType: "texto documentType",
    invoiceNumber: "FEV-1",
    invoiceAmount: 10_125,
    netAmount: -10_225,
    paidAmount: 10_325,
    financialDiscount: null,
    balance: -10_525,
    garnishments: 10_625,
    vat: 10_725,
    retefuente: null,
    reteIca: 10_925,
    reteIva: 11_025,
    stampTax: -11_125,
    paymentMethod: "texto paymentMethod",
    settledOn: "2026-03-16",
    settlementDocument: "texto settlementDocument",
    settledAmount: null,
    copayment: 11_325,
    moderatingFee: -11_425,
  }]);
});

Deno.test("lines are numbered 1 to n without gaps, whatever order their vouchers come in", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const numbers = Array.from({ length: 700 }, (_, index) => `V${index}`);
  const round = (count: number) =>
    numbers.map((number) => aSettlement(number, `FEV-${count}-${number}`, "1,00"));
  await load(db, [
    PROVIDERS(),
    aFile("comprobantes.csv", VOUCHERS_HEADER, ...numbers.map((number) => aVoucher({ number }))),
    aFile("facturas.csv", SETTLEMENTS_HEADER, ...[1, 2, 3, 4, 5, 6, 7].flatMap(round)),
  ]);
  await load(db, [
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "V699", paid: "7,00" })),
  ]);
  const gaps = await rowsOf(
    db,
    `SELECT revision_id FROM settlements GROUP BY revision_id
     HAVING min(line_number) <> 1 OR max(line_number) <> count(*) OR count(*) <> 7`,
  );
  assertEquals(gaps, []);
  assertEquals(await rowsOf(db, "SELECT count(*) AS lines FROM settlements"), [{ lines: 4907 }]);
  const wrong =
    "SELECT 1 FROM settlements WHERE invoice_number NOT LIKE 'FEV-' || line_number || '-%'";
  assertEquals(await rowsOf(db, wrong), []);
});

Deno.test("each line carries its provider and the key that it is searched by", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [
    PROVIDERS(),
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "1" }),
      aVoucher({ nit: B, number: "1" }),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      aSettlement("1", "fev 001234", "1,00"),
      aSettlement("1", "FEV/1234", "1,00", B),
    ),
  ]);
  const sql = `SELECT nit, invoice_key FROM settlements JOIN providers AS p ON p.id = provider_id
    ORDER BY nit`;
  assertEquals(await rowsOf(db, sql), [
    { nit: A, invoice_key: "FEV1234" },
    { nit: B, invoice_key: "FEV1234" },
  ]);
});
