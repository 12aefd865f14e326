import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { providers } from "./payments.ts";

/**
 * How often something was tried lately: sign-ins by user and by source, registrations, mails. The
 * key is a hash, so that no address and no NIT is stored in the clear.
 */
export const attempts = sqliteTable("attempts", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  lastAt: integer("last_at").notNull(),
  blockedUntil: integer("blocked_until").notNull(),
}, (table) => [index("attempts_by_age").on(table.lastAt)]);

/**
 * Where a user signed in from lately; both in one hash. Tries of others never make such a place
 * wait.
 */
export const knownPlaces = sqliteTable("known_places", {
  key: text("key").primaryKey(),
  lastAt: integer("last_at").notNull(),
});

/**
 * What happened, by whom, from where: append-only (triggers refuse change, removal and replacement)
 * and chained, each row holding the hash of the one before. No password, token or amount is stored
 * here.
 */
export const auditEvents = sqliteTable("audit_events", {
  id: integer("id").primaryKey(),
  at: integer("at").notNull(),
  name: text("name").notNull(),
  result: text("result").notNull(),
  userId: integer("user_id"),
  providerId: integer("provider_id"),
  source: text("source").notNull(),
  requestId: text("request_id").notNull(),
  detail: text("detail").notNull(),
  previousSha256: text("previous_sha256").notNull().unique(),
  sha256: text("sha256").notNull(),
  /** HMAC of `sha256` under a key that is not in the database; NULL before the chain's seal. */
  mac: text("mac"),
  /** Whose data it is about, of those insured; read from the detail, which the hash is made of. */
  affiliateId: integer("affiliate_id").generatedAlwaysAs(
    sql`CASE WHEN json_valid(detail) THEN
      CASE WHEN json_type(detail, '$.affiliate') = 'integer' THEN detail ->> '$.affiliate' END END`,
    { mode: "virtual" },
  ),
}, (table) => [
  check("audit_events_result", sql`${table.result} IN ('ok', 'refused')`),
  index("audit_events_by_provider").on(table.providerId, table.at),
  index("audit_events_by_affiliate").on(table.affiliateId, table.at)
    .where(sql`affiliate_id IS NOT NULL`),
  index("audit_events_by_user").on(table.userId, table.at),
  index("audit_events_by_time").on(table.at),
  index("audit_events_by_name").on(table.name, table.at),
  index("audit_events_by_source").on(table.source, table.at),
]);

/**
 * Why the staff did something to a person or a provider. The reasons are stored here and not in the
 * audit events: people write names into them, and nothing can be removed from the chain. An event
 * names its note.
 */
export const staffNotes = sqliteTable("staff_notes", {
  id: text("id").primaryKey(),
  at: integer("at").notNull(),
  /** An `AuditEventName`. */
  act: text("act").notNull(),
  staffId: integer("staff_id").notNull().references(() => users.id),
  userId: integer("user_id").references(() => users.id),
  providerId: integer("provider_id").references(() => providers.id),
  /** Whose data the staff looked at; she may be gone, because an undo of a load removes people. */
  affiliateId: integer("affiliate_id"),
  /** The radicado of the enrolment that the staff looked at; it may be swept before the note. */
  enrolment: text("enrolment"),
  /** The session in which the reason for that was typed; it is swept long before the note. */
  sessionId: text("session_id"),
  reason: text("reason").notNull(),
}, (table) => [
  index("staff_notes_by_session").on(table.sessionId, table.affiliateId, table.at)
    .where(sql`session_id IS NOT NULL`),
  index("staff_notes_by_enrolment").on(table.sessionId, table.enrolment, table.at)
    .where(sql`enrolment IS NOT NULL`),
  index("staff_notes_by_user").on(table.userId, table.at),
  index("staff_notes_by_provider").on(table.providerId, table.at),
  index("staff_notes_by_staff").on(table.staffId),
]);

/**
 * Requests that failed or took long (`Trouble`), the newest few thousand: what somebody who reads the
 * number of an error page to the support line is found by. No person, no address, no value.
 */
export const troubles = sqliteTable("troubles", {
  id: integer("id").primaryKey(),
  at: integer("at").notNull(),
  kind: text("kind").notNull(),
  route: text("route").notNull(),
  requestId: text("request_id").notNull(),
  durationMs: integer("duration_ms").notNull(),
  problem: text("problem").notNull(),
}, (table) => [
  check("troubles_kind", sql`${table.kind} IN ('error', 'slow')`),
  index("troubles_by_time").on(table.at),
  index("troubles_by_request").on(table.requestId),
]);
