import { assertEquals } from "@std/assert";
import { formatMoney, sumCents, toDecimal, toDecimalComma } from "../../domain/money.ts";

Deno.test("centavos are written for people, for JSON and for payment files", () => {
  const table: [cents: number, shown: string, point: string, comma: string][] = [
    [0, "$\u00a00,00", "0.00", "0,00"],
    [1, "$\u00a00,01", "0.01", "0,01"],
    [10, "$\u00a00,10", "0.10", "0,10"],
    [100, "$\u00a01,00", "1.00", "1,00"],
    [99_999, "$\u00a0999,99", "999.99", "999,99"],
    [100_000, "$\u00a01.000,00", "1000.00", "1000,00"],
    [123_456_750, "$\u00a01.234.567,50", "1234567.50", "1234567,50"],
    [-123_456_789, "-$\u00a01.234.567,89", "-1234567.89", "-1234567,89"],
    [-5, "-$\u00a00,05", "-0.05", "-0,05"],
    [4_318_747_803_800, "$\u00a043.187.478.038,00", "43187478038.00", "43187478038,00"],
    [100_799, "$\u00a01.007,99", "1007.99", "1007,99"],
    [
      9_000_000_000_000_001,
      "$\u00a090.000.000.000.000,01",
      "90000000000000.01",
      "90000000000000,01",
    ],
  ];
  for (const [cents, shown, point, comma] of table) {
    assertEquals(formatMoney(cents), shown);
    assertEquals(toDecimal(cents), point);
    assertEquals(toDecimalComma(cents), comma);
  }
});

Deno.test("a sum beyond what a number holds is exact to the centavo", () => {
  assertEquals(formatMoney(900_719_925_474_099_198n), "$\u00a09.007.199.254.740.991,98");
});

Deno.test("nothing is shown as nothing, without a sign", () => {
  assertEquals(formatMoney(-0), "$\u00a00,00");
  assertEquals(toDecimal(-0), "0.00");
});

Deno.test("money is shown as es-CO writes it", () => {
  const colombian = new Intl.NumberFormat("es-CO", { style: "currency", currency: "COP" });
  for (const cents of [0, 5, 123_456_750, -123_456_789, 4_318_747_803_812]) {
    assertEquals(formatMoney(cents), colombian.format(cents / 100));
  }
});

Deno.test("a sum is exact to the centavo and an unknown amount adds nothing", () => {
  assertEquals(sumCents([]), 0);
  assertEquals(sumCents([null, null]), 0);
  assertEquals(sumCents([10, 20, null, -5]), 25);
  assertEquals(sumCents(Array.from({ length: 1000 }, () => 10)), 10_000);
  assertEquals(sumCents([123_456_710, 123_456_710]), 246_913_420);
});
