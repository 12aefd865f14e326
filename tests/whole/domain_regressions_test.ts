import { assert, assertEquals } from "@std/assert";
import { isSameInvoice } from "../../domain/payments/invoice_number.ts";
import { quickRanges } from "../../domain/payments/quick_range.ts";
import { aFile, aVoucher, VOUCHERS_HEADER } from "../support/files.ts";
import { judge } from "../domain/support/judge.ts";

Deno.test("a zero that belongs to the prefix is no leading zero of the number", () => {
  assert(!isSameInvoice("FE01-123", "FE-1123"));
  assert(!isSameInvoice("FE01-123", "FE1-123"));
  assert(!isSameInvoice("A0-1", "A-1"));
});

Deno.test("the last 12 months that end on 29 February begin on 1 March", () => {
  const range = quickRanges("2024-02-29").find(({ name }) => name === "Últimos 12 meses");
  assertEquals(range?.from, "2023-03-01");
});

Deno.test("a repeated row says the value of its cell", async () => {
  const rows = [
    aVoucher({ number: "1" }),
    aVoucher({ number: "1" }),
    aVoucher({ number: "1", paid: "2" }),
  ];
  const { warnings, errors } = await judge(aFile("a.csv", VOUCHERS_HEADER, ...rows));
  assertEquals([...warnings, ...errors].map(({ value }) => value), ["1", "1"]);
});
