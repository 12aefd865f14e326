import { isStanding } from "../../../domain/payments/voucher_state.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { loadFiles } from "../../../db/loads/files.ts";
import { readSheets } from "../../../db/loads/sheets.ts";
import { readSettlements } from "../../../db/payments/exports.ts";
import { findAllVouchers } from "../../../db/payments/vouchers.ts";
import {
  ALL_SETTLEMENT_COLUMNS,
  settlementCell,
  VOUCHER_COLUMNS,
  voucherCell,
} from "../../../domain/payments/columns.ts";
import { NOW, testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSheet, aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";
import { providerOf } from "../../db/support/contents.ts";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };

/** Lines with every column, as far from the usual as a load takes them. */
const LINES = [
  ["NIT", ...ALL_SETTLEMENT_COLUMNS.map(({ header }) => header)],
  [A, "0007", "Nota crédito", "=1+1", "-10,05", "-10,05", "-10,05", "", "", "0,00"],
  [A, "0007", "Factura", "000123", "1,01", "", "0,99", "0,01", "0,01", "", "0,19", "0,02", "0,03"]
    .concat("0,04", "", "Cesión", "31/01/2026", "+57", "0,98", "0,05", "0,06"),
  [A, "0007", "Factura", "a  b", "9007199254,99", "1,00", "0,00", "", "", ""],
];

const payments = () => [
  ...somePayments(),
  aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "0007", unapplied: "", advance: "0,10" })),
  aSheet("f.xlsx", "Facturas", LINES),
];

/** All that providers see of A's payments. */
async function seenOf(db: Db) {
  const provider = await providerOf(db, A);
  const vouchers = (await findAllVouchers(db, provider, MARCH)).filter(isStanding);
  const lines = (await Array.fromAsync(readSettlements(db, provider, vouchers))).flat();
  return {
    name: provider.legalName,
    vouchers: vouchers.map((one) => VOUCHER_COLUMNS.map(({ key }) => voucherCell(one, key))),
    settlements: lines.map((one) =>
      ALL_SETTLEMENT_COLUMNS.map(({ key }) => settlementCell(one, key))
    ),
  };
}

Deno.test("what the staff downloads, loaded into an empty portal, gives the same vouchers and settlements to the centavo", async () => {
  await using portal = await testApp(payments());
  const browser = await portal.signInStaff("auditor");
  const answer = await browser.get(`/funcionario/pagos/${A}/export.xlsx?${ALL_MARCH}`);
  assertEquals(answer.status, 200);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  await using empty = await testDatabase();
  await loadWorkbook(empty.db, bytes);
  const seen = await seenOf(empty.db);
  assertEquals(seen, await seenOf(portal.db));
  assertEquals([seen.vouchers.length, seen.settlements.length], [5, 49]);
});

Deno.test("an annulled voucher that the staff downloads is loaded as annulled", async () => {
  await using portal = await testApp(payments());
  const browser = await portal.signInStaff("auditor");
  const answer = await browser.get(`/funcionario/pagos/${A}/export.xlsx?comprobante=1005`);
  await using empty = await testDatabase();
  await loadWorkbook(empty.db, new Uint8Array(await answer.arrayBuffer()));
  const [voucher] = await findAllVouchers(empty.db, await providerOf(empty.db, A), MARCH);
  assertEquals([voucher?.documentNumber, voucher?.state], ["1005", "annulled"]);
});

Deno.test("a returned voucher that the staff downloads is loaded with its day and reason", async () => {
  const header = `${VOUCHERS_HEADER};Fecha Devolución;Motivo Devolución`;
  const row = `${aVoucher({ number: "R1", state: "Devuelto" })};20/03/2026;Cuenta inactiva`;
  await using portal = await testApp([aFile("c.csv", header, row)]);
  const browser = await portal.signInStaff("auditor");
  const answer = await browser.get(`/funcionario/pagos/${A}/export.xlsx?comprobante=R1`);
  await using empty = await testDatabase();
  await loadWorkbook(empty.db, new Uint8Array(await answer.arrayBuffer()));
  const [voucher] = await findAllVouchers(empty.db, await providerOf(empty.db, A), MARCH);
  assertEquals([voucher?.state, voucher?.returnedOn, voucher?.returnReason], [
    "returned",
    "2026-03-20",
    "Cuenta inactiva",
  ]);
});

/** Loads a workbook as the operator does. */
async function loadWorkbook(db: Db, bytes: Uint8Array): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-" });
  try {
    await Deno.writeFile(`${folder}/pagos.xlsx`, bytes);
    const sheets = readSheets([`${folder}/pagos.xlsx`]);
    const report = await loadFiles(db, sheets, { source: "prueba", now: () => NOW });
    assertEquals([report.status, report.errors], ["published", []]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the staff's workbook begins with NIT and ends with Prestadores, in which no person stands", async () => {
  await using portal = await testApp(payments());
  const browser = await portal.signInStaff("tesoreria");
  const answer = await browser.get(`/funcionario/pagos/${A}/export.xlsx?${ALL_MARCH}`);
  const named = `filename="MutualSer_${A}_2026-03-01_2026-03-31.xlsx"`;
  assertStringIncludes(answer.headers.get("content-disposition") ?? "", named);
  const workbook = await openWorkbook(new Uint8Array(await answer.arrayBuffer()));
  assertEquals(workbook.worksheets.map(({ name }) => name), [
    "Comprobantes",
    "Facturas",
    "Resumen",
    "Prestadores",
  ]);
  const rowOf = (sheet: number, row: number) =>
    Object.values(workbook.worksheets[sheet]?.getRow(row).values ?? []).map(String);
  assertEquals(rowOf(0, 1), ["NIT", ...VOUCHER_COLUMNS.map(({ header }) => header)]);
  assertEquals(rowOf(1, 1), ["NIT", ...ALL_SETTLEMENT_COLUMNS.map(({ header }) => header)]);
  assertEquals(rowOf(3, 2), [A, "8", "Clínica A S.A.S."]);
  const csv = await browser.get(`/funcionario/pagos/${A}/export.csv?comprobante=1001`);
  const [header = "", first = ""] = (await csv.text()).split("\r\n");
  assertEquals([header.split(";")[0], first.split(";")[0]], ["NIT", A]);
});
