import { assertEquals } from "@std/assert";
import {
  type InvoiceSettlement,
  restsAfter,
  typedAmount,
  typedBareNumber,
} from "../../../domain/payments/search_answer.ts";
import { aLine } from "../support/records.ts";

function found(wish: Partial<InvoiceSettlement>): InvoiceSettlement {
  const place = { voucherNumber: "1", lineNumber: 1, paidOn: "2026-03-10" };
  const state = "standing";
  return { ...aLine(), ...place, state, ...wish };
}

Deno.test("an amount is read in the notations of files, a lone point as thousands", () => {
  assertEquals(typedAmount("$ 1.234.567,50"), 123_456_750);
  assertEquals(typedAmount("1.500"), 150_000);
  assertEquals(typedAmount("1500"), 150_000);
  assertEquals(["FEV-1", "0", "-5", ""].map(typedAmount), [
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("only digits are a bare number, without their zeros", () => {
  assertEquals(["001234", " 9 ", "0", "FEV1", "1.234"].map(typedBareNumber), [
    "1234",
    "9",
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("after each payment stands what is left of the invoice, annulled ones aside", () => {
  const first = found({ netAmount: 1000, paidAmount: 300, paidOn: "2026-03-01" });
  const annulled = found({ netAmount: 1000, paidAmount: 700, state: "annulled" });
  const last = found({ netAmount: 1000, paidAmount: 700, paidOn: "2026-03-20" });
  const other = found({ invoiceNumber: "X-2", netAmount: null, invoiceAmount: 50, paidAmount: 20 });
  const rests = restsAfter([last, annulled, first, other]);
  assertEquals([first, annulled, last, other].map((line) => rests.get(line)), [
    700,
    undefined,
    0,
    30,
  ]);
});

Deno.test("what a court holds of a payment is not left of the invoice", () => {
  const line = found({ netAmount: 1000, paidAmount: 800, garnishments: 200 });
  assertEquals(restsAfter([line]).get(line), 0);
});
