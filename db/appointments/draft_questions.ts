import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { FULL_NAME } from "../full_name.ts";
import { question, type Values } from "../question.ts";
import { affiliates, appointmentDrafts, appointments, loadedPlaces } from "../schema.ts";

/* What every step asks of its draft. It is found for whoever began it, while she acts for the person
 * for whom it is. */

export type OwnDraft = { draftId: string; actorId: number; affiliateId: number; nowMs: number };

/** The draft of a question, by the name that conditions give it. */
export const DRAFT_OF = alias(appointmentDrafts, "d");
export type Own = Values<Omit<OwnDraft, "nowMs">>;
export type OwnAt = Values<OwnDraft>;

export function isOwn({ draftId, actorId, affiliateId }: Own) {
  return and(
    eq(DRAFT_OF.id, draftId),
    eq(DRAFT_OF.actorId, actorId),
    eq(DRAFT_OF.affiliateId, affiliateId),
  );
}

export const IS_SITE = and(
  eq(loadedPlaces.kind, "sites"),
  eq(loadedPlaces.code, DRAFT_OF.siteCode),
);

export const DRAFT = question(
  {
    id: DRAFT_OF.id,
    careKind: DRAFT_OF.careKind,
    movesId: DRAFT_OF.movesId,
    movesFrom: sql<number | null>`iif(d.moves_id IS NULL, NULL, ${appointments.startsAt})`,
    doneAs: sql<string | null>`CASE WHEN d.moves_id IS NULL
      OR ${appointments.changedAt} > d.created_at THEN ${appointments.id} END`,
    siteName: loadedPlaces.name,
    siteAddress: loadedPlaces.address,
    personName: FULL_NAME,
    personKind: affiliates.kind,
  },
  (select, own: Own) =>
    select.from(DRAFT_OF).innerJoin(affiliates, eq(affiliates.id, DRAFT_OF.affiliateId))
      .leftJoin(loadedPlaces, IS_SITE)
      .leftJoin(appointments, eq(appointments.id, sql`coalesce(d.moves_id, d.id)`)).where(
        isOwn(own),
      ),
);
