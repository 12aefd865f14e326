import { type AttemptLimit, WAITS } from "../accounts/attempt_limit.ts";
import type { CivilDate } from "../dates.ts";
import type { TypedEnrolment } from "./answers.ts";
import type { EnrolmentDocument } from "./papers.ts";
import type { Signature } from "./signature.ts";

export type EnrolmentState = "draft" | "sent" | "returned" | "approved" | "rejected";

/** An enrolment as its applicant sees it. */
export type Enrolment = {
  folio: string;
  state: EnrolmentState;
  email: string;
  typed: TypedEnrolment;
  /** When it is removed; null while the staff has it. */
  expiresAt: number | null;
  /** Until when an answer was promised; null before it was sent. */
  dueOn: CivilDate | null;
  signature: Signature | null;
  documents: EnrolmentDocument[];
  events: EnrolmentEvent[];
};

/** A sending or a decision, with what the staff wrote to the applicant. */
export type EnrolmentEvent = {
  state: Exclude<EnrolmentState, "draft">;
  text: string;
  at: number;
};

/** Files of one paper: two sides, and one more. */
export const MAX_PAPER_FILES = 3;

/** Beneficiaries of one enrolment: more than any family group that the form has boxes for. */
export const MAX_PEOPLE = 12;

/** A day, in which settings say how long enrolments stay. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** Drafts that one place may begin: a family, or an office that helps people. */
export const DRAFT_BY_SOURCE: AttemptLimit = { name: "enrolment by source", free: 20, ...WAITS };

/** Sendings of papers from one place: a family has some twenty, each up to ten megabytes. */
export const PAPERS_BY_SOURCE: AttemptLimit = {
  name: "enrolment papers by source",
  free: 60,
  ...WAITS,
};

/** Links that one place may ask for, whichever radicados it tries. */
export const LINK_BY_SOURCE: AttemptLimit = {
  name: "enrolment link by source",
  free: 20,
  ...WAITS,
};

const HOUR_MS = 60 * 60 * 1000;

/** Links that one mailbox gets an hour, whoever asks for them. */
export const LINK_BY_MAILBOX: AttemptLimit = {
  name: "enrolment link by mailbox",
  free: 2,
  firstWaitMs: HOUR_MS,
  longestWaitMs: HOUR_MS,
  forgottenAfterMs: HOUR_MS,
};

/** Whether the applicant may change what was typed. */
export function isEditable({ state }: Pick<Enrolment, "state">): boolean {
  return state === "draft" || state === "returned";
}
