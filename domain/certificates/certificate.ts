/** A certificate as it was given out; what it says never changes. */
export type Certificate = {
  id: number;
  code: string;
  /** What it says, as JSON of its kind. */
  says: string;
  /** Milliseconds since 1970. */
  issuedAt: number;
};
