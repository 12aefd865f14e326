import { assertEquals } from "@std/assert";
import type { Cell } from "../../../domain/loads/cell.ts";
import { A, aFile, aSheet, aVoucher, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";
import { judge, vouchersOf } from "../support/judge.ts";

const HEADER = ["NIT", "Fecha de Pago", "Forma de Pago", "N° Documento", "Valor Pago"];
const ROW: Cell[] = [A, "15/03/2026", "Cheque", "1", 10];

Deno.test("titles above the header are no rows, and cells keep their own numbers", async () => {
  const files = await judge(aSheet("a.xlsx", "Enero", [
    ["MUTUAL SER EPS"],
    ["Comprobantes de egreso", null, null],
    ["NIT", "806008394-7"],
    [],
    [null, ...HEADER],
    [null, ...ROW],
    [null, A, "31/02/2026", "Cheque", "2", 10],
  ]));
  assertEquals([files.rowCount, files.warnings], [2, []]);
  assertEquals(files.errors.map(({ cell }) => cell), ["C7"]);
});

Deno.test("a header is looked for in the first twenty rows that are not blank", async () => {
  const titles = (count: number): Cell[][] =>
    Array.from({ length: count }, (_, i) => [`Nota ${i}`]);
  const found = await judge(aSheet("a.xlsx", "Hoja1", [...titles(19), [], HEADER, ROW]));
  assertEquals([found.rowCount, found.errors, found.warnings], [1, [], []]);
  const lost = await judge(aSheet("a.xlsx", "Hoja1", [...titles(20), HEADER, ROW]));
  assertEquals([lost.rowCount, lost.warnings.length], [0, 1]);
});

Deno.test("a complete header is preferred to a title that looks like one", async () => {
  const title = ["NIT", "Fecha de Pago", "Valor Pago"];
  const files = await judge(aSheet("a.xlsx", "Hoja1", [title, HEADER, ROW]));
  assertEquals([files.errors, files.rowCount], [[], 1]);
  assertEquals(files.warnings.map(({ cell, message }) => [cell, message]), [
    ["A1", "la fila está encima del encabezado y no se tuvo en cuenta"],
  ]);
});

Deno.test("headers with line breaks, and an unknown one beside them", async () => {
  const header = [
    "NIT",
    "Fecha\nde Pago",
    "Forma\r\nde Pago",
    "N°\nDocumento",
    " Valor\n Pago ",
    "Mi\r\nnota",
  ];
  const files = await judge(aSheet("a.xlsx", "Hoja1", [["Enero"], header, [...ROW, "x"]]));
  assertEquals([files.errors, files.rowCount], [[], 1]);
  assertEquals(files.warnings.map(({ cell, column, message }) => [cell, column, message]), [
    ["F2", "Mi nota", "la columna Mi nota no se conoce y no se tuvo en cuenta"],
  ]);
});

Deno.test("empty columns between, before and behind the others do not matter", async () => {
  const files = await judge(aSheet("a.xlsx", "Hoja1", [
    [null, "NIT", "", ...HEADER.slice(1), null, ""],
    [null, A, null, ...ROW.slice(1), null, "", null],
    [null, " ", null],
  ]));
  assertEquals([files.errors, files.warnings, files.rowCount], [[], [], 1]);
});

Deno.test("a hidden sheet with payments is left out and told, one without is any other sheet", async () => {
  const hidden = { ...aSheet("a.xlsx", "Vieja", [HEADER.slice(0, 4), ROW]), isHidden: true };
  const lists = { ...aSheet("a.xlsx", "Listas", [["a", "b"], ["c", "d"]]), isHidden: true };
  const files = await judge(hidden, lists);
  assertEquals([files.rowCount, files.tables, files.errors], [0, [], []]);
  assertEquals(files.warnings.map(({ sheet, message }) => [sheet, message]), [
    ["Vieja", "la hoja está oculta y no se tuvo en cuenta: muéstrela si debe cargarse"],
    [
      "Listas",
      "los encabezados no son de Prestadores, Comprobantes, Facturas, Oficinas, Puntos de Entrega, Sedes IPS, Afiliados, Medicamentos Pendientes ni Agendas",
    ],
  ]);
});

Deno.test("what was read is told table by table", async () => {
  const files = await judge(
    PROVIDERS(),
    aSheet("a.xlsx", "Enero", [HEADER, ROW]),
    aSheet("a.xlsx", "Notas", [["a"]]),
    aFile("b.csv", VOUCHERS_HEADER, aVoucher({ number: "2" }), aVoucher({ number: "2" })),
  );
  assertEquals(files.tables, [
    { file: "prestadores.csv", sheet: null, kind: "providers", rows: 3 },
    { file: "a.xlsx", sheet: "Enero", kind: "vouchers", rows: 1 },
    { file: "b.csv", sheet: null, kind: "vouchers", rows: 2 },
  ]);
});

Deno.test("U7: a bare serial of a workbook that counts from 1904 is the day that it stands for", async () => {
  const row: Cell[] = [A, 44634, "Cheque", "1", 44634];
  const sheet = { ...aSheet("a.xlsx", "Hoja1", [HEADER, row]), uses1904: true };
  const [voucher] = vouchersOf(await judge(sheet));
  assertEquals([voucher?.paidOn, voucher?.paidAmount], ["2026-03-15", 4_463_400]);
});

Deno.test("the rows of a table that is not read are let go", async () => {
  let isOpen = true;
  async function* rows() {
    try {
      for (let number = 1;; number++) yield [{ cells: ["a", "b"], number }];
    } finally {
      isOpen = false;
    }
  }
  await judge({ file: "a.csv", sheet: null, rows: rows() });
  assertEquals(isOpen, false);
});
