/** A mail that the mail server would not take; instants in milliseconds. */
export type FailedMail = {
  id: number;
  kind: string;
  nit: string | null;
  legalName: string | null;
  to: string;
  subject: string;
  attempts: number;
  createdAt: number;
  givenUpAt: number;
  problem: string;
};
