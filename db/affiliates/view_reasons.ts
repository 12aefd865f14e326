import { and, desc, eq, gte } from "drizzle-orm";
import type { ViewSubject } from "../../domain/affiliates/view_reason.ts";
import type { AuditEventName } from "../../domain/audit/event.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { staffNotes } from "../schema.ts";

/** Why a member of the staff looks at one person's data in this session. */
export type ViewReason = {
  id: string;
  at: number;
  staffId: number;
  sessionId: string;
  reason: string;
};

export async function keepViewReason(
  db: Db,
  subject: ViewSubject,
  reason: ViewReason,
): Promise<void> {
  const act: AuditEventName = "enrolment" in subject ? "enrolmentViewed" : "affiliateViewed";
  await db.insert(staffNotes).values({ ...reason, ...subject, act });
}

type Looking = { sessionId: string; sinceMs: number };

/** The note with the newest reason of a session for one person, if one was typed since then. */
export async function findViewReason(
  db: Db,
  subject: ViewSubject,
  { sessionId, sinceMs }: Looking,
): Promise<string | undefined> {
  const [row] = await ask(
    db,
    "enrolment" in subject
      ? ENROLMENT_REASON({ sessionId, sinceMs, enrolment: subject.enrolment })
      : AFFILIATE_REASON({ sessionId, sinceMs, affiliateId: subject.affiliateId }),
  );
  return row?.id;
}

const AFFILIATE_REASON = question(
  { id: staffNotes.id },
  (select, { sessionId, affiliateId, sinceMs }: Values<Looking & { affiliateId: number }>) =>
    select.from(staffNotes).where(and(
      eq(staffNotes.sessionId, sessionId),
      eq(staffNotes.affiliateId, affiliateId),
      gte(staffNotes.at, sinceMs),
    )).orderBy(desc(staffNotes.at)).limit(1),
);

const ENROLMENT_REASON = question(
  { id: staffNotes.id },
  (select, { sessionId, enrolment, sinceMs }: Values<Looking & { enrolment: string }>) =>
    select.from(staffNotes).where(and(
      eq(staffNotes.sessionId, sessionId),
      eq(staffNotes.enrolment, enrolment),
      gte(staffNotes.at, sinceMs),
    )).orderBy(desc(staffNotes.at)).limit(1),
);
