import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { providers } from "./schema_payments.ts";

/** Proof that a policy was accepted: which text, by whom, when and from where (Ley 1581, art. 9). */
export const consents = sqliteTable("consents", {
  id: integer("id").primaryKey(),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  policyVersion: text("policy_version").notNull(),
  policySha256: text("policy_sha256").notNull(),
  acceptedAt: integer("accepted_at").notNull(),
  address: text("address").notNull(),
}, (table) => [index("consents_by_provider").on(table.providerId)]);

/**
 * A link that was sent to the address on file, with the password that was chosen; only the link's
 * SHA-256 is kept. It ends by being used, by being voided by a newer one, or by its time.
 */
export const activationTokens = sqliteTable("activation_tokens", {
  tokenSha256: text("token_sha256").primaryKey(),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  passwordHash: text("password_hash").notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
  voidedAt: integer("voided_at"),
}, (table) => [index("activation_tokens_by_provider").on(table.providerId)]);

/** A link to choose a new password; only its SHA-256 is kept. Ends as an activation token does. */
export const passwordResets = sqliteTable("password_resets", {
  tokenSha256: text("token_sha256").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
  voidedAt: integer("voided_at"),
}, (table) => [index("password_resets_by_user").on(table.userId)]);

/** Who may sign in. A provider's representative signs in with the NIT. */
export const users = sqliteTable("users", {
  id: integer("id").primaryKey(),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  role: text("role").notNull(),
  passwordHash: text("password_hash").notNull(),
  activatedAt: integer("activated_at").notNull(),
}, (table) => [
  check("users_role", sql`${table.role} IN ('representative')`),
  uniqueIndex("users_representative").on(table.providerId).where(sql`role = 'representative'`),
]);

/**
 * The row that a session's cookie points to, by the SHA-256 of its secret; ending the row ends the
 * session.
 */
export const sessions = sqliteTable("sessions", {
  id: text("id").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  createdAt: integer("created_at").notNull(),
  lastUsedAt: integer("last_used_at").notNull(),
  endedAt: integer("ended_at"),
  /** From where and with what it began, for the person who looks at the list of sessions. */
  address: text("address").notNull().default(""),
  userAgent: text("user_agent").notNull().default(""),
}, (table) => [index("sessions_by_user").on(table.userId)]);

/** A provider's read token for scripts; only its SHA-256 is kept. */
export const apiTokens = sqliteTable("api_tokens", {
  tokenSha256: text("token_sha256").primaryKey(),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  name: text("name").notNull(),
  createdAt: integer("created_at").notNull(),
  expiresOn: text("expires_on"),
  revokedAt: integer("revoked_at"),
}, (table) => [index("api_tokens_by_provider").on(table.providerId)]);

/**
 * How often something was tried lately: sign-ins by user and by source, registrations, mails. The
 * key is a hash, so that no address and no NIT stands here in the clear.
 */
export const attempts = sqliteTable("attempts", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  lastAt: integer("last_at").notNull(),
  blockedUntil: integer("blocked_until").notNull(),
}, (table) => [index("attempts_by_age").on(table.lastAt)]);

/** Where a user signed in from lately; both in one hash. Such a place is never kept waiting by others. */
export const knownPlaces = sqliteTable("known_places", {
  key: text("key").primaryKey(),
  lastAt: integer("last_at").notNull(),
});

/**
 * What happened, by whom, from where: append-only (triggers refuse change and removal) and chained,
 * each row holding the hash of the one before. No password, token, cédula or amount stands here.
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
}, (table) => [
  check("audit_events_result", sql`${table.result} IN ('ok', 'refused')`),
  index("audit_events_by_provider").on(table.providerId, table.at),
]);
