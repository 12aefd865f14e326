import type { CivilDate } from "../dates.ts";
import type { ProviderDetails } from "./provider.ts";
import type { RegistrationRequest } from "./registration_request.ts";

/**
 * A request to be registered as the staff decides on it, with what is on file of the provider;
 * instants in milliseconds.
 */
export type StoredRequest = RegistrationRequest & {
  folio: string;
  providerId: number | null;
  /** Whether the provider has such a voucher of the last twelve months, of exactly this amount. */
  isPaymentRight: boolean;
  createdAt: number;
  /** The last day on which a decision is in time. */
  dueOn: CivilDate;
  state: "open" | "approved" | "rejected";
  decidedAt: number | null;
  /** Why it was decided so; empty where no reason was given. */
  note: string;
  /** Null where nothing is on file under this NIT. */
  provider: Pick<ProviderDetails, "legalName" | "email" | "phone" | "representativeId"> | null;
};
