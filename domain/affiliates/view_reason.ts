/** How long a reason that the staff typed for one person holds for looking at her data. */
export const VIEW_REASON_MS = 30 * 60 * 1000;

/** Whose data a reason opens: an affiliate's, or those of a request to become one, by its radicado. */
export type ViewSubject = { affiliateId: number } | { enrolment: string };
