import { assertEquals, assertMatch } from "@std/assert";
import exceljs from "exceljs";
import { loadFiles } from "../../../db/loads/files.ts";
import { readSheets } from "../../../db/loads/sheets.ts";
import { testDatabase } from "../../support/database.ts";
import {
  A,
  aSettlement,
  aVoucher,
  B,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "../../support/files.ts";
import { visibleContent } from "../support/contents.ts";
import { run, temporaryFolder } from "../support/process.ts";

const TABLES: Record<string, string[]> = {
  Prestadores: [
    "NIT;DV;Razón Social;Correo",
    `${A};${""};Clínica A & Cía. <S.A.S.>;pagos@clinica-a.example`,
    `${B};;Hospital B;`,
  ],
  Comprobantes: [
    VOUCHERS_HEADER,
    aVoucher({ number: "0001500", paid: "1234567,50", unapplied: "", advance: "0,10" }),
    aVoucher({ number: "2", paidOn: "1/02/2024", paid: "9007199254,99", state: "Anulado" }),
    aVoucher({ nit: B, number: "2", method: "Giro Directo", paid: "3,00" }),
  ],
  Facturas: [
    SETTLEMENTS_HEADER,
    aSettlement("0001500", "FEV-000001", "1234567,40"),
    aSettlement("0001500", "FEV-000002", "-0,05"),
    aSettlement("2", "00123", "3,00", B),
  ],
};

const AMOUNT = /^-?\d+,\d\d$/;
const DATE = /^(\d{1,2})\/(\d\d)\/(\d{4})$/;

/** A cell as a person would have it in Excel: numbers as numbers, dates as dates, the rest text. */
function typed(cell: string): string | number | Date | null {
  if (cell === "") return null;
  if (AMOUNT.test(cell)) return Number(cell.replace(",", "."));
  const [, day, month, year] = DATE.exec(cell) ?? [];
  return year === undefined
    ? cell
    : new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
}

async function writeWorkbook(path: string): Promise<void> {
  const workbook = new exceljs.Workbook();
  workbook.addWorksheet("Notas").addRow(["Hecho por", "Tesorería"]);
  for (const [name, lines] of Object.entries(TABLES)) {
    const sheet = workbook.addWorksheet(name);
    for (const line of lines) sheet.addRow(line.split(";").map(typed));
  }
  await workbook.xlsx.writeFile(path);
}

async function writeCsvs(folder: string): Promise<string[]> {
  const names = Object.keys(TABLES).map((name) => `${folder}/${name}.csv`);
  for (const [index, lines] of Object.values(TABLES).entries()) {
    await Deno.writeTextFile(names[index] ?? "", "\ufeff" + lines.join("\r\n"));
  }
  return names;
}

Deno.test("CSV files and one workbook of the same data give the same database", async () => {
  await using folder = await temporaryFolder();
  const book = `${folder.path}/pagos.xlsx`;
  await writeWorkbook(book);
  const contents = [];
  for (const paths of [await writeCsvs(folder.path), [book]]) {
    await using database = await testDatabase();
    const options = { source: "prueba", now: () => 0 };
    const report = await loadFiles(database.db, readSheets(paths), options);
    assertEquals([report.status, report.errors], ["published", []]);
    assertEquals(report.paidAmount, 123_456_750 + 300);
    contents.push(await visibleContent(database.db));
  }
  assertEquals(contents[0]?.settlements?.length, 3);
  assertEquals(contents[1], contents[0]);
});

Deno.test("a sheet of no known kind is a warning that names it, and the workbook loads", async () => {
  await using folder = await temporaryFolder();
  const book = `${folder.path}/pagos.xlsx`;
  await writeWorkbook(book);
  const env = { DATABASE_URL: `file:${folder.path}/test.db` };
  const { code, stdout, stderr } = await run("db/commands/load.ts", [book, "--json"], env);
  assertEquals(code, 0, stderr);
  const { status, providers, vouchers, settlements, warnings } = JSON.parse(stdout);
  assertEquals([status, providers.new, vouchers.new, settlements.new], ["published", 2, 3, 3]);
  assertEquals(warnings.length, 1);
  assertEquals([warnings[0].file, warnings[0].sheet], ["pagos.xlsx", "Notas"]);
  assertMatch(warnings[0].message, /encabezados/);
});

Deno.test("a bad cell of a workbook is named with its sheet", async () => {
  await using folder = await temporaryFolder();
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet("Comprobantes");
  sheet.addRow(VOUCHERS_HEADER.split(";"));
  sheet.addRow(aVoucher({ number: "1" }).split(";").map(typed));
  sheet.getCell("H2").value = "mil";
  await workbook.xlsx.writeFile(`${folder.path}/pagos.xlsx`);
  const env = { DATABASE_URL: `file:${folder.path}/test.db` };
  const { code, stdout } = await run(
    "db/commands/load.ts",
    [`${folder.path}/pagos.xlsx`, "--json"],
    env,
  );
  assertEquals(code, 1);
  const [, error] = JSON.parse(stdout).errors;
  assertEquals([error.sheet, error.cell, error.column, error.value], [
    "Comprobantes",
    "H2",
    "Valor Pago",
    "mil",
  ]);
});
