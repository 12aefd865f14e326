import { assertEquals, assertMatch } from "@std/assert";
import { findVoucher, findVouchers } from "../../../db/payments/vouchers.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aStatelessFile, aVoucher, load } from "../../support/files.ts";
import { PROVIDERS, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { countRows, providerOf, rowsOf, visibleContent } from "../support/contents.ts";

const vouchers = (...rows: string[]) => aFile("comprobantes.csv", VOUCHERS_HEADER, ...rows);
const lines = (...rows: string[]) => aFile("facturas.csv", SETTLEMENTS_HEADER, ...rows);
const ALL = { from: "2020-01-01", to: "2029-12-31" };
const ONE_PAGE = { page: 1, perPage: 100 };

/** Voucher 1 of A with two lines, 700 and 300. */
const FIRST = () => [
  PROVIDERS(),
  vouchers(aVoucher({ number: "1" })),
  lines(aSettlement("1", "FEV-1", "700,00"), aSettlement("1", "FEV-2", "300,00")),
];

const NONE = { new: 0, changed: 0, unchanged: 0 };

Deno.test("a load publishes providers, vouchers and lines, and says how many", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, FIRST());
  assertMatch(report.id, /^[0-9a-f-]{36}$/);
  assertEquals(report, {
    id: report.id,
    number: "2026-0001",
    status: "published",
    providers: { ...NONE, new: 3 },
    vouchers: { ...NONE, new: 1 },
    settlements: { ...NONE, new: 2 },
    paidAmount: 100_000,
    errors: [],
    warnings: [],
  });
  const found = await findVoucher(db, await providerOf(db, A), "1", ONE_PAGE);
  assertEquals(found?.voucher.paidAmount, 100_000);
  assertEquals(found?.settlements.map((line) => line.invoiceNumber), ["FEV-1", "FEV-2"]);
  assertEquals(found?.settlements.map((line) => line.lineNumber), [1, 2]);
});

Deno.test("a published load is stored with its source, its instants and its report", async () => {
  await using database = await testDatabase();
  const nowMs = 1_775_000_000_000;
  const report = await load(database.db, FIRST(), { nowMs });
  const [stored] = await rowsOf(
    database.db,
    `SELECT id, status, source, started_at, heartbeat_at, published_at, report FROM loads`,
  );
  assertEquals(stored, {
    id: report.id,
    status: "published",
    source: "prueba",
    started_at: nowMs,
    heartbeat_at: nowMs,
    published_at: nowMs,
    report: JSON.stringify(report),
  });
});

Deno.test("the same files again are unchanged and write no revision", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const [content, counts] = [await visibleContent(db), await countRows(db)];
  const report = await load(db, FIRST());
  assertEquals(report.status, "unchanged");
  assertEquals(report.providers, { ...NONE, unchanged: 3 });
  assertEquals(report.vouchers, { ...NONE, unchanged: 1 });
  assertEquals(report.settlements, { ...NONE, unchanged: 2 });
  assertEquals(report.paidAmount, 100_000);
  assertEquals(await visibleContent(db), content);
  assertEquals(await countRows(db), { ...counts, loads: 2 });
});

Deno.test("a corrected voucher replaces its lines; what it was stays, not current", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const report = await load(db, [
    vouchers(aVoucher({ number: "1", paid: "900,00" })),
    lines(aSettlement("1", "FEV-1", "800,00"), aSettlement("1", "FEV-2", "300,00")),
  ]);
  assertEquals(report.status, "published");
  assertEquals(report.vouchers, { ...NONE, changed: 1 });
  assertEquals(report.settlements, { ...NONE, changed: 1, unchanged: 1 });
  const revisions = await rowsOf(
    db,
    "SELECT is_current, paid_amount, sum_paid_amount, replaces_id FROM voucher_revisions ORDER BY id",
  );
  assertEquals(revisions, [
    { is_current: 0, paid_amount: 100_000, sum_paid_amount: 100_000, replaces_id: null },
    { is_current: 1, paid_amount: 90_000, sum_paid_amount: 110_000, replaces_id: 1 },
  ]);
  const kept = "SELECT paid_amount FROM settlements ORDER BY revision_id, line_number";
  assertEquals(
    (await rowsOf(db, kept)).map((row) => row.paid_amount),
    [70_000, 30_000, 80_000, 30_000],
  );
});

Deno.test("a Comprobante corrected without Facturas keeps its lines and their sums", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const before = await findVoucher(db, await providerOf(db, A), "1", ONE_PAGE);
  await load(db, [vouchers(aVoucher({ number: "1", paidOn: "16/03/2026" }))]);
  const after = await findVoucher(db, await providerOf(db, A), "1", ONE_PAGE);
  assertEquals(after?.voucher.paidOn, "2026-03-16");
  assertEquals(after?.settlements, before?.settlements);
  assertEquals(after?.totals, before?.totals);
  assertEquals(after?.voucher.settlementCount, 2);
  assertEquals((await load(db, [FIRST()[2] ?? lines()])).status, "unchanged");
});

Deno.test("Facturas alone replace a voucher's lines; fewer than before are a warning", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const report = await load(db, [lines(aSettlement("1", "FEV-9", "1000,00"))]);
  assertEquals([report.status, report.vouchers], ["published", NONE]);
  assertEquals(report.warnings.map((warning) => warning.message), [
    "el comprobante 1 tenía 2 facturas y ahora trae 1",
  ]);
  const found = await findVoucher(db, await providerOf(db, A), "1", ONE_PAGE);
  assertEquals(found?.settlements.map((line) => line.invoiceNumber), ["FEV-9"]);
  assertEquals(found?.voucher.settlementCount, 1);
  assertEquals(found?.voucher.paidAmount, 100_000);
});

Deno.test("the order of Facturas is their order on screen, so another order replaces them", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const report = await load(db, [
    lines(aSettlement("1", "FEV-2", "300,00"), aSettlement("1", "FEV-1", "700,00")),
  ]);
  assertEquals(report.status, "published");
  const found = await findVoucher(db, await providerOf(db, A), "1", ONE_PAGE);
  assertEquals(found?.settlements.map((line) => line.invoiceNumber), ["FEV-2", "FEV-1"]);
});

Deno.test("a voucher that a load annuls counts in no sum from then on, and may be valid again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  const paid = async () =>
    (await findVouchers(db, await providerOf(db, A), ALL, ONE_PAGE)).totals.paidAmount;
  assertEquals(await paid(), 100_000);
  await load(db, [vouchers(aVoucher({ number: "1", state: "Anulado" }))]);
  assertEquals(await paid(), 0);
  await load(db, [vouchers(aVoucher({ number: "1" }))]);
  assertEquals(await paid(), 100_000);
});

Deno.test("a file without Estado makes an annulled voucher Vigente, and says so, in a dry run too", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, FIRST());
  await load(db, [vouchers(aVoucher({ number: "1", state: "Anulado" }))]);
  for (const dryRun of [true, false]) {
    const { status, warnings } = await load(db, [aStatelessFile({ number: "1" })], { dryRun });
    assertEquals([status, warnings.length], [dryRun ? "valid" : "published", 1]);
    assertMatch(
      warnings[0]?.message ?? "",
      /^1 comprobante que no estaba vigente vuelve a Vigente/,
    );
  }
});

Deno.test("a provider keeps the values of missing columns, and its Correo and Cédula in any case", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const report = await load(db, [
    aFile(
      "prestadores.csv",
      "NIT;Razón Social;Cédula Representante Legal;Correo;Teléfono",
      `${A};Clínica A de Montería S.A.S.;;;604 555 0100`,
    ),
  ]);
  assertEquals(report.providers, { ...NONE, changed: 1 });
  const sql = `SELECT legal_name, representative_id, representative_name, email, phone
    FROM providers WHERE nit = ?`;
  assertEquals(await rowsOf(db, sql, [A]), [{
    legal_name: "Clínica A de Montería S.A.S.",
    representative_id: "1067845210",
    representative_name: "Marta Negrete",
    email: "pagos@clinica-a.example",
    phone: "604 555 0100",
  }]);
});
