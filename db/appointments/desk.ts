import { and, asc, eq, sql } from "drizzle-orm";
import type { AgendaDesk, DeskDay } from "../../domain/appointments/desk.ts";
import { addDays, startOfDayMs } from "../../domain/dates.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { appointments, callbackRequests, loadedPlaces } from "../schema.ts";
import { asked, IS_HELD, SLOT } from "./slot_sql.ts";

const MAX_LISTED = 100;
const IS_SITE = and(eq(loadedPlaces.kind, "sites"), eq(loadedPlaces.code, SLOT.siteCode));

/**
 * What waits for the staff of agendas, the longest overdue first, and a day of a site; of persons
 * nothing but their appointments' codes. One round trip.
 */
export async function findAgendaDesk(
  db: Db,
  { siteCode, day, nowMs }: DeskDay & { nowMs: number },
): Promise<AgendaDesk> {
  const range = { fromMs: startOfDayMs(day), toMs: startOfDayMs(addDays(day, 1)) };
  const [callbacks, clashes, sites, slots] = await askTogether(
    db,
    CALLBACKS({}),
    CLASHES({ nowMs }),
    SITES({}),
    SLOTS({ siteCode, nowMs, ...range }),
  );
  return { callbacks, clashes, sites, slots };
}

const CALLBACKS = question(
  {
    folio: callbackRequests.folio,
    askedAt: callbackRequests.askedAt,
    promisedOn: callbackRequests.promisedOn,
  },
  (select) =>
    select.from(callbackRequests).where(sql`answered_at IS NULL AND promised_on > ''`)
      .orderBy(asc(callbackRequests.promisedOn), asc(callbackRequests.askedAt)).limit(MAX_LISTED),
);

const CLASHES = question(
  {
    id: appointments.id,
    code: appointments.code,
    startsAt: appointments.startsAt,
    siteName: loadedPlaces.name,
  },
  (select, { nowMs }: Values<{ nowMs: number }>) =>
    select.from(appointments).innerJoin(SLOT, eq(SLOT.id, appointments.slotId))
      .leftJoin(loadedPlaces, IS_SITE)
      .where(sql`${appointments.state} = 'booked' AND ${appointments.startsAt} > ${nowMs}
        AND s.is_open = 0`)
      .orderBy(asc(appointments.startsAt)).limit(MAX_LISTED),
);

const SITES = question(
  { code: loadedPlaces.code, name: loadedPlaces.name },
  (select) =>
    select.from(loadedPlaces).where(sql`kind = 'sites' AND EXISTS
      (SELECT 1 FROM slots AS s WHERE s.site_code = ${loadedPlaces.code} AND s.is_open = 1)`),
);

type Day = { siteCode: string; nowMs: number; fromMs: number; toMs: number };

/** Professional by professional, in the order of the index. */
const SLOTS = question(
  {
    professional: SLOT.professional,
    careKind: SLOT.careKind,
    startsAt: SLOT.startsAt,
    isOpen: SLOT.isOpen,
    isHeld: asked(IS_HELD, sql.placeholder("nowMs")).mapWith(Boolean),
    appointmentId: appointments.id,
    code: appointments.code,
  },
  (select, { siteCode, fromMs, toMs }: Values<Day>) =>
    select.from(SLOT)
      .leftJoin(
        appointments,
        and(eq(appointments.slotId, SLOT.id), sql`${appointments.state} = 'booked'`),
      )
      .where(sql`s.site_code = ${siteCode} AND s.starts_at >= ${fromMs} AND s.starts_at < ${toMs}`)
      .orderBy(asc(SLOT.professional), asc(SLOT.startsAt)),
);
