import type { CivilDate } from "../dates.ts";

/**
 * What became of a payment: it stands, it was annulled, the bank gave it back, or it is announced and
 * not yet made. Only payments that stand count in sums.
 */
export const VOUCHER_STATES = ["standing", "annulled", "returned", "scheduled"] as const;
export type VoucherState = typeof VOUCHER_STATES[number];

/** Its state, and of a returned payment when and why, as the payer's file says it. */
export type VoucherStanding = {
  state: VoucherState;
  returnedOn: CivilDate | null;
  returnReason: string | null;
};

/** The words of the files, which the screens use, too. */
export const STATE_NAMES: Record<VoucherState, string> = {
  standing: "Vigente",
  annulled: "Anulado",
  returned: "Devuelto",
  scheduled: "Programado",
};

/** `Vigente, Anulado, Devuelto o Programado`. */
export const STATE_CHOICE = new Intl.ListFormat("es", { type: "disjunction" })
  .format(Object.values(STATE_NAMES));

/** The columns of a file that say it. */
export const STANDING_COLUMNS = [
  { key: "state", header: "Estado", kind: "state" },
  { key: "returnedOn", header: "Fecha Devolución", kind: "date" },
  { key: "returnReason", header: "Motivo Devolución", kind: "text" },
] as const;

export function isStanding({ state }: Pick<VoucherStanding, "state">): boolean {
  return state === "standing";
}

/** The state that a file names, `Vigente` where it names none; undefined for any other word. */
export function readVoucherState(text: string | null): VoucherState | undefined {
  if (text === null) return "standing";
  return VOUCHER_STATES.find((state) => STATE_NAMES[state].toLowerCase() === text.toLowerCase());
}
