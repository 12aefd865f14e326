import { assertEquals } from "@std/assert";
import {
  columnName,
  countBare,
  listProblem,
  readInvoices,
  readPastedList,
} from "../../../domain/reconciliation/pasted.ts";
import { guessColumns } from "../../../domain/reconciliation/columns.ts";

/** What the portal reads of a list by itself: its rows' numbers, invoice numbers and values. */
function read(...lines: string[][]) {
  const list = readPastedList(lines);
  return readInvoices(list, guessColumns(list)).map(({ row, number, amount, problem }) =>
    problem ? [row.number, number, problem] : [row.number, number, amount]
  );
}

Deno.test("a column of numbers alone is read from its first row", () => {
  assertEquals(read(["FEV-1"], ["12345"], ["fev 3 "]), [
    [1, "FEV-1", null],
    [2, "12345", null],
    [3, "fev 3", null],
  ]);
});

Deno.test("a header names the columns, wherever they stand", () => {
  const list = [
    ["Fecha", "Saldo", "N° Factura", "Paciente"],
    ["01/02/2026", "1.500,00", "FEV-1", "Ana 1"],
    ["", "", "", ""],
    ["02/02/2026", "20,50", "FEV-2", "Ana 2"],
  ];
  assertEquals(read(...list), [[2, "FEV-1", 150_000], [4, "FEV-2", 2050]]);
  assertEquals(guessColumns(readPastedList(list)), { number: 2, amount: 1 });
});

Deno.test("titles above a header are no rows of the list, however many they are", () => {
  const table = [["NIT", "N° Factura", "Saldo"], ["999000011-6", "FEV-1", "1.500,00"]];
  const titles = [
    ["Relación de facturas", "", ""],
    ["NIT", "999.000.011-6", ""],
    ["Corte", "", "30/09/2026"],
    ["", "", ""],
  ];
  const list = readPastedList([...titles, ...table]);
  assertEquals(list.titles.map(({ number }) => number), [1, 2, 3]);
  assertEquals([list.headers, list.width], [table[0], 3]);
  assertEquals(read(...titles, ...table), [[6, "FEV-1", 150_000]]);
  assertEquals(read(["Corte", "30/09/2026"], ["Factura", "Valor"], ["FEV-1", "20,50"]), [
    [3, "FEV-1", 2050],
  ]);
});

Deno.test("invoices above a row that could be a header are no titles", () => {
  const list = readPastedList([["FEV-1", "100,00"], ["Factura", "Valor"], ["FEV-2", "20,00"]]);
  assertEquals([list.titles, list.rows.length], [[], 3]);
});

/** Lists without a header, or with it between their rows, each with the number of its first row. */
const WITHOUT_HEADER: Record<string, string[][]> = {
  "one above a wider one": [["FEV-9", "100,00"], ["Factura", "Valor", "Fecha"], [
    "FEV-10",
    "20,00",
    "01/02/2026",
  ]],
  "of numbers above a table": [["FEV-9"], ["FEV-10"], ["Factura", "Valor"], ["FEV-11", "20,00"]],
  "of digits above a table": [["1001", "200"], ["Factura", "Valor", "Fecha"], [
    "1002",
    "20",
    "01/02/2026",
  ]],
  "with remarks that name a factura": [["FEV-1", "Factura glosada"], ["FEV-2", "acta 12"]],
  "with remarks further down": [["FEV-1", ""], ["FEV-2", "factura glosada"], ["FEV-3", "acta 12"]],
};

for (const [what, lines] of Object.entries(WITHOUT_HEADER)) {
  Deno.test(`no invoice is lost of a list ${what}`, () => {
    const { titles, headers, rows } = readPastedList(lines);
    assertEquals([titles, headers, rows.length], [[], [], lines.length]);
  });
}

Deno.test("a title may have digits, an amount or nothing but a year", () => {
  const table = [["Factura", "Saldo 31/12/2026", "Fecha"], ["FE 1", "20,00", "01/02/2026"]];
  const digits = [["Factura", "Valor"], ["1001", "20,00"]];
  for (const title of [["NIT 900356158"], ["Corte 2026", "1.000.000,00"]]) {
    assertEquals(readPastedList([title, ...table]).titles.length, 1, title.join());
  }
  assertEquals(readPastedList([["2026"], ...digits]).titles.length, 1);
});

Deno.test("without a header the columns are known by what is in them", () => {
  assertEquals(
    read(["Factura", "A100", "$ 1.000,00"], ["Factura", "A101", "$ 2.000,00"]),
    [[1, "A100", 100_000], [2, "A101", 200_000]],
  );
  assertEquals(
    read(["1000", "36393", "150.000"], ["1000", "36394", "9.000"]),
    [[1, "36393", 15_000_000], [2, "36394", 900_000]],
  );
});

Deno.test("a lone separator before three digits is read as the column writes its numbers", () => {
  assertEquals(read(["A1", "1.234"], ["A2", "5,50"]), [[1, "A1", 123_400], [2, "A2", 550]]);
  assertEquals(read(["A1", "1,234"], ["A2", "5.50"]), [[1, "A1", 123_400], [2, "A2", 550]]);
});

Deno.test("a row that cannot be read is named by its number and says why", () => {
  assertEquals(read(["Factura", "Valor"], ["A1", "diez"], ["", "10"], ["A3", "7"]), [
    [2, "A1", "El valor no es un número: escríbalo como 1234567,50."],
    [3, "", "Falta el número de la factura."],
    [4, "A3", 700],
  ]);
});

Deno.test("spaces that do not break and signs without width are no part of a number", () => {
  assertEquals(read(["\u00a0FEV-1\u200b"]), [[1, "FEV-1", null]]);
});

Deno.test("a column without a name has the letter of a spreadsheet", () => {
  const list = readPastedList([["A1", "10,00"]]);
  assertEquals([columnName(list, 0), columnName(list, 1)], ["Columna A", "Columna B"]);
});

Deno.test("digits alone get the prefix that was typed, other numbers do not", () => {
  const list = readPastedList([["1234"], ["FEV-5"], ["007"]]);
  const numbers = readInvoices(list, guessColumns(list), "FEV").map(({ number }) => number);
  assertEquals(numbers, ["FEV-1234", "FEV-5", "FEV-007"]);
  assertEquals(countBare(readInvoices(list, guessColumns(list))), 2);
});

Deno.test("of two columns of one name the one that every row fills is taken", () => {
  const list = readPastedList([
    ["Número de Factura", "Valor", "Número de Factura"],
    ["A-1", "10,00", "A-1"],
    ["A-2", "20,00", ""],
    ["A-3", "30,00", ""],
  ]);
  assertEquals(guessColumns(list), { number: 0, amount: 1 });
});

Deno.test("words without a number are no list, and it is said", () => {
  assertEquals(
    listProblem(readPastedList([["hola mundo"]]), 1),
    "La lista no trae ningún número de factura.",
  );
});
