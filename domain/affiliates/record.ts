import type { Person } from "../accounts/person.ts";
import type { AffiliateDetails } from "./affiliate.ts";
import type { AffiliateDocument } from "./document.ts";

/** Everything that is on file of a person insured. */
export type AffiliateRecord = Person & AffiliateDocument & AffiliateDetails;
