import { type AttemptLimit, WAITS } from "../accounts/attempt_limit.ts";

/**
 * Appointments that one account books, moves and cancels: each mails the address that was typed, and
 * takes an hour from somebody else.
 */
export const APPOINTMENT_CHANGE_BY_PERSON: AttemptLimit = {
  name: "appointment change by person",
  free: 20,
  ...WAITS,
};

/** How long a slot waits for whoever chose it. */
export const HOLD_MS = 5 * 60_000;

/** How one wants to be reached about an appointment; for this one only. */
export type AppointmentContact = { phone: string; address: string; email: string };

/**
 * How an attempt to take a slot ended. `taken`: the hold is over, or somebody else has the slot.
 * `twice`: one of this kind is still to come.
 */
export type BookingResult = "done" | "taken" | "twice";
