import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { files } from "./files.ts";

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
  /** The name typed as a signature, when, from which address, and the hash of what it covers. */
  signedName: text("signed_name"),
  signedAt: integer("signed_at"),
  signedFrom: text("signed_from"),
  signedSha256: text("signed_sha256"),
  /** Until when the staff promised an answer; null before it was sent. */
  dueOn: text("due_on"),
  /** What the staff adds on approving: the municipality's code, and since when she is affiliated. */
  daneCode: text("dane_code"),
  affiliatedOn: text("affiliated_on"),
  /** When it left in a file for the EPS's own system. */
  exportedAt: integer("exported_at"),
}, (table) => [
  check(
    "enrolments_state",
    sql`${table.state} IN ('draft', 'sent', 'returned', 'approved', 'rejected')
      AND (${table.state} = 'sent') = (${table.expiresAt} IS NULL)`,
  ),
  check("enrolments_typed", sql`json_valid(${table.typed})`),
  index("enrolments_expired").on(table.expiresAt).where(sql`expires_at IS NOT NULL`),
  index("enrolments_queue").on(table.state, table.dueOn, table.folio),
  index("enrolments_exported").on(table.exportedAt, table.folio).where(sql`state = 'approved'`),
]);

/** What opens an enrolment: the secret of the browser that began it, and those of mailed links. */
export const enrolmentKeys = sqliteTable("enrolment_keys", {
  secretSha256: text("secret_sha256").primaryKey(),
  folio: text("folio").notNull().references(() => enrolments.folio),
}, (table) => [index("enrolment_keys_of_enrolment").on(table.folio)]);

/** The papers that were sent, each a file; `person` is `titular` or a beneficiary's handle. */
export const enrolmentDocuments = sqliteTable("enrolment_documents", {
  folio: text("folio").notNull().references(() => enrolments.folio),
  person: text("person").notNull(),
  paper: text("paper").notNull(),
  sha256: text("sha256").notNull(),
  fileId: text("file_id").notNull().unique().references(() => files.id),
}, (table) => [primaryKey({ columns: [table.folio, table.person, table.paper, table.sha256] })]);

/** What became of an enrolment: each sending and each decision, with what the staff wrote. */
export const enrolmentEvents = sqliteTable("enrolment_events", {
  id: integer("id").primaryKey(),
  folio: text("folio").notNull().references(() => enrolments.folio),
  state: text("state", { enum: ["sent", "returned", "approved", "rejected"] }).notNull(),
  text: text("text").notNull(),
  at: integer("at").notNull(),
  /** The member of the staff who decided; null for the applicant. */
  userId: integer("user_id").references(() => users.id),
}, (table) => [
  check(
    "enrolment_events_state",
    sql`${table.state} IN ('sent', 'returned', 'approved', 'rejected')`,
  ),
  index("enrolment_events_of_enrolment").on(table.folio, table.at, table.id),
  index("enrolment_events_by_user").on(table.userId).where(sql`user_id IS NOT NULL`),
]);
