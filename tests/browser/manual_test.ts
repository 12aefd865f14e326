/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import ExcelJS from "exceljs";
import type { Page } from "playwright-core";
import { findSelected, readSettlements } from "../../db/payments/exports.ts";
import { findRegistrant } from "../../db/providers/registrant.ts";
import {
  ALL_SETTLEMENT_COLUMNS,
  type CellValue,
  type ColumnKind,
  settlementCell,
  VOUCHER_COLUMNS,
  voucherCell,
} from "../../domain/payments/columns.ts";
import type { TestApp } from "../support/app.ts";
import { linkInNewestMail, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { somePayments } from "../support/payments.ts";

const PHRASE = "mi burro sabe más que yo";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  Deno.test(`the manual can be followed from its first page to its last, ${how}`, async () => {
    await visit(somePayments(), { javaScriptEnabled }, async (visit) => {
      const { page, origin, portal, outbox, complaints } = visit;
      await page.goto(origin);
      await page.getByRole("heading", { name: "Quiénes somos" }).waitFor();
      await page.getByRole("link", { name: "Zona Ser", exact: true }).click();
      await register(page);
      await activate(page, await linkInNewestMail(outbox));
      await signIn(page);
      await searchMarch(page);
      await openDetail(page);
      await compareWorkbook(page, portal);
      await page.getByRole("button", { name: "Cerrar sesión" }).click();
      await page.getByText("Cerró la sesión.").waitFor();
      assertEquals(complaints, []);
    });
  });
}

/** Section 2 of the manual. */
async function register(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Registrar Usuario" }).click();
  await page.getByRole("heading", { name: "Registrar Usuario" }).waitFor();
  await page.getByLabel("Nit IPS").fill("900356158");
  await page.getByRole("button", { name: "Consultar" }).click();
  await page.getByText("900.356.158-8").waitFor();
  await page.getByLabel("Cédula").fill("10678452101");
  await page.getByRole("button", { name: "Validar" }).click();
  await page.getByText("Clínica A S.A.S.").waitFor();
  await page.getByLabel("Ver y Aceptar las Políticas del Sitio").check();
  await page.getByLabel("Contraseña", { exact: true }).fill(PHRASE);
  await page.getByLabel("Confirmar Contraseña").fill(PHRASE);
  await page.getByRole("button", { name: "Aceptar" }).click();
  await page.getByText("Registro recibido.").waitFor();
}

async function activate(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Contraseña").fill(PHRASE);
  await page.getByRole("button", { name: "Activar cuenta" }).click();
  await page.getByText("Cuenta activada.").waitFor();
}

/** Section 3. */
async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Tipo Usuario").selectOption("Prestador");
  await page.getByLabel("Usuario", { exact: true }).fill("900356158");
  await page.getByLabel("Contraseña").fill(PHRASE);
  await page.getByRole("button", { name: "Inicio de Sesión" }).click();
  await page.getByRole("heading", { name: "Módulos Portal" }).waitFor();
  await page.getByRole("link", { name: "Financiera" }).click();
  await page.getByRole("heading", { name: "Consulta de Pagos" }).waitFor();
}

/** Section 4: two dates and the magnifying glass. */
async function searchMarch(page: Page): Promise<void> {
  await page.getByLabel("Desde").fill("15/03/2026");
  await page.getByLabel("Hasta").fill("31/03/2026");
  await page.getByRole("button", { name: "Buscar" }).click();
  await page.getByText("Total de 3 comprobantes, y 1 anulado").waitFor();
  await page.waitForURL(
    /\/pagos\?desde=15(\/|%2F)03(\/|%2F)2026&hasta=31(\/|%2F)03(\/|%2F)2026$/,
  );
  const table = page.getByRole("table").first();
  const headers = await table.getByRole("columnheader").allTextContents();
  assertEquals(headers, VOUCHER_COLUMNS.map(({ header }) => header));
}

/** Ver Detalle, then page 3 by its number. */
async function openDetail(page: Page): Promise<void> {
  const row = page.getByRole("row").filter({ hasText: "1002" });
  await row.getByRole("link", { name: "Ver Detalle" }).click();
  await page.getByRole("heading", { name: "Detalle de Pagos" }).waitFor();
  const lines = page.getByRole("table").nth(1);
  assertEquals(await lines.locator("tbody tr").count(), 21);
  await page.getByRole("link", { name: "3", exact: true }).click();
  await page.getByText("43 de 43 facturas").waitFor();
  assertEquals(await lines.locator("tbody tr").count(), 1);
  assert(await page.getByRole("link", { name: "Siguiente" }).count() === 0);
  await page.goBack();
  await page.getByText("1–21 de 43 facturas").waitFor();
  await page.goForward();
  await page.getByText("43 de 43 facturas").waitFor();
}

/** Section 5: every cell of the workbook is the database's. */
async function compareWorkbook(page: Page, { db }: TestApp): Promise<void> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Descargar", exact: true }).click();
  const download = await downloading;
  assertEquals(download.suggestedFilename(), "MutualSer_900356158_1002.xlsx");
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await download.path());
  const provider = await findRegistrant(db, A);
  assert(provider);
  const vouchers = await findSelected(db, provider, { documentNumber: "1002" }) ?? [];
  const lines = (await Array.fromAsync(readSettlements(db, provider, vouchers))).flat();
  assertEquals(lines.length, 43);
  compareSheet(
    workbook.getWorksheet("Comprobantes"),
    VOUCHER_COLUMNS,
    vouchers.map((voucher) => VOUCHER_COLUMNS.map(({ key }) => voucherCell(voucher, key))),
  );
  compareSheet(
    workbook.getWorksheet("Facturas"),
    ALL_SETTLEMENT_COLUMNS,
    lines.map((line) => ALL_SETTLEMENT_COLUMNS.map(({ key }) => settlementCell(line, key))),
  );
}

function compareSheet(
  sheet: ExcelJS.Worksheet | undefined,
  columns: { header: string; kind: ColumnKind }[],
  rows: CellValue[][],
): void {
  assertEquals(sheet?.rowCount, rows.length + 1);
  for (const [index, { header, kind }] of columns.entries()) {
    assertEquals(sheet?.getCell(1, index + 1).value, header);
    for (const [line, row] of rows.entries()) {
      const expected = expectedCell(kind, row[index] ?? null);
      assertEquals(sheet?.getCell(line + 2, index + 1).value, expected, `${header}, ${line + 2}`);
    }
  }
}

function expectedCell(kind: ColumnKind, value: CellValue): ExcelJS.CellValue {
  if (value === null) return null;
  if (kind === "money") return Number(value) / 100;
  return kind === "date" ? new Date(`${value}T00:00:00Z`) : value;
}
