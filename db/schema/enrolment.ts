import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Requests to become an affiliate, from the first answer to the decision. `typed` is what was typed, by
 * question (`domain/enrolment/answers.ts`); it is judged when it is read.
 */
export const enrolments = sqliteTable("enrolments", {
  folio: text("folio").primaryKey(),
  state: text("state", { enum: ["draft", "sent", "returned", "approved", "rejected"] }).notNull(),
  email: text("email").notNull(),
  typed: text("typed").notNull(),
  createdAt: integer("created_at").notNull(),
  /** When it is removed, unless it is sent before; null while the staff has it. */
  expiresAt: integer("expires_at"),
}, (table) => [
  check(
    "enrolments_state",
    sql`${table.state} IN ('draft', 'sent', 'returned', 'approved', 'rejected')
      AND (${table.state} = 'sent') = (${table.expiresAt} IS NULL)`,
  ),
  check("enrolments_typed", sql`json_valid(${table.typed})`),
  index("enrolments_expired").on(table.expiresAt).where(sql`expires_at IS NOT NULL`),
]);

/** What opens an enrolment: the secret of the browser that began it, and those of mailed links. */
export const enrolmentKeys = sqliteTable("enrolment_keys", {
  secretSha256: text("secret_sha256").primaryKey(),
  folio: text("folio").notNull().references(() => enrolments.folio),
}, (table) => [index("enrolment_keys_of_enrolment").on(table.folio)]);
