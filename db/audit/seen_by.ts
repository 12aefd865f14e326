import { and, desc, eq, gte, isNull, ne, or, sql } from "drizzle-orm";
import type { SeenEvent } from "../../domain/audit/seen_by.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import { ask, question, type Values } from "../question.ts";
import { affiliates, auditEvents, staffNotes, users } from "../schema.ts";

const MAX_SHOWN = 200;

type Asked = { affiliateId: number; userId: number; sinceMs: number };

/**
 * What others than this user did with an affiliate's data, newest first, and why: the reason stands
 * in the note that an event names.
 */
export async function findSeenBy(db: Db, asked: Asked): Promise<SeenEvent[]> {
  const rows = await ask(db, SEEN_BY(asked));
  return rows.map(({ detail, ...event }) => ({ ...event, detail: JSON.parse(detail) }));
}

const SEEN_BY = question(
  {
    at: auditEvents.at,
    name: auditEvents.name,
    detail: auditEvents.detail,
    kind: users.kind,
    personName: sql<string>`coalesce(${FULL_NAME}, ${users.name}, '')`,
    staffRole: users.staffRole,
    motive: sql<string>`coalesce(${staffNotes.reason}, '')`,
  },
  (select, { affiliateId, userId, sinceMs }: Values<Asked>) =>
    select.from(auditEvents)
      .leftJoin(users, eq(users.id, auditEvents.userId))
      .leftJoin(affiliates, eq(affiliates.id, users.affiliateId))
      .leftJoin(staffNotes, sql`${staffNotes.id} = ${auditEvents.detail} ->> '$.note'`)
      .where(and(
        eq(auditEvents.affiliateId, affiliateId),
        gte(auditEvents.at, sinceMs),
        eq(auditEvents.result, "ok"),
        or(isNull(auditEvents.userId), ne(auditEvents.userId, userId)),
      ))
      .orderBy(desc(auditEvents.at)).limit(MAX_SHOWN),
);
