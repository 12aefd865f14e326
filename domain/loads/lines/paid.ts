import type { Cents } from "../../money.ts";
import type { VoucherState } from "../../payments/voucher_state.ts";

/** What some rows pay: all of them, and without the annulled and returned ones. */
type PaidSums = { all: Cents; standing: Cents };

/** What the rows of a table pay: all of them, those since its last totals row, and the latest one. */
export type Paid = { all: PaidSums; group: PaidSums; latest: Cents };

export function nothingPaid(): Paid {
  return { all: noSums(), group: noSums(), latest: 0 };
}

/** Adds what the next row pays; an annulled voucher may or may not count in the sender's total. */
export function addPaid(paid: Paid, paidAmount: Cents, state: VoucherState = "standing"): void {
  paid.latest = paidAmount;
  for (const sums of [paid.all, paid.group]) {
    sums.all += paidAmount;
    if (state === "standing") sums.standing += paidAmount;
  }
}

/** The next rows are those behind a totals row. */
export function beginGroup(paid: Paid): void {
  paid.group = noSums();
}

function noSums(): PaidSums {
  return { all: 0, standing: 0 };
}
