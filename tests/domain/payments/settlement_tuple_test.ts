import { assertEquals, assertNotEquals } from "@std/assert";
import type { Settlement } from "../../../domain/payments/settlement.ts";
import { settlementTuple } from "../../../domain/payments/settlement_tuple.ts";
import { aLine } from "../support/records.ts";

Deno.test("each value of a line that differs makes another tuple", () => {
  const wishes: Partial<Settlement>[] = [
    { documentType: "Nota" },
    { invoiceNumber: "FEV-2" },
    { invoiceAmount: 1 },
    { netAmount: 0 },
    { paidAmount: 1 },
    { financialDiscount: 0 },
    { balance: 0 },
    { garnishments: 0 },
    { vat: 0 },
    { retefuente: 0 },
    { reteIca: 0 },
    { reteIva: 0 },
    { stampTax: 0 },
    { paymentMethod: "Cheque" },
    { settledOn: "2026-03-15" },
    { settlementDocument: "CR-1" },
    { settledAmount: 0 },
    { copayment: 0 },
    { moderatingFee: 0 },
  ];
  assertEquals(wishes.length, Object.keys(aLine()).length);
  const plain = settlementTuple(aLine());
  const tuples = wishes.map((wish) => JSON.stringify(settlementTuple(aLine(wish))));
  assertEquals(new Set(tuples).size, wishes.length);
  for (const tuple of tuples) assertNotEquals(tuple, JSON.stringify(plain));
});

Deno.test("an empty amount is not the same as none", () => {
  assertNotEquals(settlementTuple(aLine({ vat: null })), settlementTuple(aLine({ vat: 0 })));
});
