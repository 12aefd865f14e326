import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Appointment, ListedAppointment } from "../../domain/appointments/appointment.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import { ask, askTogether, question, type Values } from "../question.ts";
import { affiliates, appointments, loadedPlaces } from "../schema.ts";
import { SLOT } from "./slot_sql.ts";

const MAX_PAST = 10;
const IS_SITE = and(eq(loadedPlaces.kind, "sites"), eq(loadedPlaces.code, SLOT.siteCode));

/** The columns of an appointment that every list shows. */
export const LISTED_APPOINTMENT = {
  id: appointments.id,
  code: appointments.code,
  careKind: appointments.careKind,
  state: appointments.state,
  startsAt: appointments.startsAt,
  siteName: loadedPlaces.name,
  professional: SLOT.professional,
  isClosed: sql<boolean>`s.is_open = 0`.mapWith(Boolean),
};

/** All columns of one. */
export const OWN_APPOINTMENT = {
  ...LISTED_APPOINTMENT,
  siteAddress: loadedPlaces.address,
  personName: FULL_NAME,
  phone: appointments.phone,
  address: appointments.address,
  email: appointments.email,
  endsAt: SLOT.endsAt,
  changedAt: appointments.changedAt,
  sequence: appointments.sequence,
};

/** What somebody has to come, the next first, and what is over or cancelled, the last first. */
export async function findAppointments(
  db: Db,
  { affiliateId, nowMs }: { affiliateId: number; nowMs: number },
): Promise<{ toCome: ListedAppointment[]; others: ListedAppointment[] }> {
  const [toCome, others] = await askTogether(
    db,
    TO_COME({ affiliateId, nowMs }),
    OTHERS({ affiliateId, nowMs }),
  );
  return { toCome, others };
}

/** Somebody's appointment; undefined where it is another's. */
export async function findAppointment(
  db: Db,
  own: { id: string; affiliateId: number },
): Promise<Appointment | undefined> {
  const [appointment] = await ask(db, ONE(own));
  return appointment;
}

type Person = Values<{ affiliateId: number; nowMs: number }>;

const TO_COME = question(
  LISTED_APPOINTMENT,
  (select, { affiliateId, nowMs }: Person) =>
    select.from(appointments).innerJoin(SLOT, eq(SLOT.id, appointments.slotId))
      .leftJoin(loadedPlaces, IS_SITE)
      .where(sql`${appointments.affiliateId} = ${affiliateId} AND ${appointments.state} = 'booked'
      AND ${appointments.startsAt} > ${nowMs}`)
      .orderBy(asc(appointments.startsAt)),
);

const OTHERS = question(
  LISTED_APPOINTMENT,
  (select, { affiliateId, nowMs }: Person) =>
    select.from(appointments).innerJoin(SLOT, eq(SLOT.id, appointments.slotId))
      .leftJoin(loadedPlaces, IS_SITE)
      .where(sql`${appointments.affiliateId} = ${affiliateId}
      AND (${appointments.state} <> 'booked' OR ${appointments.startsAt} <= ${nowMs})`)
      .orderBy(desc(appointments.startsAt)).limit(MAX_PAST),
);

const ONE = question(
  OWN_APPOINTMENT,
  (select, { id, affiliateId }: Values<{ id: string; affiliateId: number }>) =>
    select.from(appointments).innerJoin(SLOT, eq(SLOT.id, appointments.slotId))
      .innerJoin(affiliates, eq(affiliates.id, appointments.affiliateId))
      .leftJoin(loadedPlaces, IS_SITE)
      .where(and(eq(appointments.id, id), eq(appointments.affiliateId, affiliateId))),
);
