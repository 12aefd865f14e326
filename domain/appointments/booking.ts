/** How long a slot waits for whoever chose it. */
export const HOLD_MS = 5 * 60_000;

/** How one wants to be reached about an appointment; for this one only. */
export type AppointmentContact = { phone: string; address: string; email: string };

/**
 * How an attempt to take a slot ended. `taken`: the hold is over, or somebody else has the slot.
 * `twice`: one of this kind is still to come.
 */
export type BookingResult = "done" | "taken" | "twice";
