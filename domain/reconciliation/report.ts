import type { CivilDate } from "../dates.ts";
import type { Cents } from "../money.ts";
import type { JudgedInvoice } from "./groups.ts";
import type { GroupSum } from "./sums.ts";
import type { UnlistedPayments } from "./unlisted.ts";

/** A cruce as it is shown, downloaded and answered to scripts; nothing of it is stored. */
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
