import { and, asc, eq, sql } from "drizzle-orm";
import type { Appointment, FreeSlot } from "../../domain/appointments/appointment.ts";
import type { BookingResult } from "../../domain/appointments/booking.ts";
import type { CalledBack } from "../../domain/appointments/callback.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import { ask, askTogether, question, type Values } from "../question.ts";
import { affiliates, appointments, callbackRequests, loadedPlaces } from "../schema.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { type Beside, once } from "./booking.ts";
import { OWN_APPOINTMENT } from "./own.ts";
import { asked, isFree, isNotHeld, SLOT } from "./slot_sql.ts";

const MAX_OFFERED = 60;
const IS_SITE = and(eq(loadedPlaces.kind, "sites"), eq(loadedPlaces.code, SLOT.siteCode));

/** Whose appointment it is: asked for before anything of it is shown. */
export async function findAppointmentHolder(db: Db, id: string): Promise<number | undefined> {
  const [found] = await ask(db, HOLDER({ id }));
  return found?.affiliateId;
}

/** An appointment, and the first free hours of its kind and site to which it can move. */
export async function findMovable(
  db: Db,
  { id, nowMs }: { id: string; nowMs: number },
): Promise<{ appointment: Appointment; hours: FreeSlot[] } | undefined> {
  const [[appointment], hours] = await askTogether(db, MOVABLE({ id }), HOURS({ id, nowMs }));
  return appointment && { appointment, hours };
}

/** Gives an appointment to come another free slot of its kind and site, in the staff's name. */
export async function moveForAffiliate(
  db: Db,
  { id, slotId }: { id: string; slotId: number },
  nowMs: number,
  { entry = NO_ENTRY, mails = [] }: Beside = {},
): Promise<BookingResult> {
  return await once(async () => {
    const [moved] = await db.$client.batch([
      { sql: MOVE, args: { id, slotId, nowMs } },
      ...entry.statements,
      ...mailsIfChanged(mails, nowMs),
    ], "write");
    return moved?.rowsAffected === 1;
  });
}

/** A request to be called with whose it is. */
export async function findCallbackForStaff(
  db: Db,
  folio: string,
): Promise<CalledBack | undefined> {
  const [found] = await ask(db, CALLBACK({ folio }));
  return found;
}

/** Stores what came of a call; false where somebody else did so before. */
export async function answerCallback(
  db: Db,
  answer: { folio: string; outcome: string; staffId: number },
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [answered] = await db.$client.batch([
    { sql: ANSWER, args: { ...answer, nowMs } },
    ...entry.statements,
  ], "write");
  return answered?.rowsAffected === 1;
}

function mailsIfChanged(mails: NewMail[], nowMs: number) {
  return enqueueStatements(mails, nowMs, { ifChanged: true });
}

const HOLDER = question(
  { affiliateId: appointments.affiliateId },
  (select, { id }: Values<{ id: string }>) =>
    select.from(appointments).where(eq(appointments.id, id)),
);

const MOVABLE = question(
  OWN_APPOINTMENT,
  (select, { id }: Values<{ id: string }>) =>
    select.from(appointments).innerJoin(SLOT, eq(SLOT.id, appointments.slotId))
      .innerJoin(affiliates, eq(affiliates.id, appointments.affiliateId))
      .leftJoin(loadedPlaces, IS_SITE).where(eq(appointments.id, id)),
);

/** The slot that the appointment has now. */
const SAME_PLACE = `(SELECT site_code FROM slots WHERE id =
  (SELECT slot_id FROM appointments WHERE id = m.id))`;

const HOURS = question(
  { id: SLOT.id, startsAt: SLOT.startsAt, professional: SLOT.professional },
  (select, { id, nowMs }: Values<{ id: string; nowMs: number }>) =>
    select.from(sql`appointments AS m`)
      .innerJoin(SLOT, sql`s.site_code = ${sql.raw(SAME_PLACE)} AND s.care_kind = m.care_kind`)
      .where(sql`m.id = ${id} AND ${asked(isFree("m.id"), nowMs)}
        AND ${asked(isNotHeld(), nowMs)}`)
      .orderBy(asc(SLOT.startsAt), asc(SLOT.professional)).limit(MAX_OFFERED),
);

const MOVE = `
  UPDATE appointments AS m SET slot_id = chosen.id, starts_at = chosen.starts_at,
    changed_at = :nowMs, sequence = sequence + 1, reminded_at = NULL
  FROM (SELECT s.id, s.starts_at, s.care_kind, s.site_code FROM slots AS s
    WHERE s.id = :slotId AND ${isFree(":id")} AND ${isNotHeld()}) AS chosen
  WHERE m.id = :id AND m.state = 'booked' AND m.starts_at > :nowMs
    AND m.care_kind = chosen.care_kind AND chosen.site_code = ${SAME_PLACE}`;

const CALLBACK = question(
  {
    folio: callbackRequests.folio,
    careKind: callbackRequests.careKind,
    phone: callbackRequests.phone,
    askedAt: callbackRequests.askedAt,
    promisedOn: callbackRequests.promisedOn,
    answeredAt: callbackRequests.answeredAt,
    outcome: callbackRequests.outcome,
    affiliateId: callbackRequests.affiliateId,
    personName: FULL_NAME,
    siteName: loadedPlaces.name,
  },
  (select, { folio }: Values<{ folio: string }>) =>
    select.from(callbackRequests)
      .leftJoin(affiliates, eq(affiliates.id, callbackRequests.affiliateId))
      .leftJoin(
        loadedPlaces,
        and(eq(loadedPlaces.kind, "sites"), eq(loadedPlaces.code, callbackRequests.siteCode)),
      )
      .where(eq(callbackRequests.folio, folio)),
);

const ANSWER = `UPDATE callback_requests SET answered_at = :nowMs, answered_by = :staffId,
    outcome = :outcome
  WHERE folio = :folio AND answered_at IS NULL`;
