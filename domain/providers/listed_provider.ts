import type { Nit } from "../nit.ts";
import type { ProviderDetails } from "./provider.ts";

/** A provider as it stands in the staff's list; nothing in it is masked yet. */
export type ListedProvider =
  & Pick<
    ProviderDetails,
    "legalName" | "municipality" | "department" | "email" | "representativeId"
  >
  & {
    nit: Nit;
    hasAccount: boolean;
    /** Whether the staff closed its access: nobody enters for it. */
    isClosed: boolean;
  };
