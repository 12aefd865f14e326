import { assertEquals } from "@std/assert";
import { warningsOf } from "../../../domain/inquiries/proposal_warnings.ts";
import type { InvoiceSettlement } from "../../../domain/payments/search_answer.ts";
import { aLine } from "../support/records.ts";

function warn(amount: number, ...settlements: Partial<InvoiceSettlement>[]): string[] {
  const found = settlements.map((wish): InvoiceSettlement => ({
    ...aLine({ invoiceAmount: 100_00, paidAmount: 40_00 }),
    voucherNumber: "1001",
    lineNumber: 1,
    paidOn: "2026-03-15",
    state: "standing",
    ...wish,
  }));
  return warningsOf([{ invoiceNumber: "FEV-9", amount }], () => found);
}

const UNKNOWN = ["No conocemos la factura FEV-9: ningún pago la nombra. Revise el número."];
const PAID = ["La factura FEV-9 ya está pagada: no le queda saldo en el comprobante 1001."];

Deno.test("an invoice that no standing payment names is unknown", () => {
  assertEquals(warn(1), UNKNOWN);
  assertEquals(warn(1, { balance: 5, state: "annulled" }), UNKNOWN);
});

Deno.test("an invoice is paid where its Saldo is zero, or where payments reach its Valor Neto", () => {
  assertEquals(warn(1, { balance: 60_00 }, { balance: 0 }), PAID);
  assertEquals(
    warn(1, { balance: null, netAmount: 80_00 }, { balance: null, netAmount: 80_00 }),
    PAID,
  );
  assertEquals(warn(1, { balance: null, netAmount: null, paidAmount: 100_00 }), PAID);
  assertEquals(warn(1, { balance: null, netAmount: 80_00 }), []);
});

Deno.test("an invoice that is smaller than what is put on it says both amounts, to the centavo", () => {
  assertEquals(warn(100_00, { balance: 60_00 }), []);
  assertEquals(warn(100_01, { balance: 60_00 }), [
    "La factura FEV-9 es de $\u00a0100,00, menos que los $\u00a0100,01 que le aplica.",
  ]);
});
