import { assertEquals } from "@std/assert";
import { fc } from "../../support/runs/properties.ts";
import { overpaymentOf, overpaymentsIn } from "../../../domain/payments/overpayment.ts";
import type { InvoiceSettlement } from "../../../domain/payments/search_answer.ts";
import { VOUCHER_STATES } from "../../../domain/payments/voucher_state.ts";
import { aLine } from "../support/records.ts";

function found(wish: Partial<InvoiceSettlement>): InvoiceSettlement {
  const place = { voucherNumber: "1", lineNumber: 1, paidOn: "2026-03-10" };
  const amounts = { invoiceAmount: 1000, netAmount: 900, paidAmount: 900 };
  return { ...aLine(), ...place, ...amounts, state: "standing", ...wish };
}

Deno.test("an invoice is paid twice by two vouchers, and beyond its value by one", () => {
  const cases: [lines: Partial<InvoiceSettlement>[], kind?: string, excess?: number][] = [
    [[{}]],
    [[{ paidAmount: 500 }, { voucherNumber: "2", paidAmount: 500 }]],
    [[{}, { voucherNumber: "2" }], "twice", 800],
    [[{ paidAmount: 1200 }], "beyond", 200],
    [[{ paidAmount: 600 }, { lineNumber: 2, paidAmount: 600 }], "beyond", 200],
    [[{ netAmount: 1190, paidAmount: 1190 }]],
    [[{ netAmount: null, paidAmount: 1001 }], "beyond", 1],
    [[{}, { voucherNumber: "2", state: "annulled" }]],
    [[{}, { voucherNumber: "2", state: "returned" }]],
    [[{}, { voucherNumber: "2", state: "scheduled" }]],
    [[{}, { voucherNumber: "2" }, { voucherNumber: "3", paidAmount: -900 }]],
    [[]],
  ];
  for (const [wishes, kind, excess] of cases) {
    const overpayment = overpaymentOf(wishes.map(found));
    assertEquals(overpayment?.kind, kind, JSON.stringify(wishes));
    assertEquals(overpayment && overpayment.paid - overpayment.worth, excess);
  }
});

Deno.test("the payments come oldest first, and only those that pay", () => {
  const overpayment = overpaymentOf([
    found({ voucherNumber: "9", paidOn: "2026-03-20" }),
    found({ voucherNumber: "8", paidOn: "2026-03-15", paidAmount: -100 }),
    found({ voucherNumber: "7", paidOn: "2026-03-01" }),
  ]);
  assertEquals(overpayment?.payments.map(({ voucherNumber }) => voucherNumber), ["7", "9"]);
});

Deno.test("of several invoices each is judged by its own lines, in any spelling", () => {
  const lines = [
    found({ invoiceNumber: "FEV-1" }),
    found({ invoiceNumber: "fev 1", voucherNumber: "2" }),
    found({ invoiceNumber: "FEV-2" }),
  ];
  assertEquals([...overpaymentsIn(lines).values()].map(({ kind }) => kind), ["twice"]);
});

Deno.test("what does not stand never makes an invoice overpaid, and the excess is what was paid beyond its worth", () => {
  const amount = fc.integer({ min: -2_000_00, max: 2_000_00 });
  const line = fc.record({
    paidAmount: amount,
    invoiceAmount: amount,
    netAmount: fc.option(amount),
    state: fc.constantFrom(...VOUCHER_STATES),
    voucherNumber: fc.constantFrom("1", "2", "3"),
  });
  fc.assert(fc.property(fc.array(line, { maxLength: 8 }), (wishes) => {
    const lines = wishes.map(found);
    const standing = lines.filter(({ state }) => state === "standing");
    assertEquals(overpaymentOf(lines), overpaymentOf(standing));
    const overpayment = overpaymentOf(lines);
    if (!overpayment) return;
    assertEquals(overpayment.paid, standing.reduce((sum, one) => sum + one.paidAmount, 0));
    assertEquals(standing.every((one) => one.invoiceAmount <= overpayment.worth), true);
    assertEquals(overpayment.payments.length > 0, true);
  }));
});
