import type { CivilDate } from "../dates.ts";
import { type Cents, formatMoney, sumCents } from "../money.ts";
import type { JudgedInvoice } from "./groups.ts";
import type { GroupSum } from "./sums.ts";
import type { UnlistedPayments } from "./unlisted.ts";

/** A cruce as it is shown, downloaded and answered to scripts; it is made anew each time. */
export type Reconciliation = {
  invoices: JudgedInvoice[];
  sums: GroupSum[];
  tolerance: Cents;
  /** Payments of invoices that are not in the list, between its first payment and its last. */
  unlisted: UnlistedPayments & { days: { from: CivilDate; to: CivilDate } | undefined };
};

export const UNLISTED_WORDS = {
  name: "Pagada pero no está en su lista",
  about: "Se pagó en esos días y su lista no la tiene.",
};

/** What a cruce comes to, in one sentence. */
export function totalsSentence({ sums }: Pick<Reconciliation, "sums">): string {
  const paid = formatMoney(sumCents(sums.map((sum) => sum.paid)));
  const open = formatMoney(sumCents(sums.map((sum) => sum.open)));
  return `Valor Pagado de toda su lista: ${paid}. Falta: ${open}.`;
}
