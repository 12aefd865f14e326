import { assert, assertEquals } from "@std/assert";
import type { Cell } from "../../../domain/loads/cell.ts";
import { plainHeader, readHeader } from "../../../domain/loads/kind.ts";
import { aSheet } from "../../support/files.ts";
import { judge, vouchersOf } from "../support/judge.ts";
import { assertQuick } from "../../lib/support/duration.ts";

const HEADER = ["NIT", "Fecha de Pago", "Forma de Pago", "N° Documento", "Valor Pago"];
const GOOD: Cell[] = ["900356158", "15/03/2026", "Cheque", "1", 10];
const [NIT, DATE, METHOD, NUMBER, AMOUNT] = [0, 1, 2, 3, 4];

/** Judges a good row with this cell in one of its columns. */
async function judgeCell(column: number, cell: Cell) {
  const files = await judge(aSheet("a.xlsx", "Hoja1", [HEADER, GOOD.with(column, cell)]));
  const [voucher] = vouchersOf(files);
  return { voucher, said: files.errors.map(({ cell, message }) => `${cell}: ${message}`) };
}

Deno.test("U7: every form of an amount is whole centavos, or is refused at its cell", async () => {
  const table: [cell: Cell, cents: number][] = [
    ["1.234.567,89", 123_456_789],
    ["1234567.89", 123_456_789],
    ["-0", 0],
    [-0, 0],
    [1.5e6, 150_000_000],
    [0.1 + 0.2, 30],
    ["(12,50)", -1250],
  ];
  for (const [cell, cents] of table) {
    const { voucher, said } = await judgeCell(AMOUNT, cell);
    assertEquals([voucher?.paidAmount, said], [cents, []], String(cell));
    assert(Object.is(voucher?.paidAmount, cents), String(cell));
  }
  const notANumber = "E2: Valor Pago no es un número: escríbalo como 1234567,50";
  const refused: [cell: Cell, message: string][] = [
    ["1,5E6", notANumber],
    ["=SUM(A1)", notANumber],
    ["10000000000000000", "E2: Valor Pago es demasiado grande"],
    [1e16, "E2: Valor Pago es demasiado grande"],
    [10.005, "E2: Valor Pago tiene más de dos decimales"],
    [
      { unreadable: "=SUM(E3:E9)" },
      "E2: Valor Pago es una fórmula sin resultado: abra el libro en Excel y guárdelo",
    ],
    [{ unreadable: "#DIV/0!" }, "E2: Valor Pago no es un número"],
    [true, "E2: Valor Pago no es un número"],
    [new Date("2026-03-15T00:00:00Z"), "E2: Valor Pago no es un número"],
  ];
  for (const [cell, message] of refused) {
    assertEquals((await judgeCell(AMOUNT, cell)).said, [message]);
  }
});

Deno.test("U7: a NIT is read as Excel leaves it, and never guessed", async () => {
  for (const cell of ["900356158.0", 900356158, "900.356.158-8", " 900356158 "]) {
    assertEquals((await judgeCell(NIT, cell)).voucher?.nit, "900356158", String(cell));
  }
  const cut = "escríbalo completo en una celda con formato de texto";
  assertEquals((await judgeCell(NIT, "9,00356E+08")).said, [
    `A2: NIT perdió cifras al guardarse como 9,00356E+08: ${cut}`,
  ]);
});

Deno.test("U7: a number that Excel cut is refused, an invoice that only looks like one is not", async () => {
  const cut = "escríbalo completo en una celda con formato de texto";
  assertEquals((await judgeCell(NUMBER, "1,50009E+12")).said, [
    `D2: N° Documento perdió cifras al guardarse como 1,50009E+12: ${cut}`,
  ]);
  assertEquals((await judgeCell(NUMBER, 1_234_567_890_123_450)).said, [
    `D2: N° Documento tiene más de 15 cifras y Excel las cambió: ${cut}`,
  ]);
  for (const number of ["1E5", "2E10", "FE+12", "12E-3", "1234567890123456789"]) {
    const { voucher, said } = await judgeCell(NUMBER, number);
    assertEquals([voucher?.documentNumber, said], [number, []]);
  }
  assertEquals(
    (await judgeCell(NUMBER, 123_456_789_012_345)).voucher?.documentNumber,
    "123456789012345",
  );
});

Deno.test("U4: letters that an earlier program damaged are refused at their cell", async () => {
  const damaged = "C2: Forma de Pago tiene letras dañadas: escríbalo de nuevo con sus tildes";
  const texts = ["ConsignaciÃ³n", "Ã‘andÃº", "Peã\ufffda", "NÂº 1"]
    .concat("Consignaci¢n", "CONSIGNACIîN", "PE„A", "BOGOTç", "Pe¤a", "Mar¡a", "IBAGUƒ");
  for (const text of texts) {
    assertEquals((await judgeCell(METHOD, text)).said, [damaged], text);
  }
  for (
    const text of ["Consignación", "SÃO PAULO", "Âmbar", "Â", "FRANÇOIS", "Barça", "CONSIGNACIóN"]
  ) {
    assertEquals((await judgeCell(METHOD, text)).said, [], text);
  }
});

Deno.test("U7: a date is read in every form of the contract, and Excel's 29/02/1900 is refused", async () => {
  const forms = ["15/03/2026", "2026-03-15", 46096, "46096", new Date("2026-03-15T00:00:00Z")];
  for (const cell of forms) {
    assertEquals((await judgeCell(DATE, cell)).voucher?.paidOn, "2026-03-15", String(cell));
  }
  assertEquals((await judgeCell(DATE, 60)).said, ["B2: Fecha de Pago no es una fecha"]);
  assertEquals((await judgeCell(DATE, { unreadable: "=TODAY()" })).said, [
    "B2: Fecha de Pago es una fórmula sin resultado: abra el libro en Excel y guárdelo",
  ]);
});

const LENGTH = 50_000;
const HOSTILE = [
  ["zeros", "0".repeat(LENGTH)],
  ["nines", "9".repeat(LENGTH) + "x"],
  ["separators", "1.234".repeat(LENGTH / 5) + "x"],
  ["points", ".".repeat(LENGTH)],
  ["groups", "1" + ".000".repeat(LENGTH / 4) + ","],
  ["minuses", "-".repeat(LENGTH)],
  ["parentheses", "(".repeat(LENGTH)],
  ["spaces", " ".repeat(LENGTH) + "x"],
  ["no-break spaces", "\u00a0".repeat(LENGTH) + "x" + "\u00a0".repeat(10)],
  ["hours", " 00:00:00.0".repeat(LENGTH / 11)],
  ["hours that do not end", "T00:00:00." + "0".repeat(LENGTH) + "x"],
  ["slashes", " / ".repeat(LENGTH / 3)],
  ["accents", "e" + "\u0301\u0323".repeat(LENGTH / 2)],
  ["damage", "Ã".repeat(LENGTH)],
  ["totals", "total ".repeat(LENGTH / 6)],
  ["mail", "a@" + "a.".repeat(LENGTH / 2)],
  ["exponents", "1E+".repeat(LENGTH / 3)],
] as const;

Deno.test("J11: no cell of 50 KB takes longer than 50 ms in any column, nor as a header", async () => {
  for (const [name, text] of HOSTILE) {
    for (const column of [NIT, DATE, METHOD, NUMBER, AMOUNT]) {
      await assertQuick(50, () => judgeCell(column, text), `${name} in column ${column}`);
    }
    const asHeader = () => [readHeader([text, text]), plainHeader(text)];
    await assertQuick(50, asHeader, `${name} as a header`);
  }
});

Deno.test("J11: the columns of Prestadores likewise", async () => {
  const header = ["NIT", "DV", "Razón Social", "Cédula Representante Legal", "Correo"];
  for (const [name, text] of HOSTILE) {
    const row = ["900356158", text, text, text, text];
    await assertQuick(50, () => judge(aSheet("a.xlsx", "Hoja1", [header, row])), name);
  }
});
