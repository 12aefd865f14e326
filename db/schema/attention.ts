import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { files } from "./files.ts";

/**
 * PQRS: what anybody asks, complains of or proposes, with her name or without it. Whoever gives no
 * name gets a code, of which the hash is stored.
 */
export const attentionCases = sqliteTable("attention_cases", {
  folio: text("folio").primaryKey(),
  kind: text("kind", {
    enum: ["petition", "complaint", "claim", "suggestion", "compliment"],
  }).notNull(),
  risk: text("risk", { enum: ["vital", "priority", "simple", "none"] }).notNull(),
  state: text("state", { enum: ["open", "inProgress", "answered", "closed"] }).notNull(),
  /** Whoever had signed in. No foreign key: an undo of a load may remove the person, not the case. */
  affiliateId: integer("affiliate_id"),
  documentType: text("document_type"),
  documentNumber: text("document_number"),
  name: text("name"),
  email: text("email"),
  phone: text("phone"),
  codeSha256: text("code_sha256"),
  createdAt: integer("created_at").notNull(),
  dueAt: integer("due_at").notNull(),
  /** When it was answered or closed; null while the staff owes an answer. */
  settledAt: integer("settled_at"),
  /** First what waits for the staff, then what is answered, then what is closed. */
  queueOrder: integer("queue_order").notNull().generatedAlwaysAs(
    sql`CASE state WHEN 'answered' THEN 2 WHEN 'closed' THEN 3 ELSE 1 END`,
    { mode: "virtual" },
  ),
}, (table) => [
  check(
    "attention_cases_kind",
    sql`${table.kind} IN ('petition', 'complaint', 'claim', 'suggestion', 'compliment')`,
  ),
  check(
    "attention_cases_risk",
    sql`${table.risk} IN ('vital', 'priority', 'simple', 'none')
      AND (${table.risk} = 'none' OR ${table.kind} = 'claim')`,
  ),
  check(
    "attention_cases_state",
    sql`${table.state} IN ('open', 'inProgress', 'answered', 'closed')
      AND (${table.state} IN ('answered', 'closed')) = (${table.settledAt} IS NOT NULL)`,
  ),
  check(
    "attention_cases_person",
    sql`(${table.name} IS NULL) = (${table.codeSha256} IS NOT NULL)
      AND (${table.name} IS NULL) = (${table.documentNumber} IS NULL)
      AND (${table.name} IS NULL) = (${table.documentType} IS NULL)`,
  ),
  index("attention_cases_queue").on(table.queueOrder, table.dueAt, table.folio),
  index("attention_cases_of_affiliate").on(table.affiliateId, table.createdAt)
    .where(sql`affiliate_id IS NOT NULL`),
  index("attention_cases_settled").on(table.settledAt).where(sql`settled_at IS NOT NULL`),
]);

/** The thread; its author is null where she has no account. The id comes with the form. */
export const attentionMessages = sqliteTable("attention_messages", {
  id: text("id").primaryKey(),
  folio: text("folio").notNull().references(() => attentionCases.folio),
  authorId: integer("author_id").references(() => users.id),
  isStaff: integer("is_staff", { mode: "boolean" }).notNull(),
  step: text("step", {
    enum: ["opened", "message", "reopened", "closed", "inProgress", "answered"],
  }).notNull(),
  text: text("text").notNull(),
  createdAt: integer("created_at").notNull(),
}, (table) => [
  check(
    "attention_messages_step",
    sql`${table.step} IN ('opened', 'message', 'reopened', 'closed', 'inProgress', 'answered')`,
  ),
  index("attention_messages_of_case").on(table.folio, table.createdAt, table.id),
  index("attention_messages_by_author").on(table.authorId, table.createdAt)
    .where(sql`author_id IS NOT NULL`),
]);

/** Which message has which files. */
export const attentionMessageFiles = sqliteTable("attention_message_files", {
  messageId: text("message_id").notNull().references(() => attentionMessages.id),
  fileId: text("file_id").notNull().references(() => files.id),
}, (table) => [
  primaryKey({ columns: [table.messageId, table.fileId] }),
  uniqueIndex("attention_message_files_of_file").on(table.fileId),
]);
