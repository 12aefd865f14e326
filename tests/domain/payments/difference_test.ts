import { assertEquals } from "@std/assert";
import {
  compareLines,
  compareVouchers,
  countLineChanges,
} from "../../../domain/payments/difference.ts";
import { aLine, aStoredVoucher } from "../support/records.ts";

Deno.test("every property of a voucher that differs is a change, with both values", () => {
  const before = aStoredVoucher();
  const after = aStoredVoucher({
    paidOn: "2026-03-16",
    bankName: null,
    accountType: "Ahorros",
    accountNumber: "1",
    paymentMethod: "Cheque",
    paidAmount: 1,
    unappliedAmount: 0,
    unappliedAdvanceAmount: 5,
    state: "returned",
    returnedOn: "2026-03-20",
    returnReason: "Cuenta inactiva",
  });
  assertEquals(compareVouchers(before, before), []);
  assertEquals(compareVouchers(before, after).map((one) => [one.field, one.before, one.after]), [
    ["paidOn", "2026-03-15", "2026-03-16"],
    ["bankName", "Bancolombia", null],
    ["accountType", "Corriente", "Ahorros"],
    ["accountNumber", "23045678912", "1"],
    ["paymentMethod", "Transferencia", "Cheque"],
    ["paidAmount", 100_000, 1],
    ["unappliedAmount", null, 0],
    ["unappliedAdvanceAmount", null, 5],
    ["state", "standing", "returned"],
    ["returnedOn", null, "2026-03-20"],
    ["returnReason", null, "Cuenta inactiva"],
  ]);
});

Deno.test("lines are added, removed or changed, in the order of the newer version, removed ones last", () => {
  const [one, two, three] = ["1", "2", "3"].map((invoiceNumber) => aLine({ invoiceNumber }));
  const [zero, other] = [aLine({ invoiceNumber: "0" }), aLine({ invoiceNumber: "2", vat: 5 })];
  const changes = compareLines([one, two, three].flatMap((line) => line ?? []), [
    zero,
    other,
    aLine({ invoiceNumber: "1" }),
  ]);
  assertEquals(changes.map(({ kind, invoiceNumber }) => [kind, invoiceNumber]), [
    ["added", "0"],
    ["changed", "2"],
    ["removed", "3"],
  ]);
  assertEquals(changes[1]?.fields, [{ field: "vat", before: null, after: 5 }]);
  assertEquals(countLineChanges(changes), { added: 1, removed: 1, changed: 1 });
});

Deno.test("lines of one invoice are told apart by type and Documento Cruce; their order is no change", () => {
  const one = aLine({ settlementDocument: "A", paidAmount: 1 });
  const two = aLine({ settlementDocument: "B", paidAmount: 2 });
  const three = aLine({ documentType: "Nota" });
  assertEquals(compareLines([one, two, three], [three, two, one]), []);
  const changed = compareLines([one, two], [one, { ...two, paidAmount: 3 }]);
  assertEquals(changed.map(({ kind, settlementDocument }) => [kind, settlementDocument]), [
    ["changed", "B"],
  ]);
});
