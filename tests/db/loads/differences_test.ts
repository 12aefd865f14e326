import { assertEquals } from "@std/assert";
import { findLoadDifferences } from "../../../db/loads/differences.ts";
import { findLoad } from "../../../db/loads/history.ts";
import { discardLoad } from "../../../db/loads/publishing.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, C, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER, type VoucherWish } from "../../support/files.ts";
import { loadToWait, NOW, publish, takeBack } from "../support/lifecycle.ts";

const vouchers = (...wishes: VoucherWish[]) =>
  aFile("comprobantes.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher));
const lines = (...rows: string[]) => aFile("facturas.csv", SETTLEMENTS_HEADER, ...rows);
const PAGE = { page: 1 };

/** Vouchers 1 (two lines) and 2 on file; a waiting load corrects both and brings 3. */
async function withCorrection() {
  const database = await testDatabase();
  const { db } = database;
  await load(db, [
    PROVIDERS(),
    vouchers({ number: "1", paid: "1000,00" }, { number: "2", paid: "1,00" }),
    lines(aSettlement("1", "FEV-1", "700,00"), aSettlement("1", "FEV-2", "300,00")),
  ]);
  const report = await loadToWait(db, [
    vouchers(
      { number: "1", paid: "900,00" },
      { number: "2", paidOn: "16/03/2026", state: "Anulado", paid: "1,00" },
      { number: "3" },
    ),
    lines(aSettlement("1", "FEV-0", "100,00"), aSettlement("1", "FEV-1", "800,00")),
  ]);
  return { ...database, report };
}

const PAID = { field: "paidAmount" as const, before: 100_000, after: 90_000 };

Deno.test("a waiting load says of each corrected voucher what changes, old and new", async () => {
  await using database = await withCorrection();
  const { differences, total } = await findLoadDifferences(database.db, database.report.id, PAGE);
  assertEquals(total, 2);
  assertEquals(differences.map(({ nit, documentNumber }) => [nit, documentNumber]), [
    [A, "1"],
    [A, "2"],
  ]);
  assertEquals(differences[0]?.fields, [PAID]);
  assertEquals(differences[0]?.lineCounts, { added: 1, removed: 1, changed: 1 });
  assertEquals(differences[1]?.fields, [
    { field: "paidOn", before: "2026-03-15", after: "2026-03-16" },
    { field: "state", before: "standing", after: "annulled" },
  ]);
  assertEquals(differences[1]?.lines, []);
});

Deno.test("the differences are the same once the load is published and undone, and reversed for the undo", async () => {
  await using database = await withCorrection();
  const { db, report } = database;
  const waiting = await findLoadDifferences(db, report.id, PAGE);
  await publish(db, report);
  assertEquals(await findLoadDifferences(db, report.id, PAGE), waiting);
  const undo = await takeBack(db, report.id, NOW);
  assertEquals(await findLoadDifferences(db, report.id, PAGE), waiting);
  const back = await findLoadDifferences(db, undo.isDone ? undo.report.id : "", PAGE);
  assertEquals(back.differences[0]?.fields, [
    { field: "paidAmount", before: 90_000, after: 100_000 },
  ]);
});

Deno.test("differences come by pages, and a discarded load has none", async () => {
  await using database = await withCorrection();
  const { db, report } = database;
  const second = await findLoadDifferences(db, report.id, { page: 2, perPage: 1 });
  assertEquals([second.total, second.differences.map((one) => one.documentNumber)], [2, ["2"]]);
  await discardLoad(db, report.id);
  assertEquals(await findLoadDifferences(db, report.id, PAGE), { differences: [], total: 0 });
  assertEquals(await findLoadDifferences(db, "none", PAGE), { differences: [], total: 0 });
});

Deno.test("lines are compared by what identifies them, wherever they are", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const many = Array.from({ length: 30 }, (_, index) => aSettlement("1", `FEV-${index}`, "1,00"));
  await load(db, [PROVIDERS(), vouchers({ number: "1" }), lines(...many)]);
  const report = await loadToWait(db, [lines(aSettlement("1", "NUEVA", "5,00"), ...many)]);
  const { differences } = await findLoadDifferences(db, report.id, PAGE);
  assertEquals(differences[0]?.lineCounts, { added: 1, removed: 0, changed: 0 });
  assertEquals(differences[0]?.lines, [{
    kind: "added",
    documentType: "Factura",
    invoiceNumber: "NUEVA",
    settlementDocument: null,
    fields: [{ field: "paidAmount", before: null, after: 500 }],
  }]);
});

Deno.test("a voucher of very many lines is not compared line by line", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const many = Array.from({ length: 2001 }, (_, index) => aSettlement("1", `FEV-${index}`, "1,00"));
  await load(db, [PROVIDERS(), vouchers({ number: "1" }), lines(...many)]);
  const report = await loadToWait(db, [lines(...many.slice(1))]);
  const { differences } = await findLoadDifferences(db, report.id, PAGE);
  assertEquals([differences[0]?.fields, differences[0]?.lineCounts], [[], undefined]);
});

Deno.test("the verdict sums by provider and by day, and adds up to the control total", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await loadToWait(db, [
    PROVIDERS(),
    vouchers(
      { number: "1", paid: "10,00", paidOn: "02/03/2026" },
      { number: "2", paid: "20,00", paidOn: "01/03/2026" },
      { nit: B, number: "1", paid: "500,00", paidOn: "02/03/2026" },
      { nit: B, number: "2", paid: "9000,00", state: "Anulado" },
    ),
  ]);
  const verdict = (await findLoad(db, report.id))?.verdict;
  assertEquals(verdict?.byProvider, [
    { nit: B, legalName: "Hospital B E.S.E.", count: 1, paidAmount: 50_000 },
    { nit: A, legalName: "Clínica A S.A.S.", count: 2, paidAmount: 3_000 },
  ]);
  assertEquals(verdict?.byDay, [
    { paidOn: "2026-03-01", count: 1, paidAmount: 2_000 },
    { paidOn: "2026-03-02", count: 2, paidAmount: 51_000 },
  ]);
  assertEquals(report.paidAmount, 53_000);
});

Deno.test("the verdict names vouchers that do not add up, providers without Correo and fewer Facturas", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [
    PROVIDERS(),
    vouchers({ number: "1", paid: "2,00" }),
    lines(aSettlement("1", "FEV-1", "1,00"), aSettlement("1", "FEV-2", "1,00")),
  ]);
  const report = await loadToWait(db, [
    vouchers(
      { number: "1", paid: "2,00" },
      { number: "2", paid: "5,00", unapplied: "1,00", advance: "1,00" },
      { number: "3", paid: "5,00" },
      { number: "4", paid: "5,00", state: "Anulado" },
      { nit: C, number: "5", paid: "1,00" },
    ),
    lines(
      aSettlement("1", "FEV-1", "1,50"),
      aSettlement("2", "FEV-3", "3,00"),
      aSettlement("4", "FEV-4", "3,00"),
    ),
  ]);
  const verdict = (await findLoad(db, report.id))?.verdict;
  assertEquals(verdict?.unbalanced, {
    count: 1,
    items: [{ nit: A, documentNumber: "1", difference: 50 }],
  });
  assertEquals(verdict?.withoutMail, {
    count: 1,
    items: [{ nit: C, legalName: "Laboratorio C Ltda." }],
  });
  assertEquals(verdict?.fewerLines, {
    count: 1,
    items: [{ nit: A, documentNumber: "1", before: 2, now: 1 }],
  });
});
