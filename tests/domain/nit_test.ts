import { assertEquals } from "@std/assert";
import { checkDigit, formatNit, parseNit } from "../../domain/nit.ts";

Deno.test("the check digits are those of known NIT", () => {
  const known: [nit: string, dv: string][] = [
    ["806008394", "7"],
    ["800088702", "2"],
    ["800130907", "4"],
    ["800251440", "6"],
    ["860066942", "7"],
    ["830113831", "0"],
    ["805000427", "1"],
    ["800140949", "6"],
    ["900373079", "6"],
    ["890903938", "8"],
    ["899999068", "1"],
    ["800191045", "1"],
    ["41261533", "2"],
  ];
  for (const [nit, dv] of known) assertEquals(checkDigit(nit), dv, nit);
});

Deno.test("a cédula of ten digits is weighed whole, not cut to nine", () => {
  assertEquals(checkDigit("1143344556"), "1");
  assertEquals(checkDigit("143344556"), "9");
});

Deno.test("a NIT is read with dots, spaces and its check digit behind a hyphen", () => {
  const spellings = [
    "806008394",
    "806.008.394",
    "806 008 394",
    "806\u00a0008\u00a0394",
    "  806008394  ",
    "806008394-7",
    "806.008.394-7",
    "806.008.394 - 7",
    "806 008 394 -7",
    "0806008394",
  ];
  for (const spelling of spellings) assertEquals(parseNit(spelling), "806008394", spelling);
});

Deno.test("ten digits that begin with 8 or 9 are a NIT with its check digit behind", () => {
  assertEquals(parseNit("8060083947"), "806008394");
  assertEquals(parseNit("9003730796"), "900373079");
  assertEquals(parseNit("806.008.394.7"), "806008394");
  assertEquals(parseNit("8060083941"), undefined);
  assertEquals(parseNit("9003730790"), undefined);
});

Deno.test("the cédula of a natural person is its NIT, of ten digits too", () => {
  assertEquals(parseNit("41261533"), "41261533");
  assertEquals(parseNit("41.261.533-2"), "41261533");
  assertEquals(parseNit("1143344556"), "1143344556");
  assertEquals(parseNit("1.143.344.556"), "1143344556");
  assertEquals(parseNit("1143344556-1"), "1143344556");
  assertEquals(parseNit("1143344556-9"), undefined);
});

Deno.test("what is no NIT is refused", () => {
  const refused = [
    "",
    "   ",
    "806008394-1",
    "806.008.394-0",
    "806008394-",
    "806008394-77",
    "806-008-394",
    "-806008394",
    "+806008394",
    "80600839A",
    "NIT 806008394",
    "806008394-X",
    "８０６００８３９４",
    "٨٠٦٠٠٨٣٩٤",
    "1".repeat(30),
    "1".repeat(16),
    "1234",
    "0",
    "000000000",
    "806008394,0",
    "8,06008394E+08",
    "806008394; DROP TABLE providers",
  ];
  for (const text of refused) assertEquals(parseNit(text), undefined, text);
});

Deno.test("a NIT is shown in groups of three with its check digit", () => {
  assertEquals(formatNit("806008394"), "806.008.394-7");
  assertEquals(formatNit("830113831"), "830.113.831-0");
  assertEquals(formatNit("41261533"), "41.261.533-2");
  assertEquals(formatNit("1143344556"), "1.143.344.556-1");
});

Deno.test("a NIT that is shown is read back as itself", () => {
  for (const nit of ["806008394", "830113831", "41261533", "1143344556", "899999068"]) {
    assertEquals(parseNit(formatNit(nit)), nit);
  }
});
