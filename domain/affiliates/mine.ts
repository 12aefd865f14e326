import type { Person } from "../accounts/person.ts";
import type { AffiliateDetails } from "./affiliate.ts";
import type { AffiliateRecord } from "./record.ts";

/** Somebody of a family group: her name and what she is to its head. */
export type FamilyName = Person & Pick<AffiliateDetails, "kinship">;

/** What an affiliate reads of herself in Mi afiliación. */
export type MyAffiliation = {
  record: AffiliateRecord;
  /** Whoever the file puts into her group; empty where she is no head. */
  members: FamilyName[];
  /** The head of her group; null where she is one, or the file names none that is on file. */
  head: Person | null;
  /** When the account accepted the policies last. */
  acceptedAt: number | null;
};
