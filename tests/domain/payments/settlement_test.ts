import { assertEquals } from "@std/assert";
import { noTotals, SETTLEMENT_AMOUNTS, totalsOf } from "../../../domain/payments/settlement.ts";
import { aLine } from "../support/records.ts";

Deno.test("totals sum every amount of every line, and an empty one adds nothing", () => {
  const totals = totalsOf([
    aLine({ netAmount: 90_000, retefuente: 2_000, copayment: null }),
    aLine({ netAmount: null, retefuente: 1, copayment: 7 }),
    aLine({ invoiceAmount: -50_000, paidAmount: -50_000, netAmount: -50_000 }),
  ]);
  assertEquals(totals, {
    ...noTotals(),
    invoiceAmount: 150_000,
    paidAmount: 150_000,
    netAmount: 40_000,
    retefuente: 2_001,
    copayment: 7,
  });
});

Deno.test("there is a total of every amount, nothing where there are no lines", () => {
  assertEquals(totalsOf([]), noTotals());
  assertEquals(Object.keys(noTotals()).sort(), [...SETTLEMENT_AMOUNTS].sort());
  assertEquals(SETTLEMENT_AMOUNTS.length, 14);
});
