/** How much of each kind of work waits for the staff, and how much of it is past its due date. */
export type OpenWork = Record<
  | "requests"
  | "dataRequests"
  | "inquiries"
  | "cases"
  | "medicines"
  | "loads"
  | "failedMails"
  | "callbacks"
  | "clashes"
  | "contacts"
  | "enrolments"
  | "actas"
  | "reports"
  | "troubles",
  { open: number; late: number }
>;
