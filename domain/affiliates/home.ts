import type { AffiliateDetails } from "./affiliate.ts";

/** What an affiliate's first page says of her. */
export type AffiliateHome =
  & Pick<AffiliateDetails, "state" | "regime" | "municipality" | "primarySiteName">
  & { offersPasskey: boolean };
