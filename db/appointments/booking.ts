import {
  type AppointmentContact,
  type BookingResult,
  HOLD_MS,
} from "../../domain/appointments/booking.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { isDatabaseMessage } from "../database_error.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { isFree, isNotHeld } from "./slot_sql.ts";

/*
 * A draft holds a slot for its affiliate, and what is booked or moved is the slot that the draft
 * holds. Each act is one batch; the indexes of `appointments` refuse what must not be, whichever of
 * two was first.
 */

/** What goes into the batch of an act: its event, its mails. */
export type Beside = { entry?: Entry; mails?: NewMail[] };

/**
 * Holds a free slot of the kind and site that a draft asks for, instead of what its affiliate held so
 * far. False where somebody else was faster, the slot has begun, or the draft is another's.
 */
export async function holdSlot(
  db: Db,
  { draftId, actorId, slotId }: { draftId: string; actorId: number; slotId: number },
  nowMs: number,
): Promise<boolean> {
  const args = { draftId, actorId, slotId, nowMs, heldUntil: nowMs + HOLD_MS };
  const results = await db.$client.batch([
    { sql: LET_GO, args: { actorId } },
    { sql: HOLD, args },
  ], "write");
  return results[1]?.rowsAffected === 1;
}

export type NewAppointment = AppointmentContact & {
  code: string;
  draftId: string;
  /** Whoever acts, whose the draft is. */
  actorId: number;
};

/** Makes an appointment, with the id of its draft, of the slot that the draft holds. */
export async function bookAppointment(
  db: Db,
  appointment: NewAppointment,
  nowMs: number,
  { entry = NO_ENTRY, mails = [] }: Beside = {},
): Promise<BookingResult> {
  const { draftId, actorId } = appointment;
  return await once(async () => {
    const results = await db.$client.batch([
      { sql: PASS, args: { nowMs } },
      { sql: BOOK, args: { ...appointment, nowMs } },
      ...entry.statements,
      ...enqueueStatements(mails, nowMs, { ifChanged: true }),
      { sql: END_HOLD, args: { draftId, actorId } },
    ], "write");
    return results[1]?.rowsAffected === 1;
  });
}

/**
 * Gives the appointment that a draft moves the slot that it holds. One statement takes the new slot
 * and frees the old one, so that nothing can stop in between.
 */
export async function moveAppointment(
  db: Db,
  { draftId, actorId }: { draftId: string; actorId: number },
  nowMs: number,
  { entry = NO_ENTRY, mails = [] }: Beside = {},
): Promise<BookingResult> {
  return await once(async () => {
    const [moved] = await db.$client.batch([
      { sql: MOVE, args: { draftId, actorId, nowMs } },
      ...entry.statements,
      ...enqueueStatements(mails, nowMs, { ifChanged: true }),
      { sql: END_HOLD, args: { draftId, actorId } },
    ], "write");
    return moved?.rowsAffected === 1;
  });
}

/** Cancels somebody's appointment that is still to come; false where there is none. */
export async function cancelAppointment(
  db: Db,
  { id, affiliateId }: { id: string; affiliateId: number },
  nowMs: number,
  { entry = NO_ENTRY, mails = [] }: Beside = {},
): Promise<boolean> {
  const [cancelled] = await db.$client.batch([
    { sql: CANCEL, args: { id, affiliateId, nowMs } },
    ...entry.statements,
    ...enqueueStatements(mails, nowMs, { ifChanged: true }),
  ], "write");
  return cancelled?.rowsAffected === 1;
}

/** Takes a slot, or says why the indexes refuse it. */
export async function once(change: () => Promise<boolean>): Promise<BookingResult> {
  try {
    return await change() ? "done" : "taken";
  } catch (error) {
    if (isDatabaseMessage(error, /appointments\.affiliate_id, appointments\.care_kind/)) {
      return "twice";
    }
    if (isDatabaseMessage(error, /appointments\.slot_id/)) return "taken";
    throw error;
  }
}

const LET_GO = `
  UPDATE slots SET hold_id = NULL, held_by = NULL, held_until = NULL WHERE held_by = :actorId`;

const HOLD = `
  UPDATE slots AS s SET hold_id = d.id, held_by = d.actor_id, held_until = :heldUntil
  FROM appointment_drafts AS d
  WHERE s.id = :slotId AND d.id = :draftId AND d.actor_id = :actorId
    AND s.site_code = d.site_code AND s.care_kind = d.care_kind
    AND ${isFree("d.moves_id")} AND ${isNotHeld()}`;

const END_HOLD = `
  UPDATE slots SET hold_id = NULL, held_by = NULL, held_until = NULL
  WHERE hold_id = :draftId AND held_by = :actorId`;

/** What has begun is past, so that it stands in the way of nothing. */
export const PASS =
  "UPDATE appointments SET state = 'past' WHERE state = 'booked' AND starts_at <= :nowMs";

/** The slot that a draft holds, where it can still be booked. */
const HELD = `
  FROM appointment_drafts AS d CROSS JOIN slots AS s ON s.hold_id = d.id
  WHERE d.id = :draftId AND d.actor_id = :actorId AND s.held_until > :nowMs
    AND ${isFree("d.moves_id")}`;

const BOOK = `
  INSERT INTO appointments (id, code, slot_id, affiliate_id, booked_by, care_kind, state, starts_at,
    phone, address, email, created_at, changed_at)
  SELECT d.id, :code, s.id, d.affiliate_id, d.actor_id, s.care_kind, 'booked', s.starts_at,
    :phone, :address, :email, :nowMs, :nowMs
  ${HELD} AND d.moves_id IS NULL`;

const MOVE = `
  UPDATE appointments SET slot_id = held.id, starts_at = held.starts_at, changed_at = :nowMs,
    sequence = sequence + 1, reminded_at = NULL
  FROM (SELECT s.id, s.starts_at, s.care_kind, d.moves_id, d.affiliate_id ${HELD}) AS held
  WHERE appointments.id = held.moves_id AND appointments.affiliate_id = held.affiliate_id
    AND appointments.state = 'booked' AND appointments.starts_at > :nowMs
    AND appointments.care_kind = held.care_kind`;

const CANCEL = `
  UPDATE appointments SET state = 'cancelled', changed_at = :nowMs, sequence = sequence + 1
  WHERE id = :id AND affiliate_id = :affiliateId AND state = 'booked' AND starts_at > :nowMs`;
