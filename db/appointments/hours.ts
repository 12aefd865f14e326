import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Draft, FreeSlot, ListedAppointment } from "../../domain/appointments/appointment.ts";
import { addDays, type CivilDate, dateInBogota, startOfDayMs } from "../../domain/dates.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { appointments, loadedPlaces } from "../schema.ts";
import { DRAFT, DRAFT_OF, IS_SITE, isOwn, type OwnAt, type OwnDraft } from "./draft_questions.ts";
import { LISTED_APPOINTMENT } from "./own.ts";
import { asked, isFree, isNotHeld, SLOT } from "./slot_sql.ts";

export type SlotStep = {
  draft: Draft;
  /** The days that have free hours. */
  room: Set<CivilDate>;
  /** The free hours of the day. */
  hours: FreeSlot[];
  nearest: FreeSlot | undefined;
  /** The appointment of this kind that the person has already, where the draft moves none. */
  existing: ListedAppointment | undefined;
};

/** The draft, which of some days have room, what is free on `day`, and the first of all. */
export async function findSlotStep(
  db: Db,
  own: OwnDraft,
  { days, day }: { days: CivilDate[]; day: CivilDate },
): Promise<SlotStep | undefined> {
  const [fromMs, toMs] = [startOfDayMs(day), startOfDayMs(addDays(day, 1))];
  const [[draft], withRoom, hours, [nearest], [existing]] = await askTogether(
    db,
    DRAFT(own),
    ROOM({ ...own, days: JSON.stringify(days.map(startOfDayMs)) }),
    HOURS({ ...own, fromMs, toMs }),
    NEAREST(own),
    EXISTING(own),
  );
  if (!draft) return undefined;
  const room = new Set(withRoom.map(({ startMs }) => dateInBogota(startMs)));
  return { draft, room, hours, nearest, existing };
}

type OwnBetween = Values<OwnDraft & { fromMs: number; toMs: number }>;
const DAY_MS = 24 * 60 * 60 * 1000;
const IS_OF_DRAFT = and(
  eq(SLOT.siteCode, DRAFT_OF.siteCode),
  eq(SLOT.careKind, DRAFT_OF.careKind),
);
function isOffered(nowMs: Parameters<typeof asked>[1]) {
  return and(
    asked(isFree("d.moves_id"), nowMs),
    asked(isNotHeld("d.actor_id"), nowMs),
  );
}

const FREE_SLOT = { id: SLOT.id, startsAt: SLOT.startsAt, professional: SLOT.professional };
type OwnDays = Values<OwnDraft & { days: string }>;

/**
 * The days with room; each is looked at along the index as far as its first free hour. `days` are the
 * instants at which they begin, as JSON.
 */
const ROOM = question(
  { startMs: sql<number>`json_each.value` },
  (select, own: OwnDays) =>
    select.from(DRAFT_OF).innerJoin(sql`json_each(${own.days})`, sql`true`).where(and(
      isOwn(own),
      sql`EXISTS (SELECT 1 FROM slots AS s
        WHERE s.site_code = d.site_code AND s.care_kind = d.care_kind
          AND s.starts_at >= json_each.value AND s.starts_at < json_each.value + ${DAY_MS}
          AND ${isOffered(own.nowMs)})`,
    )),
);

const HOURS = question(
  FREE_SLOT,
  (select, own: OwnBetween) =>
    select.from(DRAFT_OF).innerJoin(SLOT, IS_OF_DRAFT).where(and(
      isOwn(own),
      sql`s.starts_at >= ${own.fromMs} AND s.starts_at < ${own.toMs}`,
      isOffered(own.nowMs),
    ))
      .orderBy(asc(SLOT.startsAt), asc(SLOT.professional)),
);

const NEAREST = question(
  FREE_SLOT,
  (select, own: OwnAt) =>
    select.from(DRAFT_OF).innerJoin(SLOT, IS_OF_DRAFT)
      .where(and(isOwn(own), isOffered(own.nowMs)))
      .orderBy(asc(SLOT.startsAt), asc(SLOT.professional)).limit(1),
);

const EXISTING = question(
  LISTED_APPOINTMENT,
  (select, own: OwnAt) =>
    select.from(DRAFT_OF)
      .innerJoin(
        appointments,
        and(
          eq(appointments.affiliateId, DRAFT_OF.affiliateId),
          eq(appointments.careKind, DRAFT_OF.careKind),
          sql`${appointments.state} = 'booked'`,
          gt(appointments.startsAt, own.nowMs),
        ),
      )
      .innerJoin(SLOT, eq(SLOT.id, appointments.slotId)).leftJoin(loadedPlaces, IS_SITE)
      .where(and(isOwn(own), sql`d.moves_id IS NULL`)),
);
