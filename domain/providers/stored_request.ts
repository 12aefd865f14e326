import type { CivilDate } from "../dates.ts";
import type { Cents } from "../money.ts";

/** A request to be registered as the staff decides on it, with what is on file of the provider. */
export type StoredRequest = {
  folio: string;
  providerId: number | null;
  nit: string;
  documentNumber: string;
  paidAmount: Cents;
  representativeId: string;
  contactName: string;
  contactPhone: string;
  contactEmail: string;
  isPaymentRight: boolean;
  createdAt: number;
  dueOn: CivilDate;
  state: "open" | "approved" | "rejected";
  decidedAt: number | null;
  note: string;
  provider: {
    legalName: string;
    email: string | null;
    phone: string | null;
    representativeId: string | null;
  } | null;
};
