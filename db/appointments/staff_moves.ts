import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type {
  Appointment,
  FreeElsewhere,
  FreeSlot,
} from "../../domain/appointments/appointment.ts";
import type { BookingResult } from "../../domain/appointments/booking.ts";
import { nearestSites } from "../../domain/appointments/nearest.ts";
import { NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { enqueueStatements } from "../mail/outbox.ts";
import { askTogether, question, type Values } from "../question.ts";
import { affiliates, appointments, loadedPlaces, slots } from "../schema.ts";
import { type Beside, once } from "./booking.ts";
import { OWN_APPOINTMENT } from "./own.ts";
import { asked, isFree, isNotHeld, SLOT } from "./slot_sql.ts";

const MAX_OFFERED = 60;
/** Hours of each other site: enough to choose the site, whose own list is longer. */
const MAX_OF_A_SITE = 3;
const FREE = alias(slots, "f");
const POSITION = {
  daneCode: loadedPlaces.daneCode,
  latitude: loadedPlaces.latitude,
  longitude: loadedPlaces.longitude,
};
const IS_SITE = and(eq(loadedPlaces.kind, "sites"), eq(loadedPlaces.code, SLOT.siteCode));

export type Movable = {
  appointment: Appointment;
  /** The first free hours of its kind at its site. */
  hours: FreeSlot[];
  /** The first ones of each other site of the department, the nearest to its site first. */
  elsewhere: FreeElsewhere[];
};

/** An appointment, and the hours to which it can move. */
export async function findMovable(
  db: Db,
  { id, nowMs }: { id: string; nowMs: number },
): Promise<Movable | undefined> {
  const [[appointment], [site], hours, elsewhere] = await askTogether(
    db,
    MOVABLE({ id }),
    SITE({ id }),
    HOURS({ id, nowMs }),
    ELSEWHERE({ id, nowMs }),
  );
  if (!appointment) return undefined;
  const nearest = nearestSites(elsewhere, site).slice(0, MAX_OFFERED);
  return { appointment, hours, elsewhere: nearest };
}

/**
 * Gives an appointment to come another free slot of its kind, at its site or another one of the
 * department, in the staff's name.
 */
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
      ...enqueueStatements(mails, nowMs, { ifChanged: true }),
    ], "write");
    return moved?.rowsAffected === 1;
  });
}

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

const SITE = question(
  POSITION,
  (select, { id }: Values<{ id: string }>) =>
    select.from(appointments).innerJoin(SLOT, eq(SLOT.id, appointments.slotId))
      .innerJoin(loadedPlaces, IS_SITE).where(eq(appointments.id, id)),
);

/** The first two digits of where a site stands, by its code. */
const departmentOf = (code: string) =>
  `(SELECT substr(dane_code, 1, 2) FROM loaded_places
  WHERE kind = 'sites' AND code = ${code})`;
const SAME_DEPARTMENT = departmentOf(SAME_PLACE);

/** Each site is looked at along the index as far as its first free hours. */
const ELSEWHERE = question(
  {
    id: FREE.id,
    startsAt: FREE.startsAt,
    professional: FREE.professional,
    name: loadedPlaces.name,
    municipality: loadedPlaces.municipality,
    ...POSITION,
  },
  (select, { id, nowMs }: Values<{ id: string; nowMs: number }>) =>
    select.from(sql`appointments AS m`)
      .innerJoin(
        loadedPlaces,
        sql`kind = 'sites'
        AND dane_code >= ${sql.raw(SAME_DEPARTMENT)}
        AND dane_code < ${sql.raw(SAME_DEPARTMENT)} || 'x'
        AND ${loadedPlaces.code} <> ${sql.raw(SAME_PLACE)}`,
      )
      .innerJoin(
        FREE,
        sql`${FREE.id} IN (SELECT s.id FROM slots AS s
        WHERE s.site_code = ${loadedPlaces.code} AND s.care_kind = m.care_kind
          AND ${asked(isFree("m.id"), nowMs)} AND ${asked(isNotHeld(), nowMs)}
        ORDER BY s.starts_at, s.professional LIMIT ${sql.raw(String(MAX_OF_A_SITE))})`,
      )
      .where(sql`m.id = ${id}`),
);

const MOVE = `
  UPDATE appointments AS m SET slot_id = chosen.id, starts_at = chosen.starts_at,
    changed_at = :nowMs, sequence = sequence + 1, reminded_at = NULL
  FROM (SELECT s.id, s.starts_at, s.care_kind, s.site_code FROM slots AS s
    WHERE s.id = :slotId AND ${isFree(":id")} AND ${isNotHeld()}) AS chosen
  WHERE m.id = :id AND m.state = 'booked' AND m.starts_at > :nowMs
    AND m.care_kind = chosen.care_kind
    AND (chosen.site_code = ${SAME_PLACE}
      OR ${departmentOf("chosen.site_code")} = ${SAME_DEPARTMENT})`;
