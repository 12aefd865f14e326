import type { CivilDate } from "../dates.ts";
import type { EnrolmentState } from "./enrolment.ts";

/** A request in the staff's list. */
export type ListedEnrolment = {
  folio: string;
  state: EnrolmentState;
  dueOn: CivilDate | null;
  firstName: string | null;
  firstSurname: string | null;
  /** Why the EPS is chosen, by its code. */
  reason: string | null;
  /** How many beneficiaries. */
  people: number;
};

/** What the staff compares a request with: what is on file of the applicant, and likely codes. */
export type OnFile = {
  /** Since when she is affiliated, where her document is on file. */
  affiliatedOn: CivilDate | null;
  /** Codes of municipalities of her department that the EPS has a place in. */
  municipalities: { daneCode: string; municipality: string }[];
};
