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
    [46096.6, "2026-03-15"],
    ["46096.6", "2026-03-15"],
    [new Date("2026-03-15T14:30:00Z"), "2026-03-15"],
    ["2026-03-15T14:30:00.123", "2026-03-15"],
    ["2026-03-15T05:00:00.000Z", "2026-03-15"],
    ["2026-03-15T23:59:59-05:00", "2026-03-15"],
    ["15/03/2026 14:30", "2026-03-15"],
    ["15/03/2026 2:30:15 p. m.", "2026-03-15"],
    ["15-03-2026", "2026-03-15"],
    ["15.3.2026", "2026-03-15"],
    ["2026/03/15", "2026-03-15"],
    ["15-mar-2026", "2026-03-15"],
    ["15 de Marzo de 2026", "2026-03-15"],
    ['="15/03/2026"', "2026-03-15"],
    [{ number: 15032026, shown: "15/03/2026" }, "2026-03-15"],
    [45351, "2024-02-29"],
    [61, "1900-03-01"],
    [new Date("2026-03-15T00:00:00Z"), "2026-03-15"],
  ];
  for (const [cell, date] of table) {
    assertEquals(await judgeDate(cell), { paidOn: date, errors: [] }, String(cell));
  }
});

Deno.test("a midnight of Bogotá that SheetJS put 16 seconds too early is its own day", async () => {
  const early = new Date("2026-03-14T23:59:44Z");
  for (const cell of [early, 46096 - 16 / 86_400]) {
    assertEquals((await judgeDate(cell)).paidOn, "2026-03-15");
  }
  assertEquals((await judgeDate(new Date("2026-03-14T23:59:59Z"))).paidOn, "2026-03-14");
});

Deno.test("years of two digits are of this century, which is said once for a column", async () => {
  const rows: Cell[][] = ["15/03/26", "16/03/26", "17-mar-26"].map((
    day,
    index,
  ) => ["900356158", day, "Cheque", `${index}`, 10]);
  const files = await judge(aSheet("pagos.xlsx", "Comprobantes", [HEADER, ...rows]));
  assertEquals(vouchersOf(files).map(({ paidOn }) => paidOn), [
    "2026-03-15",
    "2026-03-16",
    "2026-03-17",
  ]);
  assertEquals(files.warnings.map(({ cell, message }) => [cell, message]), [[
    "B2",
    "15/03/26 se leyó como 15/03/2026, y así los demás años de dos cifras de la columna",
  ]]);
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
    ["3/15/26", "3/15/26", "la fecha 3/15/26 no existe: los meses van de 01 a 12"],
    [
      "2026-03-15T02:00:00Z",
      "2026-03-15T02:00:00Z",
      "la hora es de otra zona y su día no es el de Colombia: escriba solo el día",
    ],
    [60, "60", "Fecha de Pago no es una fecha"],
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
  const forms = ["900798865.0", "900798865", "900.798.865", "900798865-3", " 900798865 "]
    .concat("900798865.00", "900798865,0", "900.798.865,0", "900798865.000", "900.798.865-3")
    .concat("900 798 865", '="900798865"', "'900798865", "\u200b900798865\u00a0");
  for (const nit of forms) {
    const files = await judge(aFile("a.csv", VOUCHERS_HEADER, aVoucher({ nit, number: "1" })));
    assertEquals([vouchersOf(files).at(0)?.nit, files.errors], ["900798865", []], nit);
  }
});

Deno.test("a bad or missing NIT is an error at its cell", async () => {
  const message = "NIT no es un NIT válido";
  const bad = ["90079886X", "900798865-9", "９００７９８８６５", "12", "1".repeat(30)]
    .concat("900798865.5", "9007.98865", "90.0798.865", "900.798.865.000", "900,798,865");
  for (const nit of bad) {
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
