import { assertEquals } from "@std/assert";
import { stagedLines } from "../../../../db/loads/lines/staged.ts";
import { addLine } from "../../../../domain/loads/lines/adding.ts";
import { openLineBook, type VoucherLines } from "../../../../domain/loads/lines/book.ts";
import type { PlannedRevision } from "../../../../domain/loads/plan.ts";
import { noTotals } from "../../../../domain/payments/settlement.ts";
import { aLine } from "../../../domain/support/records.ts";

const NIT = "900356158";

/** A revision that brings lines, or keeps those that it has. */
function revisionOf(lines: VoucherLines | undefined): PlannedRevision {
  const voucher = {
    documentNumber: "1",
    paidOn: "2026-03-16",
    bankName: null,
    accountType: null,
    accountNumber: null,
    paymentMethod: "Transferencia",
    paidAmount: 0,
    unappliedAmount: null,
    unappliedAdvanceAmount: null,
    state: "standing",
    returnedOn: null,
    returnReason: null,
  } as const;
  const kept = { settlementCount: 0, totals: noTotals(), digest: "" };
  return { nit: NIT, voucher, replaces: undefined, lines, ...kept };
}

Deno.test("lines are staged some hundred at a time, each once and at its place", () => {
  const book = openLineBook<string>();
  const read = ["A", ...Array<string>(1200).fill("B"), "A"];
  for (const [index, voucherNumber] of read.entries()) {
    const line = { nit: NIT, voucherNumber, ...aLine({ invoiceNumber: `FEV-${index}` }) };
    addLine(book, line, { table: "a", row: { cells: [], number: index + 2 } });
  }
  const [a, b] = book.vouchers.values();
  const revisions = [revisionOf(a), revisionOf(undefined), revisionOf(b)];
  const ids = [11, 12, 13].map((id) => ({ id, providerId: 7 }));
  const staged = [...stagedLines(book, revisions, ids)];
  const places = staged.map(({ revisionId, from, count }) => [revisionId, from, count]);
  assertEquals(places, [[11, 1, 2], [13, 1, 500], [13, 501, 500], [13, 1001, 200]]);
  const numbers = staged.flatMap(({ numbers }) => [...numbers]);
  assertEquals(numbers, [0, 1201, ...Array.from({ length: 1200 }, (_, index) => index + 1)]);
});
