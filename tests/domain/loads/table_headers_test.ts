import { assertEquals } from "@std/assert";
import type { Finding } from "../../../domain/loads/report.ts";
import { A, aFile, aSheet, aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { judge } from "../support/judge.ts";

function wholeFile(file: string, sheet: string | null, message: string): Finding {
  return { file, sheet, cell: null, column: null, value: null, message };
}

const UNKNOWN =
  "los encabezados no son de Prestadores, Comprobantes, Facturas, Oficinas, Puntos de Entrega, Sedes IPS, Afiliados, Medicamentos Pendientes ni Agendas";

Deno.test("a CSV of no known kind is an error, a sheet of no known kind a warning", async () => {
  const csv = await judge(aFile("notas.csv", "a;b;c", "1;2;3"));
  assertEquals(csv.errors, [wholeFile("notas.csv", null, UNKNOWN)]);
  assertEquals([csv.warnings, csv.rowCount], [[], 0]);
  const sheet = await judge(aSheet("pagos.xlsx", "Notas", [["a", "b"], [1, 2]]));
  assertEquals(sheet.warnings, [wholeFile("pagos.xlsx", "Notas", UNKNOWN)]);
  assertEquals([sheet.errors, sheet.rowCount], [[], 0]);
});

Deno.test("an empty table is a warning", async () => {
  const files = await judge(aFile("nada.csv"), aSheet("pagos.xlsx", "Hoja2", []));
  assertEquals(files.errors, []);
  assertEquals(files.warnings, [
    wholeFile("nada.csv", null, "está vacío"),
    wholeFile("pagos.xlsx", "Hoja2", "está vacío"),
  ]);
});

Deno.test("missing required columns refuse the file and are named in one sentence", async () => {
  const row = `${A};15/03/2026;1`;
  const files = await judge(aFile("a.csv", "NIT;Fecha de Pago;N° Documento", row));
  assertEquals(files.errors, [
    wholeFile("a.csv", null, "faltan las columnas Forma de Pago y Valor Pago"),
  ]);
  assertEquals(files.vouchers.size, 0);
});

Deno.test("a column that stands twice refuses the file", async () => {
  const row = aVoucher({ number: "1" }) + ";5";
  const files = await judge(aFile("a.csv", `${VOUCHERS_HEADER};VALOR PAGO`, row));
  assertEquals(files.errors, [wholeFile("a.csv", null, "la columna Valor Pago está dos veces")]);
});

Deno.test("an unknown column is reported with its cell and ignored", async () => {
  const row = aVoucher({ number: "1" }) + ";lo que sea";
  const files = await judge(aFile("a.csv", `${VOUCHERS_HEADER};Sucursal`, row));
  assertEquals([files.errors, files.vouchers.size], [[], 1]);
  assertEquals(files.warnings, [{
    file: "a.csv",
    sheet: null,
    cell: "L1",
    column: "Sucursal",
    value: null,
    message: "la columna Sucursal no se conoce y no se tuvo en cuenta",
  }]);
});

Deno.test("headers in capitals, without accents and in another order are read", async () => {
  const header = "VALOR PAGO; no. documento ;FORMA DE PAGO;fecha de pago;Nit";
  const files = await judge(aFile("a.csv", header, `10,00;1;Cheque;15/03/2026;${A}`));
  assertEquals([files.errors, files.warnings, files.vouchers.size], [[], [], 1]);
});
