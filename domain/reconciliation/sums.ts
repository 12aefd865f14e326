import type { CivilDate } from "../dates.ts";
import { type Cents, sumCents } from "../money.ts";
import { type Group, GROUPS, type JudgedInvoice, restOf } from "./groups.ts";

/** `open` is what is still owed by the payer's figures; of what was not found, the list's own value. */
export type GroupSum = { group: Group; count: number; listed: Cents; paid: Cents; open: Cents };

/** Counts and sums of every group, in their order; a repeated invoice adds no payment. */
export function sumGroups(judged: JudgedInvoice[]): GroupSum[] {
  const byGroup = Map.groupBy(judged, ({ group }) => group);
  return GROUPS.map((group) => {
    const members = byGroup.get(group) ?? [];
    return {
      group,
      count: members.length,
      listed: sumCents(members.map(({ amount }) => amount)),
      paid: sumCents(members.map(({ found }) => found?.paidAmount ?? null)),
      open: sumCents(members.map(openOf)),
    };
  });
}

function openOf({ group, found, amount }: JudgedInvoice): Cents | null {
  if (found) return restOf(found);
  return group === "notFound" ? amount : null;
}

/** The days of the first and the last payment that were found; undefined where there are none. */
export function daysOf(judged: JudgedInvoice[]): { from: CivilDate; to: CivilDate } | undefined {
  const days = judged.flatMap(({ found }) => found?.lines.map(({ paidOn }) => paidOn) ?? []);
  if (days.length === 0) return undefined;
  let [from = "", to = ""] = [days[0], days[0]];
  for (const day of days) {
    if (day < from) from = day;
    if (day > to) to = day;
  }
  return { from, to };
}
