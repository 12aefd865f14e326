import type { CivilDate } from "../dates.ts";
import type { MedicinePoint } from "./point.ts";
import type { RequestState } from "./request.ts";

/** A medicine of a formula that was not delivered whole, as files bring it. */
export type MedicineDetails = {
  documentType: string;
  documentNumber: string;
  formulaNumber: string;
  formulaOn: CivilDate;
  /** The instant from which the promised hours count, in milliseconds. */
  pendingSince: number;
  /** The code of the medicine in the state's register (CUM). */
  cumCode: string | null;
  medicine: string;
  presentation: string | null;
  /** Units; what is owed is the difference. */
  orderedQuantity: number;
  deliveredQuantity: number;
  /** The point that owes it: its code among the loaded delivery points. */
  pointCode: string | null;
  isAnnulled: boolean;
  deliveredOn: CivilDate | null;
};

/**
 * One of them; `code` is the person, the formula and the medicine, by its CUM or else by its name:
 * `CC 123 · F-77 · 19935311-2`.
 */
export type LoadedMedicine = { code: string; details: MedicineDetails };

/** A line as its person sees it, with the request for it that is under way. */
export type PendingMedicine =
  & Pick<
    MedicineDetails,
    | "formulaNumber"
    | "formulaOn"
    | "pendingSince"
    | "medicine"
    | "presentation"
    | "orderedQuantity"
    | "deliveredQuantity"
  >
  & {
    handle: string;
    /** Where it is owed, where that is on file. */
    point: MedicinePoint | null;
    request: { folio: string; state: RequestState; scheduledOn: CivilDate | null } | null;
  };

/** The person of a code, as the code of an affiliate: `CC 123`. */
export function personOfMedicine(code: string): string {
  return code.split(CODE_SEPARATOR)[0] ?? "";
}

/** A code without its medicine: whoever reads what became of a load need not know who takes what. */
export function formulaOfMedicine(code: string): string {
  return code.split(CODE_SEPARATOR).slice(0, 2).join(CODE_SEPARATOR);
}

/** The code of a medicine of a formula of a person. */
export function medicineCode(person: string, formulaNumber: string, medicine: string): string {
  return [person, formulaNumber, medicine].join(CODE_SEPARATOR);
}

/** The number of a formula, the same in any case; undefined where it is none. */
export function readFormulaNumber(text: string): string | undefined {
  return /^[0-9A-Za-z][0-9A-Za-z ./_-]{0,39}$/.test(text) ? text.toUpperCase() : undefined;
}

/** In none of a code's parts but the last. */
const CODE_SEPARATOR = " · ";
