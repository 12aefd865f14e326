import type { AuditDetail } from "./detail.ts";

/** An event of the log with the names of whom it is about; `at` in milliseconds. */
export type LoggedEvent = {
  id: number;
  at: number;
  name: string;
  result: string;
  userId: number | null;
  /** Empty for a representative, and where nobody was signed in. */
  personName: string;
  email: string | null;
  nit: string | null;
  legalName: string | null;
  source: string;
  requestId: string;
  detail: AuditDetail;
  /** Whom the detail names, and why it was done, where a member of the staff did it. */
  aboutName: string;
  motive: string;
};

/** What happened at a provider, as its administrator may know it. */
export type Activity = Omit<
  LoggedEvent,
  "email" | "nit" | "legalName" | "requestId" | "aboutName" | "motive"
>;
