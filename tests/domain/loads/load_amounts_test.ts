import { assertEquals } from "@std/assert";
import { aFile, aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { judge, vouchersOf } from "../support/judge.ts";

/** Judges a file whose Valor Pago are these, one a row. */
async function judgeAmounts(...amounts: string[]) {
  const rows = amounts.map((paid, index) => aVoucher({ number: `${index}`, paid }));
  const files = await judge(aFile("a.csv", VOUCHERS_HEADER, ...rows));
  return { cents: vouchersOf(files).map((voucher) => voucher.paidAmount), errors: files.errors };
}

const AMBIGUOUS = "Valor Pago es ambiguo: escríbalo con decimales (1234,00) o sin separador (1234)";

Deno.test("an ambiguous amount is settled by another cell of its column, before or after", async () => {
  assertEquals(await judgeAmounts("1.234", "10,50"), { cents: [123_400, 1_050], errors: [] });
  assertEquals(await judgeAmounts("10.50", "1,234"), { cents: [1_050, 123_400], errors: [] });
  assertEquals(await judgeAmounts("1.234", "2.000.000"), {
    cents: [123_400, 200_000_000],
    errors: [],
  });
  assertEquals(await judgeAmounts("-1,234", "1,000,000"), {
    cents: [-123_400, 100_000_000],
    errors: [],
  });
});

Deno.test("an ambiguous amount that nothing settles is refused at its cell", async () => {
  const { errors } = await judgeAmounts("1234", "1.234", "12,345");
  const place = { file: "a.csv", sheet: null, column: "Valor Pago", message: AMBIGUOUS };
  assertEquals(errors, [
    { ...place, cell: "H3", value: "1.234" },
    { ...place, cell: "H4", value: "12,345" },
  ]);
});

Deno.test("a column that mixes both notations settles nothing", async () => {
  const { errors } = await judgeAmounts("10,50", "10.50", "1.234");
  assertEquals(errors.map(({ cell, message }) => [cell, message]), [["H4", AMBIGUOUS]]);
});

Deno.test("another column settles nothing", async () => {
  const row = aVoucher({ number: "1", paid: "1.234", unapplied: "10,50" });
  const { errors } = await judge(aFile("a.csv", VOUCHERS_HEADER, row));
  assertEquals(errors.map(({ cell, message }) => [cell, message]), [["H2", AMBIGUOUS]]);
});

Deno.test("three decimals in a settled column are too many", async () => {
  const { errors } = await judgeAmounts("10,50", "1,234");
  assertEquals(errors.map(({ cell, value, message }) => [cell, value, message]), [
    ["H3", "1,234", "Valor Pago tiene más de dos decimales"],
  ]);
});

Deno.test("an ambiguous optional amount is settled too", async () => {
  const files = await judge(aFile(
    "a.csv",
    VOUCHERS_HEADER,
    aVoucher({ number: "1", unapplied: "1.234" }),
    aVoucher({ number: "2", unapplied: "0,50" }),
    aVoucher({ number: "3", unapplied: "" }),
  ));
  assertEquals(files.errors, []);
  assertEquals(vouchersOf(files).map((one) => one.unappliedAmount), [123_400, 50, null]);
});
