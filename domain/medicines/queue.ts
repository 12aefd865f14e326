import type { AffiliateDetails } from "../affiliates/affiliate.ts";
import type { StoredFile } from "../file.ts";
import type { MedicineDetails } from "./pending.ts";
import type { MedicineRequest } from "./request.ts";

/** What the staff looks at: what somebody waits for, or what is over. */
export type QueueFilter = "underWay" | "over";

/** A request as the queue lists it: without whose it is, and without the medicine. */
export type QueuedRequest = Pick<
  MedicineRequest,
  "folio" | "pendingHandle" | "way" | "state" | "scheduledOn" | "createdAt" | "dueAt" | "point"
>;

/** One request for the staff; the person or the line is null where a load was undone since. */
export type RequestForStaff = MedicineRequest & {
  affiliateId: number;
  /** Of whoever asked; null where none is on file. */
  email: string | null;
  person:
    | (
      & Pick<AffiliateDetails, "firstName" | "secondName" | "firstSurname" | "secondSurname">
      & Pick<MedicineDetails, "documentType" | "documentNumber">
    )
    | null;
  line:
    | Pick<
      MedicineDetails,
      | "medicine"
      | "presentation"
      | "orderedQuantity"
      | "deliveredQuantity"
      | "isAnnulled"
      | "pendingSince"
    >
    | null;
  files: StoredFile[];
};
