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
import { INQUIRY_KINDS } from "../../domain/inquiries/inquiry.ts";
import { users } from "./accounts.ts";
import { files } from "./files.ts";
import { providers } from "./payments.ts";

/**
 * What a provider reports of a voucher or of one of its lines. The voucher is stored by its number
 * and date, not by a revision, so that a correction does not orphan the inquiry.
 */
export const inquiries = sqliteTable("inquiries", {
  folio: text("folio").primaryKey(),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  kind: text("kind", {
    enum: INQUIRY_KINDS,
  }).notNull(),
  state: text("state", { enum: ["open", "inProgress", "answered", "closed"] }).notNull(),
  documentNumber: text("document_number").notNull(),
  paidOn: text("paid_on").notNull(),
  /** Of the line that was reported; null where it was the voucher. */
  invoiceNumber: text("invoice_number"),
  createdAt: integer("created_at").notNull(),
  dueOn: text("due_on").notNull(),
  /** First what waits for the staff, then what waits for the provider, then what is closed. */
  queueOrder: integer("queue_order").notNull().generatedAlwaysAs(
    sql`CASE state WHEN 'answered' THEN 2 WHEN 'closed' THEN 3 ELSE 1 END`,
    { mode: "virtual" },
  ),
}, (table) => [
  check(
    "inquiries_kind",
    sql`${table.kind} IN ('notReceived', 'wrongAmount', 'missingInvoice', 'notMine', 'applyUnapplied',
      'overpaidRight', 'overpaidWrong', 'overpaidReturned')`,
  ),
  check("inquiries_state", sql`${table.state} IN ('open', 'inProgress', 'answered', 'closed')`),
  check("inquiries_due_on", sql`${table.dueOn} IS date(${table.dueOn})`),
  index("inquiries_of_provider").on(
    table.providerId,
    table.queueOrder,
    sql`created_at DESC`,
    table.folio,
  ),
  index("inquiries_queue").on(table.queueOrder, table.dueOn, table.folio),
  index("inquiries_of_voucher").on(table.providerId, table.documentNumber),
]);

/**
 * The thread: what either side wrote or did. The id comes with the form, so that a form that is
 * sent twice is one message.
 */
export const inquiryMessages = sqliteTable("inquiry_messages", {
  id: text("id").primaryKey(),
  folio: text("folio").notNull().references(() => inquiries.folio),
  authorId: integer("author_id").notNull().references(() => users.id),
  isStaff: integer("is_staff", { mode: "boolean" }).notNull(),
  step: text("step", {
    enum: [
      "opened",
      "message",
      "reopened",
      "closed",
      "inProgress",
      "answered",
      "accepted",
      "returned",
    ],
  }).notNull(),
  text: text("text").notNull(),
  createdAt: integer("created_at").notNull(),
}, (table) => [
  check(
    "inquiry_messages_step",
    sql`${table.step} IN ('opened', 'message', 'reopened', 'closed', 'inProgress', 'answered', 'accepted', 'returned')`,
  ),
  index("inquiry_messages_of_inquiry").on(table.folio, table.createdAt, table.id),
  index("inquiry_messages_by_author").on(table.authorId, table.createdAt),
]);

/** What a provider proposes to do with a voucher's unapplied money, and what it was at that time. */
export const inquiryProposals = sqliteTable("inquiry_proposals", {
  folio: text("folio").primaryKey().references(() => inquiries.folio),
  state: text("state", { enum: ["proposed", "accepted", "returned"] }).notNull(),
  unappliedAmount: integer("unapplied_amount").notNull(),
  unappliedAdvanceAmount: integer("unapplied_advance_amount").notNull(),
  total: integer("total").notNull(),
  decidedAt: integer("decided_at"),
  decidedBy: integer("decided_by").references(() => users.id),
}, (table) => [
  check(
    "inquiry_proposals_state",
    sql`${table.state} IN ('proposed', 'accepted', 'returned')
      AND (${table.state} = 'proposed') = (${table.decidedAt} IS NULL)
      AND (${table.decidedAt} IS NULL) = (${table.decidedBy} IS NULL)`,
  ),
  check(
    "inquiry_proposals_total",
    sql`${table.total} BETWEEN 1 AND ${table.unappliedAmount} + ${table.unappliedAdvanceAmount}`,
  ),
  index("inquiry_proposals_by_decider").on(table.decidedBy).where(sql`decided_by IS NOT NULL`),
]);

export const inquiryProposalLines = sqliteTable("inquiry_proposal_lines", {
  folio: text("folio").notNull().references(() => inquiryProposals.folio),
  lineNumber: integer("line_number").notNull(),
  invoiceNumber: text("invoice_number").notNull(),
  amount: integer("amount").notNull(),
}, (table) => [
  primaryKey({ columns: [table.folio, table.lineNumber] }),
  check("inquiry_proposal_lines_amount", sql`${table.amount} > 0`),
]);

/** Which message has which files. */
export const inquiryMessageFiles = sqliteTable("inquiry_message_files", {
  messageId: text("message_id").notNull().references(() => inquiryMessages.id),
  fileId: text("file_id").notNull().references(() => files.id),
}, (table) => [
  primaryKey({ columns: [table.messageId, table.fileId] }),
  uniqueIndex("inquiry_message_files_of_file").on(table.fileId),
]);
