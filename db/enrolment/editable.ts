import { sql } from "drizzle-orm";

/** Of enrolments: those that the applicant may change. */
export const IS_EDITABLE = sql`state IN ('draft', 'returned')`;
