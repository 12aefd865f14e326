import type { Nit } from "../nit.ts";
import type { ProviderDetails } from "./provider.ts";

/** A provider in the staff's list; nothing in it is masked yet. */
export type ListedProvider =
  & Pick<
    ProviderDetails,
    "legalName" | "municipality" | "department" | "email" | "representativeId"
  >
  & {
    nit: Nit;
    hasAccount: boolean;
    /** Whether the staff closed its access, so that nobody can work for it. */
    isClosed: boolean;
  };
