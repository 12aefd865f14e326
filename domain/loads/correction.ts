import type { Nit } from "../nit.ts";
import type { RevisionDifference } from "../payments/difference.ts";

/** A voucher that existed before a load and is changed by it, with the differences. */
export type Correction = RevisionDifference & {
  nit: Nit;
  legalName: string;
  documentNumber: string;
};
