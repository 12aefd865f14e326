import { assertEquals } from "@std/assert";
import type { Cell } from "../../../domain/loads/cell.ts";
import { A, aSheet } from "../../support/files.ts";
import { judge } from "../support/judge.ts";

const HEADER = ["NIT", "Fecha de Pago", "Nombre del Banco", "Forma de Pago", "N° Documento"]
  .concat("Valor Pago", "Valor Pendiente por Aplicar");
const ROW: Cell[] = [A, "15/03/2026", "Banco", "Cheque", "1", 10, 0];
const LEFT_OUT = "la fila parece un total y no se tuvo en cuenta";

/** Judges these cells as the row behind a good one. */
async function judgeRow(...cells: Cell[]) {
  const files = await judge(aSheet("a.xlsx", "Hoja1", [HEADER, ROW, cells]));
  return {
    ...files,
    said: (list: "errors" | "warnings") => files[list].map(({ message }) => message),
  };
}

Deno.test("a totals row is left out, with a warning that names it", async () => {
  const labels = ["TOTAL", "Total general", "Totales:", "GRAN TOTAL", "Subtotal", "Sub total"]
    .concat("Suma", "Sumatoria", "Total comprobantes", "Total de pagos: 12", "Total NIT 900356158")
    .concat("total 900.356.158-8");
  for (const label of labels) {
    const files = await judgeRow(label, null, null, null, null, 10, 0);
    assertEquals([files.rowCount, files.errors], [1, []], label);
    assertEquals(files.warnings, [{
      file: "a.xlsx",
      sheet: "Hoja1",
      cell: "A3",
      column: "NIT",
      value: label,
      message: LEFT_OUT,
    }]);
  }
});

Deno.test("the word may stand in any column, beside a count, and without a sum", async () => {
  const rows: Cell[][] = [
    [null, null, null, null, "TOTAL", 10],
    ["", "", "Total general", "", 1, 10, 0],
    ["TOTAL", null, null, null, "1"],
    [null, null, null, "Total"],
    [null, null, null, null, "TOTAL", { unreadable: "=SUM(F2:F2)" }],
  ];
  for (const cells of rows) {
    const files = await judgeRow(...cells);
    assertEquals([files.said("errors"), files.said("warnings")], [[], [LEFT_OUT]]);
  }
});

Deno.test("a lone word that begins as a total, beside amounts, is a total", async () => {
  for (
    const label of ["TOTAL A PAGAR", "Valor total girado", "Saldo total", "Suma de Valor Pago"]
  ) {
    const summed = await judgeRow(label, null, null, null, null, 10);
    assertEquals([summed.errors, summed.said("warnings")], [[], [LEFT_OUT]], label);
    const bare = await judgeRow(label);
    assertEquals([bare.said("errors"), bare.warnings], [
      ["la fila no es un pago: bórrela si es una nota, o complete sus datos"],
      [],
    ]);
  }
});

Deno.test("a note or a signature below the table is refused with one sentence", async () => {
  const rows: Cell[][] = [["Elaboró: Eva"], ["Elaboró", null, "Revisó"], [
    null,
    null,
    null,
    "Nota *",
  ]];
  for (const cells of rows) {
    const { errors, warnings } = await judgeRow(...cells);
    assertEquals(warnings, []);
    assertEquals(errors.map(({ cell, message }) => [cell, message]), [
      ["A3", "la fila no es un pago: bórrela si es una nota, o complete sus datos"],
    ]);
    assertEquals(errors[0]?.value, cells.find((cell) => cell !== null));
  }
});

Deno.test("a row of amounts alone is refused with one sentence, at the cell of its NIT", async () => {
  for (const cells of [[null, null, null, null, null, 10, 0], ["", "", "", "", "", "10,00"]]) {
    const { errors, warnings, rowCount } = await judgeRow(...cells);
    assertEquals([warnings, rowCount], [[], 1]);
    assertEquals(errors.map(({ cell, column, message }) => [cell, column, message]), [
      ["A3", "NIT", "la fila tiene solo valores: bórrela si es un total, o complete sus datos"],
    ]);
  }
});

Deno.test("a payment is never taken for a total", async () => {
  const rows: [cells: Cell[], errors: string[]][] = [
    [[A, "15/03/2026", "TOTAL", "Cheque", "Total", 10], []],
    [["", "15/03/2026", "Banco Total", "Cheque", "2", 10], ["falta NIT"]],
    [["Total Salud S.A.S.", "15/03/2026", "", "Cheque", "2", 10], ["NIT no es un NIT válido"]],
    [["", "15/03/2026", "", "TOTAL", "2", 10], ["falta NIT"]],
  ];
  for (const [cells, errors] of rows) {
    const files = await judgeRow(...cells);
    assertEquals([files.said("errors"), files.warnings], [errors, []]);
  }
});

Deno.test("a provider called Total without its NIT is an error, not a total", async () => {
  const header = ["NIT", "Razón Social"];
  const files = await judge(
    aSheet("a.xlsx", "Prestadores", [header, [null, "TOTAL SALUD S.A.S."], [A, "Total"]]),
  );
  assertEquals(files.errors.map(({ cell, message }) => [cell, message]), [["A2", "falta NIT"]]);
  assertEquals([files.warnings, files.providers.size], [[], 1]);
});

Deno.test("a header that is repeated among the rows is left out, with a warning", async () => {
  const files = await judge(aSheet("a.xlsx", "Hoja1", [HEADER, ROW, ["nit ", ...HEADER.slice(1)]]));
  assertEquals([files.errors, files.rowCount], [[], 1]);
  assertEquals(files.warnings.map(({ cell, message }) => [cell, message]), [
    ["A3", "repite el encabezado y no se tuvo en cuenta"],
  ]);
});
