import { assertEquals } from "@std/assert";
import { VOUCHER_COLUMNS } from "../../../domain/payments/columns.ts";
import { nextSort, readSort, writeSort } from "../../../domain/payments/sorting.ts";
import { NEWEST_FIRST } from "../../../domain/payments/voucher_filter.ts";

Deno.test("an order is written by the column's own name, and read again", () => {
  for (const { key } of VOUCHER_COLUMNS) {
    for (const isDescending of [true, false]) {
      const written = writeSort({ key, isDescending }, VOUCHER_COLUMNS);
      assertEquals(readSort(written, VOUCHER_COLUMNS), { key, isDescending });
    }
  }
  assertEquals(VOUCHER_COLUMNS[3]?.slug, "numero-de-cuenta");
  assertEquals(
    writeSort({ key: "paidAmount", isDescending: true }, VOUCHER_COLUMNS),
    "-valor-pago",
  );
  assertEquals(new Set(VOUCHER_COLUMNS.map(({ slug }) => slug)).size, VOUCHER_COLUMNS.length);
  for (const text of ["", "-", "valor", "paidAmount", "constructor"]) {
    assertEquals(readSort(text, VOUCHER_COLUMNS), undefined, text);
  }
  assertEquals(readSort("-paidAmount", VOUCHER_COLUMNS, ({ key }) => key)?.key, "paidAmount");
});

Deno.test("a click orders by the largest or the newest, texts from A, and again the other way", () => {
  const [paidOn, bank, , , , , amount] = VOUCHER_COLUMNS;
  if (!paidOn || !bank || !amount) throw new Error("columns are missing");
  assertEquals(nextSort(amount, NEWEST_FIRST), { key: "paidAmount", isDescending: true });
  assertEquals(nextSort(bank, NEWEST_FIRST), { key: "bankName", isDescending: false });
  assertEquals(nextSort(paidOn, NEWEST_FIRST), { key: "paidOn", isDescending: false });
  const descending = { key: "paidAmount", isDescending: true } as const;
  assertEquals(nextSort(amount, descending).isDescending, false);
});
