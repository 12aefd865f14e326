import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { callPromisedOn } from "../../domain/appointments/callback.ts";
import { addDays, type CivilDate, dateInBogota } from "../../domain/dates.ts";
import { folio } from "../../domain/folio.ts";
import {
  bookAppointment,
  cancelAppointment,
  holdSlot,
  moveAppointment,
} from "../appointments/booking.ts";
import { requestCallback } from "../appointments/callbacks.ts";
import { chooseCareKind, startDraft, startMove } from "../appointments/drafts.ts";
import type { Db } from "../client.ts";
import { affiliates, slots } from "../schema.ts";
import { FULL_SITE, lastSlotOfCutDay } from "./agendas.ts";

const CONTACT = { phone: "300 000 0101", address: "Calle 0 # 0-01" };

/**
 * Appointments of the family: booked, moved, cancelled, two that fill a whole agenda, and one that the
 * next load leaves without its slot; two who wait to be called, one of them for too long.
 */
export async function seedDemoAppointments(
  db: Db,
  nowMs: number,
  today: CivilDate,
): Promise<void> {
  const people = await db.select({ id: affiliates.id, email: affiliates.email }).from(affiliates)
    .where(sql`document_number BETWEEN '9990000101' AND '9990000106'`)
    .orderBy(affiliates.documentNumber);
  const [mother, father, daughter, son, neighbour, aunt] = people.map(({ id }) => id);
  if (!mother || !father || !daughter || !son || !neighbour || !aunt) return;
  const [dentist, , later] = await freeSlots(db, eq(slots.careKind, "Odontología"));
  const [first, second] = await freeSlots(db, eq(slots.siteCode, FULL_SITE));
  const [cut] = await freeSlots(db, eq(slots.startsAt, lastSlotOfCutDay(today)));
  const [child] = await freeSlots(db, eq(slots.siteCode, "SE-03"));
  if (!dentist || !later || !first || !second || !cut || !child) return;
  const booked = await book(db, mother, dentist, nowMs);
  await move(db, mother, { appointmentId: booked, slotId: later.id }, nowMs);
  await book(db, father, cut, nowMs);
  await book(db, neighbour, first, nowMs);
  await book(db, aunt, second, nowMs);
  const cancelled = await book(db, daughter, child, nowMs);
  await cancelAppointment(db, { id: cancelled, affiliateId: daughter }, nowMs);
  await askToBeCalled(db, aunt, { careKind: "Odontología", promisedOn: addDays(today, -2) }, nowMs);
  const promisedOn = callPromisedOn(today);
  await askToBeCalled(db, father, { careKind: "Odontología", promisedOn }, nowMs);
}

type Slot = typeof slots.$inferSelect;

async function freeSlots(db: Db, condition: SQL): Promise<Slot[]> {
  return await db.select().from(slots).where(and(condition, eq(slots.isOpen, true)))
    .orderBy(asc(slots.startsAt), asc(slots.id)).limit(3);
}

async function book(db: Db, person: number, slot: Slot, nowMs: number): Promise<string> {
  const draftId = crypto.randomUUID();
  const who = { id: draftId, actorId: person, affiliateId: person };
  await startDraft(db, { ...who, siteCode: slot.siteCode }, nowMs);
  await chooseCareKind(db, { ...who, careKind: slot.careKind });
  await holdSlot(db, { draftId, actorId: person, slotId: slot.id }, nowMs);
  const appointment = { code: newFolio("CI", nowMs), draftId, actorId: person, ...CONTACT };
  await bookAppointment(db, { ...appointment, email: "marta.prueba@correo.example" }, nowMs);
  return draftId;
}

/** Somebody who found no hour of a kind in time. */
async function askToBeCalled(
  db: Db,
  person: number,
  { careKind, promisedOn }: { careKind: string; promisedOn: CivilDate },
  nowMs: number,
): Promise<void> {
  const id = crypto.randomUUID();
  const who = { actorId: person, affiliateId: person };
  await startDraft(db, { id, ...who, siteCode: "SE-01" }, nowMs);
  await chooseCareKind(db, { id, ...who, careKind });
  const request = { draftId: id, ...who, phone: "300 000 0106", promisedOn };
  await requestCallback(db, { ...request, folio: newFolio("LL", nowMs) }, nowMs);
}

function newFolio(prefix: "CI" | "LL", nowMs: number): string {
  const year = dateInBogota(nowMs).slice(0, 4);
  return folio(prefix, year, crypto.getRandomValues(new Uint8Array(8)));
}

async function move(
  db: Db,
  person: number,
  { appointmentId, slotId }: { appointmentId: string; slotId: number },
  nowMs: number,
): Promise<void> {
  const id = crypto.randomUUID();
  await startMove(db, { id, actorId: person, affiliateId: person, appointmentId }, nowMs);
  await holdSlot(db, { draftId: id, actorId: person, slotId }, nowMs);
  await moveAppointment(db, { draftId: id, actorId: person }, nowMs);
}
