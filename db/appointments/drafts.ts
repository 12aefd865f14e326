import { and, eq, sql } from "drizzle-orm";
import type { AppointmentContact } from "../../domain/appointments/booking.ts";
import type { Db } from "../client.ts";
import { appointmentDrafts } from "../schema.ts";

export type NewDraft = { id: string; actorId: number; affiliateId: number };

/** Begins to ask for an appointment at a site; false where there is no such site. */
export async function startDraft(
  db: Db,
  draft: NewDraft & { siteCode: string },
  nowMs: number,
): Promise<boolean> {
  const { rowsAffected } = await db.$client.execute({ sql: START, args: { ...draft, nowMs } });
  return rowsAffected === 1;
}

/** Begins to move an appointment to come, within its site and kind; false where there is none. */
export async function startMove(
  db: Db,
  move: NewDraft & { appointmentId: string },
  nowMs: number,
): Promise<boolean> {
  const { rowsAffected } = await db.$client.execute({ sql: START_MOVE, args: { ...move, nowMs } });
  return rowsAffected === 1;
}

/** Chooses the kind; false where the draft is another's or its site has no such kind. */
export async function chooseCareKind(
  db: Db,
  { id, actorId, affiliateId, careKind }: NewDraft & { careKind: string },
): Promise<boolean> {
  const { rowsAffected } = await db.update(appointmentDrafts).set({ careKind })
    .where(and(
      eq(appointmentDrafts.id, id),
      eq(appointmentDrafts.actorId, actorId),
      eq(appointmentDrafts.affiliateId, affiliateId),
      sql`moves_id IS NULL AND EXISTS (SELECT 1 FROM slots AS s WHERE s.site_code =
        ${appointmentDrafts.siteCode} AND s.care_kind = ${careKind} AND s.is_open = 1)`,
    ));
  return rowsAffected === 1;
}

/** Keeps how somebody wants to be reached, for the next hour that she chooses. */
export async function keepContact(
  db: Db,
  { id, actorId }: { id: string; actorId: number },
  contact: AppointmentContact,
): Promise<void> {
  await db.update(appointmentDrafts).set(contact)
    .where(and(eq(appointmentDrafts.id, id), eq(appointmentDrafts.actorId, actorId)));
}

const START = `
  INSERT INTO appointment_drafts (id, actor_id, affiliate_id, site_code, created_at)
  SELECT :id, :actorId, :affiliateId, code, :nowMs FROM loaded_places
  WHERE kind = 'sites' AND code = :siteCode`;

const START_MOVE = `
  INSERT INTO appointment_drafts (id, actor_id, affiliate_id, site_code, care_kind, moves_id, created_at)
  SELECT :id, :actorId, a.affiliate_id, s.site_code, a.care_kind, a.id, :nowMs
  FROM appointments AS a CROSS JOIN slots AS s ON s.id = a.slot_id
  WHERE a.id = :appointmentId AND a.affiliate_id = :affiliateId AND a.state = 'booked'
    AND a.starts_at > :nowMs`;
