/** A mail that was given up; instants in milliseconds. */
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
