import { and, desc, eq, gte } from "drizzle-orm";
import type { AuditEventName } from "../../domain/audit/event.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { staffNotes } from "../schema.ts";

/** Why a member of the staff looks at one affiliate's data in this session. */
export type ViewReason = {
  id: string;
  at: number;
  staffId: number;
  sessionId: string;
  affiliateId: number;
  reason: string;
};

export async function keepViewReason(db: Db, reason: ViewReason): Promise<void> {
  const act = "affiliateViewed" satisfies AuditEventName;
  await db.insert(staffNotes).values({ ...reason, act });
}

type Looking = { sessionId: string; affiliateId: number; sinceMs: number };

/** The note with the newest reason of a session for one affiliate, if one was typed since then. */
export async function findViewReason(db: Db, looking: Looking): Promise<string | undefined> {
  const [row] = await ask(db, REASON(looking));
  return row?.id;
}

const REASON = question(
  { id: staffNotes.id },
  (select, { sessionId, affiliateId, sinceMs }: Values<Looking>) =>
    select.from(staffNotes).where(and(
      eq(staffNotes.sessionId, sessionId),
      eq(staffNotes.affiliateId, affiliateId),
      gte(staffNotes.at, sinceMs),
    )).orderBy(desc(staffNotes.at)).limit(1),
);
