import type { AffiliateKind } from "../affiliates/affiliate.ts";
import type { PlaceDetails } from "../places/place.ts";
import type { AppointmentContact } from "./booking.ts";
import type { Position } from "./nearest.ts";

/** A site where one may have an appointment. */
export type Site =
  & { code: string }
  & Pick<
    PlaceDetails,
    "name" | "address" | "daneCode" | "municipality" | "phone" | "latitude" | "longitude"
  >;

/** The site of an appointment as pages say it; a load may have taken it off the list since. */
export type SiteOfSlot = { siteName: string | null; siteAddress: string | null };

/** What somebody has chosen so far. */
export type Draft = SiteOfSlot & {
  id: string;
  personName: string;
  personKind: AffiliateKind;
  careKind: string | null;
  /** The appointment that moves, and when it is now. */
  movesId: string | null;
  movesFrom: number | null;
  /** The appointment that it became, or moved. */
  doneAs: string | null;
};

/** An hour that is free. */
export type FreeSlot = { id: number; startsAt: number; professional: string };

/** A free hour at another site than the one that is spoken of. */
export type FreeElsewhere = FreeSlot & Position & { name: string; municipality: string | null };

/** One hour of a draft, which waits until an instant. */
export type HeldSlot = { startsAt: number; professional: string; heldUntil: number };

/** An appointment as whoever has it sees it; instants in milliseconds. */
export type Appointment = SiteOfSlot & AppointmentContact & {
  id: string;
  code: string;
  personName: string;
  careKind: string;
  professional: string;
  state: "booked" | "cancelled" | "past";
  startsAt: number;
  endsAt: number;
  changedAt: number;
  sequence: number;
  /** Whether a load took its hour off the agenda: the staff looks for another one. */
  isClosed: boolean;
};

/** An appointment in somebody's list. */
export type ListedAppointment = Pick<
  Appointment,
  "id" | "code" | "careKind" | "state" | "startsAt" | "siteName" | "professional" | "isClosed"
>;

/** Whether it can still be cancelled and moved. */
export function isToCome({ state, startsAt }: ListedAppointment, nowMs: number): boolean {
  return state === "booked" && startsAt > nowMs;
}

/** What to call the place of an appointment. */
export function siteWords({ siteName }: Pick<SiteOfSlot, "siteName">): string {
  return siteName ?? "Sede que ya no está en la lista: pregunte en la línea";
}
