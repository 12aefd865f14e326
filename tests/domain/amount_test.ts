import { assertEquals } from "@std/assert";
import {
  type AmountReading,
  readAmountNumber,
  readAmountText,
  settle,
} from "../../domain/amount.ts";

const NOT_A_NUMBER = { problem: "no es un número: escríbalo como 1234567,50" };
const TOO_MANY_DECIMALS = { problem: "tiene más de dos decimales" };
const TOO_LARGE = { problem: "es demasiado grande" };

function centsOf(text: string): number | undefined {
  const reading = readAmountText(text);
  return "cents" in reading ? reading.cents : undefined;
}

Deno.test("an amount is read in both notations, with and without thousands", () => {
  const table: [text: string, reading: AmountReading][] = [
    ["1234567,50", { cents: 123_456_750, notation: "comma" }],
    ["1.234.567,50", { cents: 123_456_750, notation: "comma" }],
    ["1234567.50", { cents: 123_456_750, notation: "point" }],
    ["1,234,567.50", { cents: 123_456_750, notation: "point" }],
    ["1.234.567", { cents: 123_456_700, notation: "comma" }],
    ["1,234,567", { cents: 123_456_700, notation: "point" }],
    ["1234567", { cents: 123_456_700 }],
    ["12,3", { cents: 1_230, notation: "comma" }],
    ["0,05", { cents: 5, notation: "comma" }],
    ["0", { cents: 0 }],
    ["43.187.478.038,00", { cents: 4_318_747_803_800, notation: "comma" }],
  ];
  for (const [text, reading] of table) assertEquals(readAmountText(text), reading, text);
});

Deno.test("the sign of pesos and spaces do not count, no-break ones included", () => {
  const spellings = [
    "$1.234.567,50",
    "$ 1.234.567,50",
    "$\u00a01.234.567,50",
    " 1.234.567,50 ",
    "\u202f1 234 567,50",
    "1\u00a0234\u00a0567,50",
  ];
  for (const text of spellings) assertEquals(centsOf(text), 123_456_750, text);
});

Deno.test("an amount is negative by a minus in front, a minus behind or parentheses", () => {
  const spellings = ["-1234,50", "- 1234,50", "1234,50-", "(1234,50)", "-$ 1.234,50", "$ -1.234,50"]
    .concat("$ (1.234,50)", "($ 1.234,50)", "1.234,50 -");
  for (const text of spellings) assertEquals(centsOf(text), -123_450, text);
});

Deno.test("a currency, any minus and apostrophes of millions are read as people write them", () => {
  const table: [text: string, cents: number][] = [
    ["COP 1.234,00", 123_400],
    ["1.234,00 COP", 123_400],
    ["COP$ 1.234,00", 123_400],
    ["cop -5", -500],
    ["(COP 5)", -500],
    ["−5", -500],
    ["–5,50", -550],
    ["1'234.567,50", 123_456_750],
    ["1’234.567,50", 123_456_750],
    ["1'234,567.50", 123_456_750],
    ["1'234'567,50", 123_456_750],
    ["1'234'567.50", 123_456_750],
    ["1'234.567", 123_456_700],
    ["$ 1'234.567.890", 123_456_789_000],
    ["1'234", 123_400],
    ["-1'234", -123_400],
  ];
  for (const [text, cents] of table) assertEquals(centsOf(text), cents, text);
});

Deno.test("a dash alone is how accounting formats show nothing", () => {
  for (const text of ["-", " $ -   ", "$-", "- ", "–", "—", "COP -", "−"]) {
    assertEquals(centsOf(text), 0, text);
  }
});

Deno.test("minus nothing is nothing", () => {
  for (const text of ["-0", "(0)", "0-", "-0,00"]) {
    const cents = centsOf(text);
    assertEquals(Object.is(cents, 0), true, text);
  }
  assertEquals(readAmountNumber(-0), { cents: 0 });
});

Deno.test("one separator with exactly three digits behind it is ambiguous", () => {
  for (const text of ["1.234", "1,234", "-12.345", "$ 123,456", "(999.000)"]) {
    assertEquals(readAmountText(text), { ambiguous: text });
  }
});

Deno.test("an ambiguous amount is settled by the notation of its column", () => {
  assertEquals(settle("1.234", "comma"), { cents: 123_400 });
  assertEquals(settle("1,234", "point"), { cents: 123_400 });
  assertEquals(settle("-$ 12.345", "comma"), { cents: -1_234_500 });
  assertEquals(settle("(999,000)", "point"), { cents: -99_900_000 });
  assertEquals(settle("1,234", "comma"), TOO_MANY_DECIMALS);
  assertEquals(settle("1.234", "point"), TOO_MANY_DECIMALS);
});

Deno.test("more than two decimals are refused", () => {
  const texts = ["1234,567", "1234.5678", "1.234,567", "1,234.567", "0,123", "0.001", "12,0000"];
  for (const text of texts) assertEquals(readAmountText(text), TOO_MANY_DECIMALS, text);
});

Deno.test("what is no number is refused", () => {
  const texts = ["", "abc", "1,5E6", "1e5", "=SUM(A1)", "12 pesos", "--5", "-(5)", "(-5)", "5-5"]
    .concat("1.2.3", "12.34.567,00", "1,234.567,00", "1..234,00", "5,", ",5", "NaN", "Infinity")
    .concat("１２", "0x10", "(5", "5)", "()", "--", "$", "COP", "1$2", "US$ 5", "5 USD")
    .concat("1'23", "1234'567", "'234", "1'234.5.6", "1'234.567'890");
  for (const text of texts) assertEquals(readAmountText(text), NOT_A_NUMBER, text);
});

Deno.test("an amount over a billón is refused, text or number", () => {
  assertEquals(readAmountText("10000000000000000"), TOO_LARGE);
  assertEquals(readAmountText("1000000000000,01"), TOO_LARGE);
  assertEquals(readAmountText("-1.000.000.000.000,01"), TOO_LARGE);
  assertEquals(readAmountText("1000000000000"), { cents: 100_000_000_000_000 });
  assertEquals(readAmountNumber(1e16), TOO_LARGE);
  assertEquals(readAmountNumber(-1e16), TOO_LARGE);
});

Deno.test("a number of Excel is read to the centavo, its noise rounded away", () => {
  const table: [pesos: number, reading: AmountReading][] = [
    [0, { cents: 0 }],
    [1234567.1, { cents: 123_456_710 }],
    [0.1 + 0.2, { cents: 30 }],
    [-12.5, { cents: -1_250 }],
    [43187478038.12, { cents: 4_318_747_803_812 }],
    [1234.5600009, { cents: 123_456 }],
    [1234.5599991, { cents: 123_456 }],
    [1234.560002, TOO_MANY_DECIMALS],
    [1234.565, TOO_MANY_DECIMALS],
    [0.001, TOO_MANY_DECIMALS],
    [NaN, NOT_A_NUMBER],
    [Infinity, NOT_A_NUMBER],
  ];
  for (const [pesos, reading] of table) assertEquals(readAmountNumber(pesos), reading, `${pesos}`);
});
