import type { LoggedEvent } from "../../domain/audit/logged_event.ts";
import { alias } from "drizzle-orm/sqlite-core";
import { and, asc, desc, eq, gte, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { AuditEventName } from "../../domain/audit/event.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { countSome } from "../staff/count_some.ts";
import { auditEvents, providers, staffNotes, users } from "../schema.ts";

export type LogFilter = {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  name?: AuditEventName;
  result?: "ok" | "refused";
  source?: string;
  nit?: string;
  userIds?: number[];
};

/** Where a page begins: with events older or newer than this one. */
export type LogPlace = { side: "older" | "newer"; at: number; id: number };

export type LogPage = { events: LoggedEvent[]; hasOlder: boolean; hasNewer: boolean };

/**
 * One page of the log, newest first, found by the key of the event that it begins at, never by
 * counting.
 */
export async function findEvents(db: Db, filter: LogFilter, place?: LogPlace): Promise<LogPage> {
  const isBack = place?.side === "newer";
  const order = isBack ? asc : desc;
  const rows = await select(db).where(and(...conditions(filter), place && beyond(place)))
    .orderBy(order(auditEvents.at), order(auditEvents.id)).limit(PAGE_SIZE + 1);
  const hasMore = rows.length > PAGE_SIZE;
  const shown = rows.slice(0, PAGE_SIZE).map(toEvent);
  return isBack
    ? { events: shown.reverse(), hasOlder: true, hasNewer: hasMore }
    : { events: shown, hasOlder: hasMore, hasNewer: place !== undefined };
}

/** How many events the filter finds; counting ends at `MAX_COUNTED` + 1. */
export async function countEvents(db: Db, filter: LogFilter): Promise<number> {
  const [row] = await countSome(db, auditEvents, and(...conditions(filter)));
  return row?.count ?? 0;
}

const ROWS_A_QUERY = 500;

/** All events of a filter, newest first, some hundreds at a time. */
export async function* readEvents(db: Db, filter: LogFilter): AsyncGenerator<LoggedEvent[]> {
  let place: LogPlace | undefined;
  for (;;) {
    const rows = await select(db).where(and(...conditions(filter), place && beyond(place)))
      .orderBy(desc(auditEvents.at), desc(auditEvents.id)).limit(ROWS_A_QUERY);
    if (rows.length > 0) yield rows.map(toEvent);
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_A_QUERY) return;
    place = { side: "older", at: last.at, id: last.id };
  }
}

/**
 * The ids of a typed person: by address (of a member or of the staff), by the NIT of a
 * representative, or by number.
 */
export async function findPersonIds(
  db: Db,
  person: { email: string } | { nit: string } | { id: number },
): Promise<number[]> {
  const rows = await db.select({ id: users.id }).from(users).where(isPerson(person));
  return rows.map(({ id }) => id);
}

function isPerson(person: { email: string } | { nit: string } | { id: number }): SQL | undefined {
  if ("id" in person) return eq(users.id, person.id);
  if ("email" in person) {
    return and(inArray(users.kind, ["member", "staff"]), eq(users.email, person.email));
  }
  return sql`${users.id} = (
    SELECT m.user_id FROM providers AS p JOIN memberships AS m
      ON m.provider_id = p.id AND m.role = 'representante' WHERE p.nit = ${person.nit})`;
}

const about = alias(users, "about");

/** A part of a detail; none where somebody changed it so that it is no longer JSON. */
function partOf(path: string): SQL {
  const { detail } = auditEvents;
  return sql`CASE WHEN json_valid(${detail}) THEN json_extract(${detail}, ${path}) END`;
}

function select(db: Db) {
  return db.select({
    id: auditEvents.id,
    at: auditEvents.at,
    name: auditEvents.name,
    result: auditEvents.result,
    userId: auditEvents.userId,
    personName: sql<string>`coalesce(${users.name}, '')`,
    email: users.email,
    nit: providers.nit,
    legalName: providers.legalName,
    source: auditEvents.source,
    requestId: auditEvents.requestId,
    detail: auditEvents.detail,
    aboutName: sql<string>`coalesce(nullif(about.name, ''), about.email, '')`,
    motive: sql<string>`coalesce(${staffNotes.reason}, '')`,
  }).from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.userId))
    .leftJoin(about, sql`about.id = ${partOf("$.person")}`)
    .leftJoin(staffNotes, sql`${staffNotes.id} = ${partOf("$.note")}`)
    .leftJoin(providers, eq(providers.id, auditEvents.providerId)).$dynamic();
}

function conditions({ fromMs, toMs, name, result, source, nit, userIds }: LogFilter) {
  const [only] = userIds ?? [];
  return [
    gte(auditEvents.at, fromMs),
    lt(auditEvents.at, toMs),
    name && eq(auditEvents.name, name),
    result && eq(auditEvents.result, result),
    source && eq(auditEvents.source, source),
    nit && sql`${auditEvents.providerId} = (SELECT id FROM providers WHERE nit = ${nit})`,
    userIds?.length === 1 && only !== undefined ? eq(auditEvents.userId, only) : undefined,
    userIds && userIds.length !== 1 ? inArray(auditEvents.userId, userIds) : undefined,
  ].filter((one) => one !== undefined && one !== "");
}

function beyond({ side, at, id }: LogPlace): SQL | undefined {
  const { at: when, id: number } = auditEvents;
  return side === "older"
    ? and(lte(when, at), or(lt(when, at), lt(number, id)))
    : and(gte(when, at), or(sql`${when} > ${at}`, sql`${number} > ${id}`));
}

type Row = Omit<LoggedEvent, "detail"> & { detail: string };

function toEvent(row: Row): LoggedEvent {
  return { ...row, detail: readDetail(row.detail) };
}

/** A detail that somebody changed must not break the page that shows it. */
function readDetail(text: string): LoggedEvent["detail"] {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
