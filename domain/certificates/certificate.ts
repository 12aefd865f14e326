import type { Tax } from "./period.ts";

export type CertificateKind = "affiliation" | Tax;

/** A certificate as it was given out; what it says never changes. */
export type Certificate = {
  id: number;
  code: string;
  kind: CertificateKind;
  /** What it says, as JSON of its kind. */
  says: string;
  /** Milliseconds since 1970. */
  issuedAt: number;
};

/** Whose certificate it is. */
export type CertificateOwner = { affiliateId: number } | { providerId: number };
