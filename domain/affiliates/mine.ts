import type { Family } from "./family.ts";
import type { AffiliateRecord } from "./record.ts";

/** What an affiliate reads of herself in Mi afiliación. */
export type MyAffiliation = {
  record: AffiliateRecord;
  family: Family;
  /** When the account accepted the policies last. */
  acceptedAt: number | null;
};
