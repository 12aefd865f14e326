import { assertEquals } from "@std/assert";
import { judgeSheet } from "../../../domain/loads/load.ts";
import { noFiles } from "../../../domain/loads/files.ts";
import {
  A,
  aFile,
  aSettlement,
  aSheet,
  aVoucher,
  PROVIDERS,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "../../support/files.ts";
import { judge, linesOf, vouchersOf } from "../support/judge.ts";

Deno.test("the files of one load are judged together, their rows in their order", async () => {
  const files = await judge(
    PROVIDERS(),
    aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "2" }), aVoucher({ number: "1" })),
    aFile(
      "f.csv",
      SETTLEMENTS_HEADER,
      aSettlement("2", "B-2", "1,0"),
      aSettlement("2", "A-1", "2,0"),
    ),
  );
  assertEquals([files.errors, files.warnings, files.rowCount], [[], [], 7]);
  assertEquals(files.providers.size, 3);
  assertEquals(vouchersOf(files).map((voucher) => voucher.documentNumber), ["2", "1"]);
  assertEquals(linesOf(files).map((line) => line.invoiceNumber), ["B-2", "A-1"]);
});

Deno.test("every bad cell is named, and the rows around it are still judged", async () => {
  const { errors } = await judge(aFile(
    "comprobantes.csv",
    VOUCHERS_HEADER,
    aVoucher({ number: "1", paidOn: "31/02/2026", paid: "mil" }),
    aVoucher({ number: "2" }),
    aVoucher({ number: "3", unapplied: "1,005,1", advance: "1,5E6", state: "?" }),
  ));
  const place = { file: "comprobantes.csv", sheet: null };
  const notANumber = "no es un número: escríbalo como 1234567,50";
  assertEquals(errors, [
    {
      ...place,
      cell: "B2",
      column: "Fecha de Pago",
      value: "31/02/2026",
      message: "la fecha 31/02/2026 no existe: febrero de 2026 tiene 28 días",
    },
    {
      ...place,
      cell: "H2",
      column: "Valor Pago",
      value: "mil",
      message: `Valor Pago ${notANumber}`,
    },
    {
      ...place,
      cell: "K4",
      column: "Estado",
      value: "?",
      message: "Estado debe ser Vigente, Anulado, Devuelto o Programado",
    },
    {
      ...place,
      cell: "I4",
      column: "Valor Pendiente por Aplicar",
      value: "1,005,1",
      message: `Valor Pendiente por Aplicar ${notANumber}`,
    },
    {
      ...place,
      cell: "J4",
      column: "Valor Pendiente por Aplicar Anticipo",
      value: "1,5E6",
      message: `Valor Pendiente por Aplicar Anticipo ${notANumber}`,
    },
  ]);
});

Deno.test("a sheet names its cells with its own name", async () => {
  const header = ["NIT", "Fecha de Pago", "Forma de Pago", "N° Documento", "Valor Pago"];
  const row = [A, "15/03/2026", "Cheque", "1", { unreadable: "#¡VALOR!" }];
  const { errors } = await judge(aSheet("pagos.xlsx", "Enero", [header, row]));
  assertEquals(errors, [{
    file: "pagos.xlsx",
    sheet: "Enero",
    cell: "E2",
    column: "Valor Pago",
    value: "#¡VALOR!",
    message: "Valor Pago no es un número",
  }]);
});

Deno.test("a yes or no of a workbook is shown as Excel shows it", async () => {
  const header = ["NIT", "Fecha de Pago", "Forma de Pago", "N° Documento", "Valor Pago"];
  const rows = [[A, "15/03/2026", true, "1", 10], [A, "15/03/2026", "Cheque", "2", false]];
  const { errors } = await judge(aSheet("pagos.xlsx", "Enero", [header, ...rows]));
  assertEquals(errors.map(({ cell, value, message }) => [cell, value, message]), [
    ["C2", "VERDADERO", "Forma de Pago no es un texto"],
    ["E3", "FALSO", "Valor Pago no es un número"],
  ]);
});

Deno.test("blank rows count for nothing but the number of the row", async () => {
  const blank = ";;;;;;;;;;";
  const files = await judge(
    aFile("a.csv", "", VOUCHERS_HEADER, blank, "", aVoucher({ number: "1", paid: "x" })),
  );
  assertEquals(files.rowCount, 1);
  assertEquals(files.errors.map((error) => error.cell), ["H5"]);
});

Deno.test("a cell to the right of the header is an error, an empty one is not", async () => {
  const files = await judge(aFile(
    "a.csv",
    VOUCHERS_HEADER,
    aVoucher({ number: "1" }) + ";;",
    aVoucher({ number: "2" }) + ";;suelto",
  ));
  assertEquals(files.errors, [{
    file: "a.csv",
    sheet: null,
    cell: "M3",
    column: null,
    value: "suelto",
    message: "la fila tiene más celdas que el encabezado",
  }]);
});

Deno.test("the number of rows that were read is told while a long file is read", async () => {
  const rows = Array.from({ length: 2500 }, (_, index) => aVoucher({ number: `${index}` }));
  const heard: number[] = [];
  const file = aFile("a.csv", VOUCHERS_HEADER, ...rows);
  await judgeSheet(noFiles(), file, (count) => heard.push(count));
  assertEquals(heard, [1000, 2000, 2500]);
});
