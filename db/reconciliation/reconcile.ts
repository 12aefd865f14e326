import type { FoundLine } from "../../domain/reconciliation/found_line.ts";
import { type JudgedInvoice, reconcile } from "../../domain/reconciliation/groups.ts";
import { daysOf, sumGroups } from "../../domain/reconciliation/sums.ts";
import { invoiceKeyCandidates } from "../../domain/payments/invoice_number.ts";
import type { CivilDate } from "../../domain/dates.ts";
import type { Cents } from "../../domain/money.ts";
import type { ListedInvoice } from "../../domain/reconciliation/pasted.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Reconciliation } from "../../domain/reconciliation/report.ts";
import { letOthersRun } from "../../lib/turn.ts";
import type { Db } from "../client.ts";
import { findLinesByKey, findUnlisted } from "./lines.ts";

type Wish = {
  tolerance: Cents;
  maxUnlisted: number;
  /** The last day whose payments count; all of them where it is left out. */
  paidUntil?: CivilDate;
};

/**
 * Compares a list of invoices with what was paid to a provider. `tolerance` in centavos; of the
 * payments that are not in the list, the newest `maxUnlisted`. At most 21 round trips.
 */
export async function reconcileList(
  db: Db,
  provider: Provider,
  invoices: ListedInvoice[],
  { tolerance, maxUnlisted, paidUntil }: Wish,
): Promise<Reconciliation> {
  const numbers = invoices.filter(({ problem }) => problem === undefined);
  const byKey = await findLinesByKey(db, provider, numbers.map(({ number }) => number));
  const linesOf = (number: string): FoundLine[] =>
    invoiceKeyCandidates(number).flatMap((key) => byKey.get(key) ?? [])
      .filter(({ paidOn }) => paidUntil === undefined || paidOn <= paidUntil);
  const judged = await reconcile(invoices, linesOf, tolerance, letOthersRun);
  const days = daysOf(judged);
  const keys = [...matchedKeys(judged)];
  const unlisted = days
    ? await findUnlisted(db, provider, { ...days, keys, limit: maxUnlisted })
    : { count: 0, paidAmount: 0, lines: [] };
  return {
    invoices: judged,
    sums: sumGroups(judged),
    tolerance,
    unlisted: { ...unlisted, days },
  };
}

function matchedKeys(judged: JudgedInvoice[]): Set<string> {
  return new Set(
    judged.flatMap(({ found }) => found?.lines.map(({ invoiceKey }) => invoiceKey) ?? []),
  );
}
