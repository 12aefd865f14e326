import type { Nit } from "../nit.ts";
import type { RevisionDifference } from "../payments/difference.ts";

/** A voucher that was there before a load and stands otherwise by it, with what differs. */
export type Correction = RevisionDifference & {
  nit: Nit;
  legalName: string;
  documentNumber: string;
};
