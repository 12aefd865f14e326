import { assertEquals } from "@std/assert";
import type { Cell } from "../../../domain/loads/cell.ts";
import { A, aFile, aSettlement, aSheet, SETTLEMENTS_HEADER } from "../../support/files.ts";
import { judge } from "../support/judge.ts";

const HEADER = ["NIT", "Fecha de Pago", "Forma de Pago", "N° Documento", "Valor Pago", "Estado"];
const LEFT_OUT = "la fila parece un total y no se tuvo en cuenta";

/** What is said of two vouchers of these amounts above a total of this one. */
async function judgeTotal(total: Cell, amounts: Cell[] = [1000.5, 2000], state = "Vigente") {
  const rows: Cell[][] = amounts.map((paid, index) => [
    A,
    "15/03/2026",
    "Cheque",
    `${index}`,
    paid,
    index === 1 ? state : "Vigente",
  ]);
  const last: Cell[] = ["TOTAL", null, null, null, total];
  const { warnings, errors } = await judge(aSheet("a.xlsx", "Hoja1", [HEADER, ...rows, last]));
  assertEquals(errors, []);
  return warnings.filter(({ message }) => message !== LEFT_OUT);
}

Deno.test("a total that is what the rows pay says nothing, in any notation", async () => {
  for (const total of [3000.5, "3000,50", "$ 3.000,50", "3,000.50"]) {
    assertEquals(await judgeTotal(total), [], String(total));
  }
  assertEquals(await judgeTotal("3.000", ["1000,00", "2000,00"]), []);
});

Deno.test("a total that the rows do not give is a warning at its cell, with both sums", async () => {
  assertEquals(await judgeTotal(4000.5), [{
    file: "a.xlsx",
    sheet: "Hoja1",
    cell: "E4",
    column: "Valor Pago",
    value: "4000.5",
    message: "el total dice $\u00a04.000,50 y las filas suman $\u00a03.000,50: " +
      "revise que no falten filas",
  }]);
});

Deno.test("a total may count annulled vouchers or not", async () => {
  for (const total of [3000.5, 1000.5]) {
    assertEquals(await judgeTotal(total, [1000.5, 2000], "Anulado"), []);
  }
  assertEquals((await judgeTotal(2000, [1000.5, 2000], "Anulado")).length, 1);
});

Deno.test("a total that cannot be read says nothing", async () => {
  for (const total of [null, "", "ver anexo", { unreadable: "=SUM(E2:E3)" }, "1.234"]) {
    assertEquals(await judgeTotal(total), []);
  }
});

Deno.test("amounts that cannot be read make no total wrong", async () => {
  const row: Cell[] = [A, "15/03/2026", "Cheque", "1", "mil", "Vigente"];
  const last: Cell[] = ["TOTAL", null, null, null, 10];
  const { warnings, errors } = await judge(aSheet("a.xlsx", "Hoja1", [HEADER, row, last]));
  assertEquals([errors.length, warnings.map(({ message }) => message)], [1, [LEFT_OUT]]);
});

Deno.test("a subtotal is the total of its own rows, with a total of all or without", async () => {
  const total = (paid: string) => `Total;;;;;;${paid}`;
  for (const ends of [[], ["30,00"]]) {
    const files = await judge(aFile(
      "f.csv",
      SETTLEMENTS_HEADER,
      aSettlement("1", "FEV-1", "10,00"),
      total("10,00"),
      aSettlement("2", "FEV-2", "20,00"),
      total("20,00"),
      ...ends.map(total),
    ));
    assertEquals(files.errors, []);
    assertEquals(files.warnings.filter(({ message }) => message !== LEFT_OUT), []);
  }
});
