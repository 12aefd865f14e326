import { and, desc, eq, gte, lt, lte, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Activity } from "../../domain/audit/logged_event.ts";
import type { Db } from "../client.ts";
import { auditEvents, users } from "../schema.ts";

export type ActivityRange = { fromMs: number; toMs: number };
const SHOWN = {
  id: auditEvents.id,
  at: auditEvents.at,
  name: auditEvents.name,
  result: auditEvents.result,
  userId: auditEvents.userId,
  personName: sql<string>`coalesce(${users.name}, '')`,
  source: auditEvents.source,
  detail: auditEvents.detail,
};

/** One page of what happened at a provider, newest first, and how much there is in all. */
export async function findActivity(
  db: Db,
  provider: Provider,
  range: ActivityRange,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ events: Activity[]; count: number }> {
  const [rows, [total]] = await db.batch([
    db.select(SHOWN).from(auditEvents).leftJoin(users, eq(users.id, auditEvents.userId))
      .where(isOf(provider, range)).orderBy(desc(auditEvents.at), desc(auditEvents.id))
      .limit(perPage).offset((page - 1) * perPage),
    db.select({ count: sql<number>`count(*)` }).from(auditEvents).where(isOf(provider, range)),
  ]);
  return { events: rows.map(toActivity), count: total?.count ?? 0 };
}

const ROWS_A_QUERY = 500;

/** All that happened at a provider, newest first, some hundreds at a time. */
export async function* readActivity(
  db: Db,
  provider: Provider,
  range: ActivityRange,
): AsyncGenerator<Activity[]> {
  let before: Activity | undefined;
  for (;;) {
    const last = before;
    const rows = await db.select(SHOWN).from(auditEvents)
      .leftJoin(users, eq(users.id, auditEvents.userId))
      .where(and(
        isOf(provider, range),
        last && lte(auditEvents.at, last.at),
        last && sql`(${auditEvents.at} < ${last.at} OR ${lt(auditEvents.id, last.id)})`,
      ))
      .orderBy(desc(auditEvents.at), desc(auditEvents.id)).limit(ROWS_A_QUERY);
    const events = rows.map(toActivity);
    before = events.at(-1);
    if (events.length > 0) yield events;
    if (events.length < ROWS_A_QUERY) return;
  }
}

function isOf(provider: Provider, { fromMs, toMs }: ActivityRange) {
  return and(
    eq(auditEvents.providerId, provider.id),
    gte(auditEvents.at, fromMs),
    lt(auditEvents.at, toMs),
  );
}

function toActivity(row: Omit<Activity, "detail"> & { detail: string }): Activity {
  return { ...row, detail: JSON.parse(row.detail) };
}
