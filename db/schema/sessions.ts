import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { providers } from "./payments.ts";

/**
 * The row that a session's cookie points to, by the SHA-256 of its secret; ending the row ends the
 * session.
 */
export const sessions = sqliteTable("sessions", {
  id: text("id").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  /** The provider that the person works with in this session; the staff has none. */
  providerId: integer("provider_id").references(() => providers.id),
  /** The affiliate for whom the holder acts in this session; null where for herself. */
  actingFor: integer("acting_for"),
  createdAt: integer("created_at").notNull(),
  lastUsedAt: integer("last_used_at").notNull(),
  endedAt: integer("ended_at"),
  /** When the second factor was given; null where it was not. */
  secondFactorAt: integer("second_factor_at"),
  /** Where and with which browser it began, for the person who looks at the list of sessions. */
  address: text("address").notNull().default(""),
  userAgent: text("user_agent").notNull().default(""),
}, (table) => [
  index("sessions_by_user").on(table.userId, table.createdAt),
  index("sessions_by_provider").on(table.providerId),
]);

/**
 * What was typed into a form whose session had ended when it was sent, sealed for its person and
 * kept until she signs in again; one for a session.
 */
export const keptForms = sqliteTable("kept_forms", {
  sessionId: text("session_id").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  sealed: text("sealed").notNull(),
  expiresAt: integer("expires_at").notNull(),
}, (table) => [index("kept_forms_by_user").on(table.userId)]);
