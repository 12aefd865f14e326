import { assertEquals } from "@std/assert";
import {
  type Balance,
  balanceOf,
  hasNoAccount,
  type StoredVoucher,
} from "../../../domain/payments/voucher.ts";
import { aStoredVoucher } from "../support/records.ts";

Deno.test("a voucher adds up where its invoices and its unapplied money make its Valor Pago", () => {
  const table: [wish: Partial<StoredVoucher>, balance: Balance][] = [
    [{ settledAmount: 100_000 }, { kind: "balanced" }],
    [{ settledAmount: 70_000, unappliedAmount: 30_000 }, { kind: "balanced" }],
    [{ settledAmount: 70_000, unappliedAdvanceAmount: 30_000 }, { kind: "balanced" }],
    [
      { settledAmount: 50_000, unappliedAmount: 30_000, unappliedAdvanceAmount: 20_000 },
      { kind: "balanced" },
    ],
    [{ settledAmount: 130_000, unappliedAmount: -30_000 }, { kind: "balanced" }],
    [{ settledAmount: 99_999 }, { kind: "difference", difference: 1 }],
    [{ settledAmount: 100_001 }, { kind: "difference", difference: -1 }],
    [
      { settledAmount: 100_000, unappliedAmount: 500 },
      { kind: "difference", difference: -500 },
    ],
    [{ settledAmount: 0 }, { kind: "difference", difference: 100_000 }],
  ];
  for (const [wish, balance] of table) {
    assertEquals(balanceOf(aStoredVoucher({ settlementCount: 2, ...wish })), balance);
  }
});

Deno.test("a voucher that came without invoices has no difference", () => {
  assertEquals(balanceOf(aStoredVoucher()), { kind: "withoutInvoices" });
  assertEquals(balanceOf(aStoredVoucher({ unappliedAmount: 1 })), { kind: "withoutInvoices" });
});

Deno.test("only Giro Directo and Cesión have no account", () => {
  assertEquals(["Giro Directo", "CESION"].map(hasNoAccount), [true, true]);
  assertEquals(["Transferencia", "Cheque", "", "Directo"].map(hasNoAccount), [
    false,
    false,
    false,
    false,
  ]);
});
