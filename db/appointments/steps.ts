import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Draft, HeldSlot } from "../../domain/appointments/appointment.ts";
import type { AppointmentContact } from "../../domain/appointments/booking.ts";
import type { Db } from "../client.ts";
import { askTogether, question } from "../question.ts";
import { affiliates } from "../schema.ts";
import { DRAFT, DRAFT_OF, isOwn, type Own, type OwnAt, type OwnDraft } from "./draft_questions.ts";
import { asked, isFree, SLOT } from "./slot_sql.ts";

/*
 * What the steps of asking for an appointment show, one round trip each; the hours are in hours.ts.
 */

/** The draft, and the kinds of appointment that its site has. */
export async function findKindStep(
  db: Db,
  own: OwnDraft,
): Promise<{ draft: Draft; careKinds: string[] } | undefined> {
  const [[draft], kinds] = await askTogether(db, DRAFT(own), CARE_KINDS(own));
  return draft && { draft, careKinds: kinds.map(({ careKind }) => careKind) };
}

/** The draft, the hour that it holds, and how the person is reached. */
export async function findContactStep(
  db: Db,
  own: OwnDraft,
): Promise<
  | { draft: Draft; held: HeldSlot | undefined; contact: Partial<AppointmentContact> }
  | undefined
> {
  const [[draft], [held], [onFile]] = await askTogether(
    db,
    DRAFT(own),
    HELD(own),
    CONTACT(own),
  );
  if (!draft || !onFile) return undefined;
  const given = Object.entries(onFile).filter(([, value]) => value !== null);
  return { draft, held, contact: Object.fromEntries(given) };
}

const CARE_KINDS = question(
  { careKind: SLOT.careKind },
  (select, own: OwnAt) =>
    select.from(DRAFT_OF).innerJoin(SLOT, eq(SLOT.siteCode, DRAFT_OF.siteCode))
      .where(and(isOwn(own), sql`s.is_open = 1`, gt(SLOT.startsAt, own.nowMs)))
      .groupBy(SLOT.careKind).orderBy(asc(SLOT.careKind)),
);

const HELD = question(
  {
    startsAt: SLOT.startsAt,
    professional: SLOT.professional,
    heldUntil: sql<number>`s.held_until`,
  },
  (select, own: OwnAt) =>
    select.from(DRAFT_OF).innerJoin(SLOT, eq(SLOT.holdId, DRAFT_OF.id))
      .where(
        and(isOwn(own), sql`s.held_until > ${own.nowMs}`, asked(isFree("d.moves_id"), own.nowMs)),
      ),
);

const CONTACT = question(
  {
    phone: sql<string | null>`coalesce(d.phone, ${affiliates.phone})`,
    address: sql<string | null>`coalesce(d.address, ${affiliates.address})`,
    email: sql<string | null>`coalesce(d.email, ${affiliates.email})`,
  },
  (select, own: Own) =>
    select.from(DRAFT_OF).innerJoin(affiliates, eq(affiliates.id, DRAFT_OF.affiliateId))
      .where(isOwn(own)),
);
