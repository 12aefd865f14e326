import { assertEquals } from "@std/assert";
import type { Cell } from "../../../domain/loads/cell.ts";
import { aFile, aSheet, aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { judge, vouchersOf } from "../support/judge.ts";

const HEADER = ["NIT", "Fecha de Pago", "Forma de Pago", "N° Documento", "Valor Pago"];

async function judgeDate(cell: Cell) {
  const row: Cell[] = ["900356158", cell, "Cheque", "1", 10];
  const files = await judge(aSheet("pagos.xlsx", "Comprobantes", [HEADER, row]));
  return { paidOn: vouchersOf(files).at(0)?.paidOn, errors: files.errors };
}

Deno.test("dates are read as dd/MM/yyyy, ISO, Excel dates and serials", async () => {
  const table: [cell: Cell, date: string][] = [
    ["15/03/2026", "2026-03-15"],
    ["1/03/2023", "2023-03-01"],
    [" 15/03/2026 ", "2026-03-15"],
    ["2026-03-15", "2026-03-15"],
    ["2026-03-15T00:00:00", "2026-03-15"],
    ["2026-03-15 00:00:00", "2026-03-15"],
    ["15/03/2026 00:00", "2026-03-15"],
    ["15/03/2026 0:00:00", "2026-03-15"],
    ["46096", "2026-03-15"],
    [46096, "2026-03-15"],
    [45351, "2024-02-29"],
    [61, "1900-03-01"],
    [new Date("2026-03-15T00:00:00Z"), "2026-03-15"],
  ];
  for (const [cell, date] of table) {
    assertEquals(await judgeDate(cell), { paidOn: date, errors: [] }, String(cell));
  }
});

Deno.test("a bad date is an error at its cell, in Spanish", async () => {
  const table: [cell: Cell, value: string, message: string][] = [
    [
      "31/02/2026",
      "31/02/2026",
      "la fecha 31/02/2026 no existe: febrero de 2026 tiene 28 días",
    ],
    ["29/02/2026", "29/02/2026", "la fecha 29/02/2026 no existe: febrero de 2026 tiene 28 días"],
    ["2026-02-30", "2026-02-30", "la fecha 2026-02-30 no existe: febrero de 2026 tiene 28 días"],
    ["01/01/0000", "01/01/0000", "la fecha 01/01/0000 no existe: revise el año"],
    ["ayer", "ayer", "escriba la fecha como dd/MM/yyyy, por ejemplo 05/03/2026"],
    ["3/15/26", "3/15/26", "escriba la fecha como dd/MM/yyyy, por ejemplo 05/03/2026"],
    [60, "60", "Fecha de Pago no es una fecha"],
    [46096.5, "46096.5", "Fecha de Pago no es una fecha"],
    [9e9, "9000000000", "Fecha de Pago no es una fecha"],
    [{ unreadable: "#N/A" }, "#N/A", "Fecha de Pago no es una fecha"],
    [true, "VERDADERO", "Fecha de Pago no es una fecha"],
    [false, "FALSO", "Fecha de Pago no es una fecha"],
  ];
  for (const [cell, value, message] of table) {
    const place = { file: "pagos.xlsx", sheet: "Comprobantes", cell: "B2" };
    const errors = [{ ...place, column: "Fecha de Pago", value, message }];
    assertEquals(await judgeDate(cell), { paidOn: "", errors });
  }
});

Deno.test("NIT, account and document numbers are text, even where Excel kept numbers", async () => {
  const header = [...HEADER, "Número de Cuenta"];
  const row: Cell[] = [900356158, 46096, "Cheque", 1500086213, 10, 23045678912];
  const files = await judge(aSheet("pagos.xlsx", "Comprobantes", [header, row]));
  assertEquals(files.errors, []);
  const [voucher] = vouchersOf(files);
  assertEquals(voucher?.nit, "900356158");
  assertEquals(voucher?.documentNumber, "1500086213");
  assertEquals(voucher?.accountNumber, "23045678912");
});

Deno.test("a NIT that Excel made a number of, or with its check digit, is read as itself", async () => {
  for (const nit of ["900798865.0", "900798865", "900.798.865", "900798865-3", " 900798865 "]) {
    const files = await judge(aFile("a.csv", VOUCHERS_HEADER, aVoucher({ nit, number: "1" })));
    assertEquals([vouchersOf(files).at(0)?.nit, files.errors], ["900798865", []], nit);
  }
});

Deno.test("a bad or missing NIT is an error at its cell", async () => {
  const message = "NIT no es un NIT válido";
  for (const nit of ["90079886X", "900798865-9", "９００７９８８６５", "12", "1".repeat(30)]) {
    const files = await judge(aFile("a.csv", VOUCHERS_HEADER, aVoucher({ nit, number: "1" })));
    const place = { file: "a.csv", sheet: null, cell: "A2", column: "NIT" };
    assertEquals(files.errors, [{ ...place, value: nit, message }]);
  }
  const files = await judge(aFile("a.csv", VOUCHERS_HEADER, aVoucher({ nit: "", number: "1" })));
  assertEquals(files.errors.map((error) => [error.cell, error.message]), [["A2", "falta NIT"]]);
});

Deno.test("text that cannot be printed or is too long is refused", async () => {
  const table: [number: string, message: string][] = [
    ["15\u0000", "N° Documento tiene caracteres que no se imprimen"],
    ["15\u001b[31m", "N° Documento tiene caracteres que no se imprimen"],
    ["1".repeat(301), "N° Documento tiene más de 300 caracteres"],
  ];
  for (const [number, message] of table) {
    const files = await judge(aFile("a.csv", VOUCHERS_HEADER, aVoucher({ number })));
    assertEquals(files.errors.map((error) => [error.cell, error.message]), [["G2", message]]);
  }
});
