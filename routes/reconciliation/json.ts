import { toDecimal } from "../../domain/money.ts";
import {
  type FoundInvoice,
  type JudgedInvoice,
  restOf,
} from "../../domain/reconciliation/groups.ts";
import { decimal } from "../payments/json.ts";
import type { Reconciliation } from "../../domain/reconciliation/report.ts";

/** A cruce as scripts read it: each group with its count, its sums and its invoices. */
export function reconciliationJson({ invoices, sums, tolerance, unlisted }: Reconciliation) {
  const groups = sums.map(({ group, count, listed, paid }) => [group, {
    count,
    amount: toDecimal(listed),
    paidAmount: toDecimal(paid),
    items: invoices.filter((one) => one.group === group).map(invoiceJson),
  }]);
  return {
    tolerance: toDecimal(tolerance),
    total: invoices.length,
    groups: Object.fromEntries(groups),
    unlisted: {
      from: unlisted.days?.from ?? null,
      to: unlisted.days?.to ?? null,
      count: unlisted.count,
      paidAmount: toDecimal(unlisted.paidAmount),
      items: unlisted.lines.map(({ documentNumber: voucherNumber, paidAmount, ...line }) => ({
        ...line,
        voucherNumber,
        paidAmount: toDecimal(paidAmount),
      })),
    },
  };
}

function invoiceJson({ row, number, amount, found, repeats }: JudgedInvoice) {
  return {
    position: row.number,
    number,
    amount: decimal(amount),
    ...(repeats !== undefined && { repeats }),
    ...(found && { found: foundJson(found) }),
  };
}

function foundJson(found: FoundInvoice) {
  return {
    invoiceNumber: found.invoiceNumber,
    invoiceAmount: toDecimal(found.invoiceAmount),
    netAmount: decimal(found.netAmount),
    paidAmount: toDecimal(found.paidAmount),
    rest: toDecimal(restOf(found)),
    garnishments: toDecimal(found.garnishments),
    payments: found.lines.map((
      { documentNumber: voucherNumber, lineNumber, paidOn, paidAmount },
    ) => ({
      voucherNumber,
      lineNumber,
      paidOn,
      paidAmount: toDecimal(paidAmount),
    })),
  };
}
